// Links as they become interfaces: bridges with VLANs, bonds, MTUs.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fields, findingsOf, interfacesOf, networks, outcome, siteWith, uplink } from './router-site.js';

describe('a VLAN-aware bridge', () => {
  const ports = {
    enp1s0: { trunk: ['infra', 'iot'], native: 'guest' },
    enp2s0: { access: 'iot' },
    bond0: { bond: ['enp3s0', 'enp4s0'], trunk: ['infra'] },
  };
  const interfaces = interfacesOf(siteWith({ br0: { ports }, ...uplink }));
  const vlans = (name: string) => {
    const { untagged, tagged } = interfaces[name]?.bridgeVlans ?? { untagged: null, tagged: [] };
    return [untagged?.value ?? null, tagged.map(({ value }) => value)];
  };

  it('gives each port its VLANs, and itself all of them tagged', () => {
    expect(vlans('enp1s0')).toEqual([200, [10, 40]]);
    expect(vlans('enp2s0')).toEqual([40, []]);
    expect(vlans('bond0')).toEqual([null, [10]]);
    expect(vlans('br0')).toEqual([null, [10, 40, 200]]);
  });

  it('puts the host on every network of its ports, once, by VLAN interfaces on the bridge', () => {
    expect(interfaces.br0?.vlans).toEqual(['vlan10', 'vlan200', 'vlan40']);
    expect(interfaces.br0?.addresses).toEqual([]);
    expect(interfaces.vlan40?.addresses[0]).toEqual({ value: '10.40.0.1/24', from: 'networks.iot.gateway' });
    expect(interfaces.vlan40?.from).toBe('hosts.gw.links.br0.ports.enp1s0');
  });

  it('owns its ports, and a port that is a bond owns its members', () => {
    const masters = Object.values(interfaces).map(({ name, master }) => [name, master?.name]);
    expect(Object.fromEntries(masters)).toMatchObject({
      enp1s0: 'br0',
      bond0: 'br0',
      enp3s0: 'bond0',
      enp4s0: 'bond0',
    });
  });

  it('joins the networks of the SSIDs that a radio in it provides', () => {
    const radio = { wlan0: { accessPoint: { country: 'FR' } }, enp1s0: { trunk: ['infra'] } };
    const site = siteWith(
      { br0: { ports: radio }, ...uplink },
      { wifi: { Guests: { network: 'guest', psk: 'key', by: 'gw' } }, secrets: { key: {} } },
    );
    expect(interfacesOf(site).br0?.vlans).toEqual(['vlan10', 'vlan200']);
    expect(interfacesOf(site).wlan0?.bridgeVlans?.untagged?.value).toBe(200);
  });

  it.each([
    ['no port', {}, 'link-member hosts.gw.links.br0.ports'],
    ['a port without a role', { enp1s0: {} }, 'link-role hosts.gw.links.br0.ports.enp1s0'],
    [
      'a port with two roles',
      { enp1s0: { access: 'iot', trunk: ['infra'] } },
      'link-role hosts.gw.links.br0.ports.enp1s0',
    ],
    [
      'a port of an unknown network',
      { enp1s0: { access: 'lan' } },
      'reference-unknown hosts.gw.links.br0.ports.enp1s0.access',
    ],
    [
      'a network twice on a port',
      { enp1s0: { trunk: ['iot'], native: 'iot' } },
      'link-network-twice hosts.gw.links.br0.ports.enp1s0',
    ],
    [
      'an access point at an Ethernet port',
      { enp1s0: { accessPoint: { country: 'FR' } } },
      'link-medium hosts.gw.links.br0.ports.enp1s0',
    ],
    ['a Wi-Fi interface as a trunk', { wlan0: { trunk: ['iot'] } }, 'link-medium hosts.gw.links.br0.ports.wlan0'],
    ['the uplink as a port', { enp9s0: { access: 'iot' } }, 'link-member hosts.gw.links.br0.ports.enp9s0'],
    [
      'a member in two bonds',
      { bond0: { bond: ['enp1s0'], access: 'iot' }, enp1s0: { access: 'iot' } },
      'link-member hosts.gw.links.br0.ports.enp1s0',
    ],
    [
      'an invented name without a MAC',
      { upstairs: { access: 'iot' } },
      'link-name-needs-mac hosts.gw.links.br0.ports.upstairs',
    ],
  ])('cannot have %s', (_, wrong, finding) => {
    expect(findingsOf(siteWith({ br0: { ports: wrong }, ...uplink }))).toContain(finding);
  });

  it('is no bridge of interfaces as well', () => {
    const wrong = { ports: { enp1s0: { access: 'iot' } }, bridge: ['enp2s0'] };
    expect(findingsOf(siteWith({ br0: wrong, ...uplink }))).toContain('link-role hosts.gw.links.br0');
  });
});

describe('a bond', () => {
  it('may be part of a bridge, and has no role then', () => {
    const bond0 = { bond: ['enp1s0', 'enp2s0'] };
    const links = { bond0, br0: { bridge: ['bond0', 'enp3s0'], trunk: ['infra'] }, ...uplink };
    expect(interfacesOf(siteWith(links)).bond0?.master).toEqual({ name: 'br0', kind: 'bridge' });
    const two = { ...links, bond0: { ...bond0, access: 'iot' } };
    expect(findingsOf(siteWith(two))).toContain('link-role hosts.gw.links.bond0');
    expect(findingsOf(siteWith({ bond0, ...uplink }))).toContain('link-role hosts.gw.links.bond0');
  });
});

describe('MTUs', () => {
  const large = { ...networks, iot: { ...networks.iot, mtu: 9000 } };
  const mtus = (links: Fields) =>
    Object.fromEntries(
      Object.values(interfacesOf(siteWith({ ...links, ...uplink }, {}, large))).map(({ name, mtu }) => [
        name,
        mtu?.value ?? null,
      ]),
    );

  it('of a trunk are the largest that rides on it, and the other VLANs keep theirs', () => {
    expect(mtus({ enp1s0: { trunk: ['infra', 'iot'] } })).toMatchObject({ enp1s0: 9000, vlan10: 1500, vlan40: 9000 });
  });

  it('of a bridge are those of its ports', () => {
    const ports = { enp1s0: { trunk: ['infra', 'iot'] }, enp2s0: { access: 'infra' } };
    expect(mtus({ br0: { ports } })).toMatchObject({ br0: 9000, enp1s0: 9000, enp2s0: 9000, vlan10: 1500 });
    expect(mtus({ br0: { bridge: ['enp1s0'], trunk: ['infra', 'iot'] } })).toMatchObject({ br0: 9000, enp1s0: 9000 });
  });

  it.each([
    ['a VLAN larger than its link', { enp1s0: { trunk: ['iot'], mtu: 1500 } }, 'hosts.gw.links.enp1s0'],
    [
      'a VLAN larger than the untagged network',
      { enp1s0: { trunk: ['iot'], native: 'infra' } },
      'hosts.gw.links.enp1s0',
    ],
    ['a link larger than its network', { enp1s0: { access: 'infra', mtu: 9000 } }, 'hosts.gw.links.enp1s0.mtu'],
    [
      'a port smaller than what it carries',
      { br0: { ports: { enp1s0: { trunk: ['iot'], mtu: 1500 } } } },
      'hosts.gw.links.br0.ports.enp1s0.mtu',
    ],
  ])('cannot be those of %s', (_, links, at) => {
    expect(findingsOf(siteWith({ ...links, ...uplink }, {}, large))).toContain(`mtu-mismatch ${at}`);
  });

  it('fit into each other on every site that resolves', () => {
    const mtu = fc.option(fc.constantFrom(1400, 1500, 9000), { nil: undefined });
    const site = fc.record({ link: mtu, infra: mtu, iot: mtu, native: fc.boolean(), bridge: fc.boolean() });
    fc.assert(
      fc.property(site, ({ link, infra, iot, native, bridge }) => {
        const own = { ...networks, infra: { ...networks.infra, mtu: infra }, iot: { ...networks.iot, mtu: iot } };
        const member = native ? { trunk: ['iot'], native: 'infra' } : { trunk: ['iot', 'infra'] };
        const links = bridge ? { br0: { ports: { enp1s0: member }, mtu: link } } : { enp1s0: { ...member, mtu: link } };
        const result = outcome(JSON.parse(JSON.stringify(siteWith({ ...links, ...uplink }, {}, own))));
        if (!result.ok) {
          expect(result.findings.map(({ code }) => code)).toContain('mtu-mismatch');
          return;
        }
        const all = result.topology.hosts.gw?.interfaces ?? {};
        const size = (name: string) => all[name]?.mtu?.value ?? 1500;
        for (const one of Object.values(all)) {
          for (const vlan of one.vlans) expect(size(vlan)).toBeLessThanOrEqual(size(one.name));
          if (one.network) expect(size(one.name)).toBe(result.topology.networks[one.network]?.mtu ?? 1500);
        }
      }),
    );
  });
});
