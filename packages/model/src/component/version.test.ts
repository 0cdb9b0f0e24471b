// Versions compare as semver.org says, and what is not exact is told apart.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVersions, isExactVersion, versionWithin } from './version.js';

const precedence = [
  '1.0.0-alpha',
  '1.0.0-alpha.1',
  '1.0.0-alpha.beta',
  '1.0.0-beta',
  '1.0.0-beta.2',
  '1.0.0-beta.11',
  '1.0.0-rc.1',
  '1.0.0',
  'v1.2.9',
  '1.2.10',
  'v1.10.0',
  '2.0.0',
];

describe('versions', () => {
  it('are in the order of semver.org, section 11', () => {
    for (const [index, older] of precedence.entries())
      for (const newer of precedence.slice(index + 1)) {
        expect(compareVersions(older, newer), `${older} < ${newer}`).toBeLessThan(0);
        expect(compareVersions(newer, older), `${newer} > ${older}`).toBeGreaterThan(0);
      }
  });

  it('ignore build metadata and a leading v', () => {
    expect(compareVersions('v1.34.1+k3s1', '1.34.1+k3s2')).toBe(0);
  });

  it('compare numbers of any size', () => {
    expect(compareVersions('1.0.99999999999999999999', '1.0.100000000000000000000')).toBeLessThan(0);
  });

  it.each(['latest', '1.x', '>=1.0.0 <2.0.0', '*', '1.2', '^1.2.3', '', 'v1', '1.2.3 || 2.0.0'])(
    '%s floats',
    (version) => {
      expect(isExactVersion(version)).toBe(false);
      expect(compareVersions(version, '1.0.0')).toBeUndefined();
    },
  );

  it('are within a range that starts at from and ends before until', () => {
    expect(versionWithin('0.16.0', '0.16.0', '0.17.0')).toBe(true);
    expect(versionWithin('0.17.0', '0.16.0', '0.17.0')).toBe(false);
    expect(versionWithin('0.15.9', '0.16.0', undefined)).toBe(false);
    expect(versionWithin('1.x', '0.16.0', undefined)).toBe(true);
    expect(versionWithin('1.x', undefined, '0.17.0')).toBe(false);
  });

  it('sort without contradictions', () => {
    const part = fc.oneof(fc.nat(12).map(String), fc.constantFrom('alpha', 'beta', 'rc'));
    const version = fc
      .tuple(fc.nat(3), fc.nat(3), fc.nat(12), fc.array(part, { maxLength: 3 }))
      .map(([a, b, c, pre]) => `${a}.${b}.${c}${pre.length > 0 ? `-${pre.join('.')}` : ''}`);
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        const compare = (x: string, y: string) => Math.sign(compareVersions(x, y) as number);
        expect(compare(a, b) + compare(b, a)).toBe(0);
        if (compare(a, b) <= 0 && compare(b, c) <= 0) expect(compare(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });
});
