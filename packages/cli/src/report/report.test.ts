// The exact bytes of every reporter.
import { type Finding, findingCodes } from '@groundplan/model';
import { describe, expect, it } from 'vitest';
import type { LoadProblem } from '../load/load-problem.js';
import { parseSource } from '../source/locate.js';
import {
  findingsAsJson,
  problemAsJson,
  type Reporter,
  type ReportOptions,
  reportFindings,
  reportProblem,
} from './report.js';

const source = `import { defineTopology } from '@groundplan/model';
export default defineTopology({
  hosts: {
    'rpi4-2': {
      addresses: { infra: '10.10.0.11' },
    },
    nas: {
      addresses: { infra: '10.10.0.11' },
      rolee: { a: 1 },
      links: { wlan0: { uplink: { ssid: 'WAN', pin: 'hunter2' } } },
    },
  },
  wifi: { home: { network: 'infra', by: 'hunter3' } },
});
`;

const locator = parseSource(source, '/infra/topology/topology.ts');

const duplicate: Finding = {
  code: 'value-invalid',
  severity: 'error',
  at: 'hosts.nas.addresses.infra',
  message: '10.10.0.11 is already the address of rpi4-2.',
  fix: 'Give nas another address, for example 10.10.0.57.',
  related: ['hosts.rpi4-2.addresses.infra', 'hosts.other'],
};
const field: Finding = {
  code: 'field-unknown',
  severity: 'error',
  at: 'hosts.nas.rolee',
  message: 'There is no field rolee.',
};
const secret: Finding = {
  code: 'secret-unknown',
  severity: 'error',
  at: 'hosts.nas.links.wlan0.uplink.pin',
  message: 'The pin names no secret.',
  masked: true,
};
const unused: Finding = {
  code: 'secret-unused',
  severity: 'warning',
  at: 'secrets.old',
  message: 'Nothing uses the secret old.',
};

function report(findings: readonly Finding[], reporter: Reporter, options: Partial<ReportOptions> = {}): string {
  return reportFindings(findings, { reporter, root: '/infra', locator, ...options });
}

describe('pretty', () => {
  it('prints errors, then warnings, in the order of the file', () => {
    expect(report([unused, secret, field, duplicate], 'pretty')).toBe(`\
error value-invalid  topology/topology.ts:8:27
  10.10.0.11 is already the address of rpi4-2.
    7 │ nas: {
  > 8 │   addresses: { infra: '10.10.0.11' },
      │                       ^^^^^^^^^^^^
    9 │   rolee: { a: 1 },
  also  topology/topology.ts:5:27 (hosts.rpi4-2.addresses.infra)
  also  topology/topology.ts:3:3 (hosts.other)
  why   ${findingCodes['value-invalid'].why}
  fix   Give nas another address, for example 10.10.0.57.

error field-unknown  topology/topology.ts:9:7
  There is no field rolee.
     8 │ addresses: { infra: '10.10.0.11' },
  >  9 │ rolee: { a: 1 },
       │ ^^^^^
    10 │ links: { wlan0: { uplink: { ssid: '***', pin: '***' } } },
  why   ${findingCodes['field-unknown'].why}

error secret-unknown  topology/topology.ts:10:53
  The pin names no secret.
     9 │   rolee: { a: 1 },
  > 10 │   links: { wlan0: { uplink: { ssid: '***', pin: '***' } } },
       │                                                 ^^^^^
    11 │ },
  why   ${findingCodes['secret-unknown'].why}

warning secret-unused  topology/topology.ts:2:1 (secrets.old)
  Nothing uses the secret old.
    1 │ import { defineTopology } from '@groundplan/model';
  > 2 │ export default defineTopology({
      │ ^^^^^^^^^^^^^^
    3 │   hosts: {
  why   ${findingCodes['secret-unused'].why}

3 errors, 1 warning
`);
  });

  it('does not depend on the order of the findings', () => {
    const all = [duplicate, field, secret, unused];
    for (const reporter of ['pretty', 'github', 'sarif', 'json'] as const) {
      expect(report([...all].reverse(), reporter)).toBe(report(all, reporter));
    }
  });

  it('points to the key of an unknown field, also of a scalar', () => {
    const at = 'hosts.nas.addresses.infra';
    expect(report([{ ...field, at }], 'pretty')).toContain('topology/topology.ts:8:20\n');
  });

  it('never shows a literal of a masked place', () => {
    const masked: Finding[] = [
      secret,
      { ...duplicate, at: 'wifi.home', masked: true },
      { ...field, at: 'wifi.home.by' },
    ];
    for (const reporter of ['pretty', 'github', 'sarif', 'json'] as const) {
      expect(report(masked, reporter)).not.toMatch(/hunter[23]/);
    }
  });

  it('does not hide everything around a masked place that is a guess', () => {
    const guessed: Finding = { ...secret, at: 'hosts.made-in-a-loop.pin' };
    expect(report([guessed, duplicate], 'pretty')).toContain("> 8 │   addresses: { infra: '10.10.0.11' },");
  });

  it('colours only when asked, without changing the text', () => {
    const coloured = report([duplicate, unused], 'pretty', { colour: true });
    const sgr = String.fromCharCode(27);
    expect(coloured).toContain(`${sgr}[1;31merror${sgr}[0m ${sgr}[1mvalue-invalid${sgr}[0m`);
    expect(coloured).toContain(`${sgr}[1;31m^^^^^^^^^^^^${sgr}[0m\n`);
    expect(coloured.replaceAll(new RegExp(`${sgr}\\[[\\d;]*m`, 'g'), '')).toBe(report([duplicate, unused], 'pretty'));
  });

  it('does without a source', () => {
    const { code, severity, at, message } = duplicate;
    const finding: Finding = { code, severity, at, message: `${message}\nSecond \u001b[2Jline.` };
    expect(reportFindings([finding], { reporter: 'pretty', root: '/infra' })).toBe(`\
error value-invalid  hosts.nas.addresses.infra
  10.10.0.11 is already the address of rpi4-2.
  Second \uFFFD[2Jline.
  why   ${findingCodes['value-invalid'].why}

1 error
`);
  });

  it('has nothing to say about nothing', () => {
    expect(report([], 'pretty')).toBe('');
    expect(report([], 'github')).toBe('');
    expect(report([], 'json')).toBe('[]\n');
  });
});

describe('github', () => {
  it('prints one command a finding, escaped', () => {
    const odd: Finding = { ...duplicate, code: 'name-unsafe', at: 'hosts', message: '100%: a,b\r\nc' };
    const options = { locator: parseSource(source, '/infra/top,ology:1/100%.ts') };
    expect(report([odd], 'github', options)).toBe(
      '::error file=top%2Cology%3A1/100%25.ts,line=3,col=3,endColumn=8,title=name-unsafe::100%25: a,b\uFFFD%0Ac%0A' +
        `${findingCodes['name-unsafe'].why}%0AFix: Give nas another address, for example 10.10.0.57.\n`,
    );
  });

  it('prints ten of a kind, and how many more there are', () => {
    const errors = Array.from({ length: 12 }, (_, index) => ({ ...duplicate, message: `Error ${index}` }));
    const warnings = Array.from({ length: 11 }, (_, index) => ({ ...unused, message: `Warning ${index}` }));
    const lines = report([...errors, ...warnings], 'github')
      .trimEnd()
      .split('\n');
    expect(lines).toHaveLength(21);
    expect(lines.filter((line) => line.startsWith('::error '))).toHaveLength(10);
    expect(lines.at(-1)).toBe('::notice title=groundplan::2 more errors and 1 more warning not shown here.');
  });
});

describe('json', () => {
  it('gives the findings with their locations', () => {
    expect(JSON.parse(report([duplicate], 'json'))).toEqual([
      {
        code: 'value-invalid',
        severity: 'error',
        at: 'hosts.nas.addresses.infra',
        message: '10.10.0.11 is already the address of rpi4-2.',
        why: findingCodes['value-invalid'].why,
        fix: 'Give nas another address, for example 10.10.0.57.',
        location: { file: 'topology/topology.ts', line: 8, column: 27, endLine: 8, endColumn: 39, exact: true },
        related: [
          {
            at: 'hosts.rpi4-2.addresses.infra',
            location: { file: 'topology/topology.ts', line: 5, column: 27, endLine: 5, endColumn: 39, exact: true },
          },
          {
            at: 'hosts.other',
            location: { file: 'topology/topology.ts', line: 3, column: 3, endLine: 3, endColumn: 8, exact: false },
          },
        ],
      },
    ]);
    expect(findingsAsJson([unused, duplicate], { root: '/infra', locator })).toEqual(
      JSON.parse(report([duplicate, unused], 'json')),
    );
  });
});

describe('sarif', () => {
  it('has one run with all rules and a result a finding', () => {
    const log = JSON.parse(report([duplicate, unused], 'sarif'));
    expect(log).toMatchObject({
      version: '2.1.0',
      runs: [{ columnKind: 'utf16CodeUnits', tool: { driver: { name: 'groundplan' } } }],
    });
    const { rules } = log.runs[0].tool.driver;
    expect(rules.map(({ id }: { id: string }) => id)).toEqual(Object.keys(findingCodes));
    const [first, second] = log.runs[0].results;
    expect(first).toEqual({
      ruleId: 'value-invalid',
      ruleIndex: Object.keys(findingCodes).indexOf('value-invalid'),
      level: 'error',
      message: { text: `${duplicate.message}\n${duplicate.fix}` },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'topology/topology.ts', uriBaseId: '%SRCROOT%' },
            region: { startLine: 8, startColumn: 27, endLine: 8, endColumn: 39 },
          },
          logicalLocations: [{ fullyQualifiedName: 'hosts.nas.addresses.infra' }],
        },
      ],
      relatedLocations: [
        expect.objectContaining({ id: 0, message: { text: 'hosts.rpi4-2.addresses.infra' } }),
        expect.objectContaining({ id: 1, message: { text: 'hosts.other' } }),
      ],
      partialFingerprints: { 'groundplanFinding/v1': 'value-invalid:hosts.nas.addresses.infra' },
    });
    expect(second.level).toBe('warning');
    expect(rules[second.ruleIndex].id).toBe('secret-unused');
  });
});

describe('a load problem', () => {
  const range = { file: '/infra/topology/lib.ts', line: 2, column: 5, endLine: 2, endColumn: 8 };
  const problem: LoadProblem = {
    code: 'topology-key-duplicate',
    reason: 'key-duplicate',
    file: range.file,
    range,
    related: [{ ...range, line: 1, endLine: 1 }],
    message: 'The key "nas" is written twice in one object.',
    fix: 'Rename one of the two entries, or merge them.',
    frame: '> 2 │ nas: {}\n    │ ^^^',
    stack: 'Error: secret',
  };

  it('is reported like a finding', () => {
    expect(reportProblem(problem, { reporter: 'pretty', root: '/infra' })).toBe(`\
error topology-key-duplicate  topology/lib.ts:2:5
  The key "nas" is written twice in one object.
  > 2 │ nas: {}
      │ ^^^
  also  topology/lib.ts:1:5
  why   ${findingCodes['topology-key-duplicate'].why}
  fix   Rename one of the two entries, or merge them.

1 error
`);
    for (const reporter of ['github', 'sarif', 'json'] as const) {
      expect(reportProblem(problem, { reporter, root: '/infra' })).toContain('topology/lib.ts');
      expect(reportProblem(problem, { reporter, root: '/infra' })).not.toContain('Error: secret');
    }
  });

  it('may have no line', () => {
    const missing: LoadProblem = {
      code: 'topology-load',
      reason: 'file-unreadable',
      file: '/infra/t.ts',
      message: 'The file does not exist.',
    };
    expect(reportProblem(missing, { reporter: 'pretty', root: '/infra' })).toContain('error topology-load  t.ts\n');
    expect(reportProblem(missing, { reporter: 'github', root: '/infra' })).toContain(
      '::error file=t.ts,title=topology-load::',
    );
    expect(problemAsJson(missing, { root: '/infra' })).toMatchObject([
      { at: '', location: { file: 't.ts', exact: true } },
    ]);
  });
});
