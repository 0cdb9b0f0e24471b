// Names: which there are, who answers for them, whom clients ask, and what is wrong with them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reach, reachability, resolve } from '../src/index.js';
import { type Draft, findingsOf, homelab, lock, resolved, succeeded } from './homelab.js';

const site = (edit: (draft: Draft) => void = () => {}) => succeeded(resolved(edit)).topology;
const namesOf = (edit?: (draft: Draft) => void) =>
  site(edit).dns.records.map(({ names, ipv4, ipv6 }) => [...names, ipv4, ipv6].join(' '));

describe('records', () => {
  it('are of every machine, its main address first, and of every gateway', () => {
    const records = namesOf((d) => {
      d.hosts.gw.addresses = { infra: '10.10.0.10' };
      d.hosts.nas.links.enp1s0 = { trunk: ['infra', 'iot'] };
      d.hosts.nas.addresses = { infra: '10.10.0.20', iot: '10.40.0.20' };
      d.hosts.nas.gateway = 'iot';
      d.hosts.pi = {
        os: 'android',
        links: { wlan0: { wifi: 'LAB', mac: '02:00:00:00:00:01' } },
        addresses: { infra: '10.10.0.30' },
      };
      d.devices.ap = { kind: 'access-point', mac: '02:00:00:00:00:02', addresses: { iot: '10.40.0.2' } };
    });
    expect(records).toEqual([
      'ap.home.arpa ap.iot.home.arpa 10.40.0.2 ',
      'gw.home.arpa gw.infra.home.arpa 10.10.0.10 fd9a:1e22:b1c4:10::10',
      'gw.infra.home.arpa 10.10.0.1 fd9a:1e22:b1c4:10::1',
      'gw.iot.home.arpa 10.40.0.1 fd9a:1e22:b1c4:40::1',
      'nas.home.arpa nas.iot.home.arpa 10.40.0.20 fd9a:1e22:b1c4:40::20',
      'nas.infra.home.arpa 10.10.0.20 fd9a:1e22:b1c4:10::20',
      'pi.home.arpa pi.infra.home.arpa 10.10.0.30 ',
    ]);
  });

  it('give a router without an address of its own the name of its first gateway', () => {
    expect(namesOf()).toContain('gw.home.arpa gw.infra.home.arpa 10.10.0.1 fd9a:1e22:b1c4:10::1');
  });

  it('name every address once, forwards and backwards, on any site', () => {
    const prefixes = ['10.10.0.0/24', '10.10.0.0/27', '10.10.0.0/16', '10.8.0.0/13', '172.16.4.0/22'];
    fc.assert(
      fc.property(fc.constantFrom(...prefixes), fc.integer({ min: 0, max: 12 }), (prefix, count) => {
        const draft = homelab();
        draft.networks.infra = { vlan: 10, ipv4: prefix, dns: [prefix.replace(/0\/\d+$/, '1')] };
        delete draft.hosts.nas.addresses;
        for (let index = 0; index < count; index += 1)
          draft.hosts[`h${index}`] = { hardware: 'generic-x86_64', links: { enp1s0: { access: 'infra' } } };
        const { dns, hosts } = succeeded(resolve(draft, lock)).topology;
        const pointers = hosts.gw?.nameserver?.reverseZones.flatMap(({ name, pointers: own }) =>
          own.map(({ owner, target }) => [`${owner}.${name}`, target]),
        );
        const addresses = dns.records.flatMap(({ ipv4, ipv6 }) => [ipv4, ...(ipv6 === null ? [] : [ipv6])]);
        expect(new Set(pointers?.map(([owner]) => owner)).size).toBe(addresses.length);
        for (const { names, ipv4 } of dns.records)
          expect(pointers).toContainEqual([`${ipv4.split('.').reverse().join('.')}.in-addr.arpa`, names[0]]);
        for (const name of Object.keys(hosts))
          expect(dns.records.filter(({ names }) => names[0] === `${name}.home.arpa`)).toHaveLength(1);
      }),
      { numRuns: 60 },
    );
  });
});

describe('nameservers', () => {
  const second = (d: Draft) => {
    d.networks.far = { vlan: 50, ipv4: '10.50.0.0/24', dhcp: { pool: [100, 200] } };
    d.hosts.gw2 = {
      hardware: 'generic-x86_64',
      router: true,
      links: { enp1s0: { trunk: ['far'] }, enp2s0: { uplink: { kind: 'dhcp' } } },
    };
    d.hosts.out = { hardware: 'generic-x86_64', links: { enp1s0: { access: 'far' } } };
    d.dns = { aliases: { files: 'nas', remote: 'out' } };
  };

  it('are the routers, for the networks that ask them and with the names that can be reached from there', () => {
    const { gw, gw2, nas } = site(second).hosts;
    expect(gw?.nameserver).toMatchObject({
      interfaces: ['vlan10'],
      clients: ['10.10.0.0/24', 'fd9a:1e22:b1c4:10::/64'],
    });
    const machines = (records: readonly { readonly machine: string }[] = []) => [
      ...new Set(records.map(({ machine }) => machine)),
    ];
    expect(machines(gw?.nameserver?.records)).toEqual(['gw', 'nas', 'pi']);
    expect(machines(gw2?.nameserver?.records)).toEqual(['gw2', 'out']);
    expect(gw?.nameserver?.aliases.map(({ name }) => name)).toEqual(['files.home.arpa']);
    expect(nas?.nameserver).toBeNull();
  });

  it('are what dns.by says: every network asks it and may', () => {
    const topology = site((d) => {
      second(d);
      d.networks.iot.dhcp = { pool: [100, 200] };
      d.networks.plain = { vlan: 60, ipv4: '10.60.0.0/24' };
      d.networks.infra.dns = ['192.0.2.53'];
      d.dns = { by: 'nas', server: 'unbound' };
    });
    const dnsOf = (name: string) => topology.networks[name]?.dns;
    expect(['infra', 'iot', 'far', 'plain'].map(dnsOf)).toEqual([
      ['192.0.2.53'],
      ['10.10.0.20'],
      ['10.10.0.20'],
      ['9.9.9.9'],
    ]);
    expect(topology.hosts.gw?.nameserver).toBeNull();
    expect(topology.hosts.nas?.nameserver?.records).toEqual(topology.dns.records);
    const decides = (from: string, to: string) =>
      JSON.stringify(reach(reachability(topology), { from, to })).includes('dns.by');
    expect(decides('iot', 'nas')).toBe(true);
    expect(decides('nas', 'wan')).toBe(true);
    expect(decides('iot', 'pi')).toBe(false);
  });

  it('ask systemd-resolved where they cannot do TLS, and over TLS where they can', () => {
    const of = (dns: object) =>
      site((d) => (d.dns = { ...dns, tls: { '9.9.9.9': 'dns.quad9.net' } })).hosts.gw?.nameserver;
    const outside = [{ address: '9.9.9.9', tls: 'dns.quad9.net' }];
    const passing = [{ address: '127.0.0.54', tls: null }];
    expect(of({})).toMatchObject({ upstream: passing, resolved: outside });
    expect(of({ server: 'bind' })).toMatchObject({ upstream: passing, resolved: outside });
    expect(of({ server: 'unbound' })).toMatchObject({ upstream: outside, resolved: [{ address: '127.0.0.1' }] });
  });
});

describe('DHCP', () => {
  it('tells the time servers and the domain of the network, else those of the site', () => {
    const { infra, iot } = site((d) => {
      d.site.ntp = ['192.0.2.1'];
      d.networks.iot.dhcp = { pool: [100, 200], ntp: [], domain: 'iot.example' };
    }).networks;
    expect(infra?.dhcp).toMatchObject({ ntp: ['192.0.2.1'], domain: 'home.arpa' });
    expect(iot?.dhcp).toMatchObject({ ntp: [], domain: 'iot.example' });
  });

  it('boots from the address a client reaches the server by', () => {
    const bootOf = (server: string, network: string) =>
      site((d) => {
        d.networks.iot.dhcp = { pool: [100, 200] };
        d.networks[network].dhcp.boot = { server, file: 'ipxe.efi' };
      }).networks[network]?.dhcp?.boot?.server;
    expect(bootOf('nas', 'infra')).toBe('10.10.0.20');
    expect(bootOf('nas', 'iot')).toBe('10.10.0.20');
    expect(bootOf('gw', 'iot')).toBe('10.40.0.1');
    expect(bootOf('192.0.2.9', 'iot')).toBe('192.0.2.9');
  });
});

describe('findings', () => {
  const dns = (value: object) => (d: Draft) => {
    d.dns = value;
  };
  const android = (d: Draft) => {
    d.hosts.pi = { os: 'android', links: { wlan0: { wifi: 'LAB', mac: '02:00:00:00:00:01' } } };
    d.dns = { by: 'pi' };
  };
  const faults: readonly [string, (draft: Draft) => void, string[]][] = [
    ['an unknown nameserver', dns({ by: 'nad' }), ['reference-unknown dns.by']],
    ['an unknown target', dns({ aliases: { git: 'nad' } }), ['reference-unknown dns.aliases.git']],
    ['a nameserver without address', dns({ by: 'ap' }), ['dns-server-unfit dns.by']],
    ['an Android nameserver', android, ['dns-server-unfit dns.by']],
    ['an alias of a taken name', dns({ aliases: { 'nas.infra': 'gw' } }), ['dns-alias-taken dns.aliases["nas.infra"]']],
    ['an absolute alias', dns({ aliases: { 'x.home.arpa': 'gw' } }), ['dns-name-invalid dns.aliases["x.home.arpa"]']],
    ['the domain as alias', dns({ aliases: { 'home.arpa': 'gw' } }), ['dns-name-invalid dns.aliases["home.arpa"]']],
    ['an alias that is no name', dns({ aliases: { '-x': 'gw' } }), ['value-invalid dns.aliases["-x"]']],
    ['an alias of nothing', dns({ aliases: { x: 'ap' } }), ['dns-alias-dangling dns.aliases.x']],
    ['TLS for a stranger', dns({ tls: { '1.1.1.1': 'one.one' } }), ['dns-tls-incomplete dns.tls["1.1.1.1"]']],
    [
      'TLS for one of two',
      (d) => {
        d.site.nameservers = ['9.9.9.9', '2620:fe::fe'];
        d.dns = { tls: { '2620:fe:0::fe': 'dns.quad9.net' } };
      },
      ['dns-tls-incomplete site.nameservers[0]'],
    ],
    [
      'TLS of dnsmasq on a device',
      (d) => {
        d.devices.ap = { kind: 'other', mac: '02:00:00:00:00:02', addresses: { infra: '10.10.0.2' } };
        d.dns = { by: 'ap', tls: { '9.9.9.9': 'dns.quad9.net' } };
      },
      ['dns-tls-unsupported dns.tls'],
    ],
    [
      'a boot server nobody knows',
      (d) => (d.networks.infra.dhcp.boot = { server: 'fd00::1', file: 'x' }),
      ['reference-unknown networks.infra.dhcp.boot.server'],
    ],
    [
      'a boot server without address',
      (d) => (d.networks.infra.dhcp.boot = { server: 'ap', file: 'x' }),
      ['boot-server-without-address networks.infra.dhcp.boot.server'],
    ],
    [
      'names longer than DNS has them',
      (d) => (d.site.domain = `${`${'a'.repeat(60)}.`.repeat(4)}abcde`),
      [
        'dns-name-invalid networks.infra.gateway',
        'dns-name-invalid networks.iot.gateway',
        'dns-name-invalid hosts.nas.addresses.infra',
        'dns-name-invalid hosts.pi',
      ],
    ],
  ];

  it.each(faults)('%s', (_, edit, expected) => {
    expect(findingsOf(edit)).toEqual(expected);
  });
});
