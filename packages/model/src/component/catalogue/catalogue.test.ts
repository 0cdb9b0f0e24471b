// The catalogue agrees with its types and with itself: defaults are configurations, versions are exact, groups have one owner.
import { describe, expect, it } from 'vitest';
import { compareVersions, isExactVersion } from '../version.js';
import { allServed, type CatalogueEntry, servedKinds } from './entry.js';
import { catalogue, componentNames } from './index.js';

const entries = Object.values(catalogue) as unknown as CatalogueEntry[];

describe('the catalogue', () => {
  it.each(entries.map((entry) => [entry.name, entry] as const))('%s', (name, entry) => {
    expect(catalogue[name as keyof typeof catalogue].name).toBe(name);
    expect(Object.keys(entry.configuration.shape).sort()).toEqual(Object.keys(entry.defaults).sort());
    const stated = Object.fromEntries(Object.entries(entry.defaults).filter(([, value]) => value !== null));
    expect(entry.configuration.strict().safeParse(stated).success).toBe(true);
    const source = typeof entry.source === 'function' ? entry.source(entry.defaults) : entry.source;
    expect(source.url).toMatch(source.kind === 'oci' ? /^oci:\/\// : /^https:\/\//);
    expect(
      entry.needs(entry.defaults).filter((need) => !need.includes('.') && !componentNames.includes(need as never)),
    ).toEqual([]);
    expect(entry.secrets?.({}) ?? []).toEqual([]);
  });

  it('has one owner for each API group', () => {
    const groups = entries.flatMap(({ apis }) => apis.map(({ group }) => group));
    expect([...new Set(groups)]).toEqual(groups);
  });

  it('serves kinds from a version on and until another, which comes later', () => {
    const ranges = entries.flatMap(({ apis }) => apis.flatMap(({ kinds }) => Object.values(kinds).flat()));
    for (const { version, from, until } of ranges) {
      expect(version).toMatch(/^v\d+((alpha|beta)\d+)?$/);
      for (const bound of [from, until]) if (bound !== undefined) expect(isExactVersion(bound)).toBe(true);
      if (from !== undefined && until !== undefined) expect(compareVersions(from, until)).toBeLessThan(0);
    }
  });

  it('names the newest version that is served, and none that is not', () => {
    for (const { apis } of entries)
      for (const version of ['0.1.0', '0.16.5', '1.0.0', '1.2.0', '1.9.0', '99.0.0'])
        for (const [kind, api] of Object.entries(servedKinds(apis, version)))
          expect(allServed(apis, version)).toContain(`${api} ${kind}`);
    const { apis } = catalogue['external-secrets'];
    expect(servedKinds(apis, '0.16.2').ExternalSecret).toBe('external-secrets.io/v1');
    expect(servedKinds(apis, '0.15.0').ExternalSecret).toBe('external-secrets.io/v1beta1');
    expect(allServed(apis, '0.17.0')).not.toContain('external-secrets.io/v1beta1 ExternalSecret');
    expect(servedKinds(catalogue['gateway-api'].apis, 'v1.3.0').BackendTLSPolicy).toBeUndefined();
  });
});
