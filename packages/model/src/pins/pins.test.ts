// Pins survive printing, merging and conflict markers, and nothing in them is trusted.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { componentNames } from '../component/catalogue/index.js';
import type { HelmValues } from '../component/values.js';
import type { Entries } from './entries.js';
import { parsePins, printPins } from './pins.js';

const entries: Entries = new Map<string, HelmValues>([
  ['components/cert-manager', { version: 'v1.21.1', values: { crds: { enabled: true } } }],
  ['apps/demo', { host: 'demo', manifests: 'clusters/apps/demo' }],
  ['platform/k3s', { version: 'v1.34.1+k3s1' }],
]);

function parsed(text: string): Entries {
  const result = parsePins(text, 'staging');
  if (!result.ok) throw new Error(JSON.stringify(result.findings));
  return result.entries;
}

const version = fc.tuple(fc.nat(40), fc.nat(40), fc.nat(40)).map((parts) => `v${parts.join('.')}`);
const values = fc.dictionary(fc.string(), fc.jsonValue() as fc.Arbitrary<never>);
const pinned = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...componentNames), version, values), { selector: ([name]) => name })
  .map(
    (all): Entries =>
      new Map(all.map(([name, chosen, more]) => [`components/${name}`, { version: chosen, values: more }])),
  );

const withoutZeros = (value: Entries) => JSON.parse(JSON.stringify([...value].sort(([a], [b]) => (a < b ? -1 : 1))));

describe('pins', () => {
  it('are sorted, one line per entry, each ending in a comma', () => {
    expect(printPins(entries)).toBe(`{
  "apps/demo": {"host":"demo","manifests":"clusters/apps/demo"},
  "components/cert-manager": {"values":{"crds":{"enabled":true}},"version":"v1.21.1"},
  "platform/k3s": {"version":"v1.34.1+k3s1"},
  "//": "What groundplan promote has brought here, one entry a line. Commit it; promote and rollback change it."
}
`);
  });

  it('are JSON that reads back as it was, with any values and either line ending', () => {
    fc.assert(
      fc.property(pinned, (all) => {
        const text = printPins(all);
        expect(() => JSON.parse(text)).not.toThrow();
        expect(text.split('\n')).toHaveLength(all.size + 4);
        expect(withoutZeros(parsed(text))).toEqual(withoutZeros(all));
        expect(printPins(parsed(text))).toBe(text);
        expect(parsed(text.replaceAll('\n', '\r\n'))).toEqual(parsed(text));
      }),
    );
  });

  it('print the same bytes whatever the order of entries and keys', () => {
    const turned = new Map([...entries].reverse().map(([key, entry]) => [key, reversed(entry) as HelmValues]));
    expect(printPins(turned)).toBe(printPins(entries));
  });

  it('differ in one line for one entry, so that branches merge', () => {
    fc.assert(
      fc.property(pinned, version, (all, other) => {
        const changed = new Map([...all, ['components/cilium', { version: other }] as const]);
        const before = new Set(printPins(all).split('\n'));
        expect(
          printPins(changed)
            .split('\n')
            .filter((line) => !before.has(line)).length,
        ).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('count both sides of a Git conflict that agree, and refuse those that do not', () => {
    const conflict = (ours: string, theirs: string) =>
      printPins(entries).replace(
        '  "platform',
        `<<<<<<< ours\n${ours}\n=======\n${theirs}\n>>>>>>> theirs\n  "platform`,
      );
    const added = conflict(
      '  "components/cilium": {"version":"1.19.3"},',
      '  "components/metallb": {"version":"0.16.1"},',
    );
    expect([...parsed(added).keys()]).toContain('components/cilium');
    expect([...parsed(added).keys()]).toContain('components/metallb');
    const both = conflict(
      '  "components/cilium": {"version":"1.19.3"},',
      '  "components/cilium": {"version":"1.19.4"},',
    );
    expect(parsePins(both, 'staging').ok).toBe(false);
  });

  it.each([
    ['no JSON', 'not: json'],
    ['an entry over several lines', '{\n  "components/cilium": {\n    "version": "1.19.3"\n  }\n}\n'],
    ['an unknown component', '{\n  "components/cillium": {"version":"1.19.3"}\n}\n'],
    ['a key that is a path', '{\n  "components/../../etc": {"version":"1.19.3"}\n}\n'],
    ['a kind that is inherited', '{\n  "constructor/x": {"version":"1"}\n}\n'],
    ['a name that is inherited', '{\n  "components/constructor": {"version":"1.0.0"}\n}\n'],
    ['a field that no pin has', '{\n  "components/cilium": {"version":"1.19.3","environments":{}}\n}\n'],
    [
      'a value of the wrong type',
      '{\n  "components/cilium": {"version":"1.19.3","configuration":{"hubble":"yes"}}\n}\n',
    ],
    ['a version that is code', '{\n  "components/cilium": {"version":"$(reboot)"}\n}\n'],
    ['an app outside its folder', '{\n  "apps/x": {"manifests":"../../etc"}\n}\n'],
    ['an address with a password', '{\n  "charts/x": {"repository":"https://u:p@example.org","version":"1.0.0"}\n}\n'],
    ['null', '{\n  "components/cilium": null\n}\n'],
    ['a list', '[\n]\n'],
  ])('refuse %s', (_, text) => {
    const result = parsePins(text, 'staging');
    expect(result.ok ? [] : result.findings.map((finding) => finding.code)).toContain('pins-invalid');
  });

  it('never throw, on any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof parsePins(text, 'x').ok === 'boolean'));
    fc.assert(
      fc.property(fc.json(), (text) => typeof parsePins(`{\n"components/cilium": ${text},\n}`, 'x').ok === 'boolean'),
    );
  });
});

function reversed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  );
}
