// INI files hold what they were given, and refuse what would break out of a line.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchOf, hostileText } from '../../test/hostile-data.js';
import { describeReal } from '../../test/real-checker.js';
import { type IniSection, printIni } from './ini.js';
import { PrintError } from './print-error.js';

const printable = hostileText.filter((value) => accepts([{ name: 'S', entries: [['K', value]] }]));
const anySections = fc.array(
  fc.record({
    name: fc.stringMatching(/^[A-Za-z]{1,8}$/),
    entries: fc.array(fc.tuple(fc.stringMatching(/^[A-Za-z0-9]{1,8}$/), printable)),
  }),
  { minLength: 1 },
);

describe('printIni', () => {
  it('prints sections in the order given, repetitions too', () => {
    const network = [
      { name: 'Match', entries: [['Name', 'eth0']] },
      {
        name: 'Network',
        entries: [
          ['VLAN', 'vlan10'],
          ['VLAN', 'vlan20'],
          ['DHCP', false],
          ['DNS', ''],
        ],
      },
      {
        name: 'Route',
        entries: [
          ['Gateway', '10.0.0.1'],
          ['Metric', 10],
        ],
      },
      { name: 'Route', entries: [] },
    ] satisfies IniSection[];
    expect(printIni(network)).toBe(`[Match]
Name=eth0

[Network]
VLAN=vlan10
VLAN=vlan20
DHCP=no
DNS=

[Route]
Gateway=10.0.0.1
Metric=10

[Route]
`);
  });

  it('is read back line by line', () => {
    fc.assert(
      fc.property(anySections, (sections) => {
        expect(read(printIni(sections))).toEqual(sections);
      }),
      { numRuns: 500 },
    );
  });

  it.each(['a\nb', 'a\rb', 'a\0', 'a\\', ' a', 'a ', 'a\t', '\u001b', '\u0085', '\ufffe', '\ud800', NaN])(
    'refuses the value %j',
    (value) => {
      expect(() => printIni([{ name: 'S', entries: [['K', value]] }])).toThrow(PrintError);
    },
  );

  it.each(['', 'a b', 'a=b', '[a', '#a', ';a', 'a\n', ' a', 'é'])('refuses the key %j', (key) => {
    expect(() => printIni([{ name: 'S', entries: [[key, 'v']] }])).toThrow(PrintError);
  });

  it.each(['', 'a]', '[a', 'a\n', ' a', 'a ', '\0'])('refuses the name %j', (name) => {
    expect(() => printIni([{ name, entries: [] }])).toThrow(PrintError);
  });
});

describeReal('printIni, read by systemd', ['systemd-analyze', '--version'], () => {
  it('keeps every value', () => {
    fc.assert(
      fc.property(batchOf(printable.filter((value) => value !== '')), (values) => {
        expect(valuesSystemdRead(values)).toEqual(values);
      }),
      { numRuns: 5 },
    );
  });
});

/** No value here is a service type, so systemd names each one it read in a complaint of its own. */
function valuesSystemdRead(values: readonly string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'print-ini-'));
  try {
    const unit = join(folder, 'values.service');
    writeFileSync(unit, printIni([{ name: 'Service', entries: values.map((value) => ['Type', value] as const) }]));
    const env = { ...process.env, SYSTEMD_LOG_TARGET: 'console', SYSTEMD_COLORS: '0' };
    const { stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', unit], { encoding: 'utf8', env });
    return stderr.split('\n').flatMap((line) => line.split(': Failed to parse service type, ignoring: ').slice(1, 2));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function accepts(sections: readonly IniSection[]): boolean {
  try {
    return printIni(sections) !== '';
  } catch {
    return false;
  }
}

function read(text: string): { name: string; entries: [string, string][] }[] {
  const sections: { name: string; entries: [string, string][] }[] = [];
  for (const line of text.slice(0, -1).split('\n')) {
    const header = /^\[([^[\]]+)\]$/.exec(line);
    const [, key = '', value = ''] = /^([^=]+)=(.*)$/s.exec(line) ?? [];
    if (header) sections.push({ name: header[1] ?? '', entries: [] });
    else if (line !== '') sections.at(-1)?.entries.push([key, value]);
  }
  return sections;
}
