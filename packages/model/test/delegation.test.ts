// Delegated IPv6 prefixes: which network gets which /64, and who goes without.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { subnetIds } from '../src/network/subnet-ids.js';
import { type Fields, findingsOf, interfacesOf, networks, outcome, resolved, siteWith } from './router-site.js';

describe('subnet ids of a delegated prefix', () => {
  const vlans = fc.uniqueArray(fc.integer({ min: 1, max: 4094 }), { minLength: 1, maxLength: 40 });
  const named = (ids: readonly number[]) => ids.map((vlan) => ({ name: `n${vlan}`, vlan }));
  const length = fc.integer({ min: 48, max: 64 });

  it('are different, fit, and go to as many networks as there are', () => {
    fc.assert(
      fc.property(vlans, length, (ids, bits) => {
        const found = [...subnetIds(named(ids), bits).values()];
        expect(new Set(found).size).toBe(found.length);
        expect(found.length).toBe(Math.min(ids.length, 2 ** (64 - bits)));
        expect(Math.max(...found)).toBeLessThan(2 ** (64 - bits));
      }),
    );
  });

  it('do not depend on the order', () => {
    fc.assert(
      fc.property(vlans, length, (ids, bits) => {
        const sorted = (map: Map<string, number>) => [...map].sort();
        expect(sorted(subnetIds(named(ids).reverse(), bits))).toEqual(sorted(subnetIds(named(ids), bits)));
      }),
    );
  });

  it('stay when a network with a VLAN id of its own comes or goes, while the others have ids with a letter', () => {
    const short = fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(short, fc.uniqueArray(fc.integer({ min: 256, max: 4094 }), { maxLength: 40 }), (own, others) => {
        const before = subnetIds(named([...own.slice(1), ...others]), 56);
        const after = subnetIds(named([...own, ...others]), 56);
        for (const [name, id] of before) expect(after.get(name)).toBe(id);
      }),
    );
  });

  it('are the digits of the VLAN id where they fit', () => {
    expect([...subnetIds(named([10, 40, 110]), 56)].slice(0, 2)).toEqual([
      ['n10', 0x10],
      ['n40', 0x40],
    ]);
    expect(subnetIds(named([40, 10]), 64)).toEqual(new Map([['n10', 0]]));
  });
});

describe('a delegated prefix', () => {
  const access = { enp1s0: { trunk: ['infra', 'iot', 'guest'] } };
  const ids = (site: Fields) => Object.values(resolved(site).networks).map(({ name, ipv6 }) => [name, ipv6?.subnetId]);

  it('reaches every network, announced on the preferred uplink that delegates', () => {
    const uplinks = {
      enp8s0: { uplink: { kind: 'static', address: '192.0.2.2/30', gateway: '192.0.2.1', priority: 1 } },
      enp9s0: { uplink: { kind: 'dhcp', vlan: 35, priority: 3, delegatedPrefix: 60 } },
      enp7s0: { uplink: { kind: 'dhcp', priority: 2 } },
    };
    const site = siteWith({ ...access, ...uplinks });
    expect(Object.fromEntries(ids(site))).toEqual({ infra: 0x10, iot: 0x40, guest: expect.any(Number) });
    expect(interfacesOf(site).vlan40?.advertises?.delegated).toMatchObject({ uplink: 'enp7s0', suffix: '::1' });
  });

  it('of a /64 serves the network with the lowest VLAN id, and says who goes without', () => {
    const site = siteWith({ ...access, enp9s0: { uplink: { kind: 'dhcp', delegatedPrefix: 64 } } });
    expect(Object.fromEntries(ids(site))).toEqual({ infra: 0, iot: null, guest: null });
    expect(findingsOf(site)).toEqual(['delegation-short hosts.gw.links.enp9s0.uplink']);
    expect(outcome(site).findings[0]?.message).toContain('guest, iot get no public IPv6');
    const { vlan10, vlan40 } = interfacesOf(site);
    expect([vlan10?.advertises?.defaultRouter, vlan40?.advertises?.defaultRouter]).toEqual([true, false]);
  });

  it('of a /64 is enough for the only network that wants one', () => {
    const own = { infra: networks.infra, iot: { ...networks.iot, ipv6: false } };
    const links = { enp1s0: { trunk: ['infra', 'iot'] }, enp9s0: { uplink: { kind: 'dhcp', delegatedPrefix: 64 } } };
    const site = siteWith(links, {}, own);
    expect(ids(site)).toEqual([
      ['infra', 0],
      ['iot', undefined],
    ]);
    expect(findingsOf(site)).toEqual([]);
  });

  it('stays with a modem', () => {
    const site = siteWith({ ...access, wwan0: { uplink: { kind: 'modem', apn: 'internet' } } });
    expect(ids(site).every(([, id]) => id === null)).toBe(true);
    expect(findingsOf(site)).toEqual(['delegation-short hosts.gw.links.wwan0.uplink']);
    const none = { uplink: { kind: 'modem', apn: 'internet', delegatedPrefix: false } };
    expect(findingsOf(siteWith({ ...access, wwan0: none }))).toEqual([]);
  });
});
