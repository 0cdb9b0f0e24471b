// The VPN: addresses, interface, rules, and everything that is refused.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parsePorts,
  type ResolvedHost,
  type RouterFirewall,
  reach,
  reachability,
  resolve,
  stretchOf,
} from '../src/index.js';
import { type Draft, findingsOf, homelab, lock, resolved, succeeded } from './homelab.js';

const keys = [
  'cBHyeMm0k7zjbptWSgylbwsST/cfEGwf3vZsI+XmrjU=',
  'KJJgAOFyAAF55Aa8SenPCv33CycM3E1B36Cs+z1jwBA=',
  'faqZtmKSu75oapP/5iLJJosKYTrSu9jQboUr+mmKxlE=',
] as const;

function addVpn(draft: Draft): void {
  draft.secrets['wg-key'] = {};
  draft.vpn = {
    host: 'gw',
    ipv4: '10.99.0.0/24',
    endpoint: 'vpn.example.org',
    privateKey: 'wg-key',
    publicKey: keys[0],
    peers: {
      phone: { publicKey: keys[1] },
      'site-b': { publicKey: keys[2], address: '10.99.0.9', endpoint: '192.0.2.1:51820', networks: ['10.200.0.0/16'] },
    },
  };
  draft.policy = [
    { from: 'vpn', to: 'infra', allow: ['https'] },
    { from: 'infra', to: 'vpn', allow: ['ssh'] },
  ];
}

const withVpn = (edit: (draft: Draft) => void) => (draft: Draft) => {
  addVpn(draft);
  edit(draft);
};

const topologyOf = (edit: (draft: Draft) => void = () => {}) => succeeded(resolved(withVpn(edit))).topology;

function routerOf(host: ResolvedHost | undefined): RouterFirewall {
  if (host?.firewall?.kind !== 'router') throw new Error('no router');
  return host.firewall;
}

describe('a VPN', () => {
  it('has a /64 that no VLAN can have, the first address for the router, and one per peer', () => {
    const { vpn } = topologyOf();
    expect(vpn).toMatchObject({ ipv6: 'fd9a:1e22:b1c4:ffff::/64', port: 51820 });
    expect(vpn?.addresses).toEqual(['10.99.0.1/24', 'fd9a:1e22:b1c4:ffff::1/64']);
    expect(vpn?.peers['site-b']).toMatchObject({ ipv4: '10.99.0.9', ipv6: 'fd9a:1e22:b1c4:ffff::9', origin: 'stated' });
    expect(vpn?.peers.phone?.origin).toBe('locked');
  });

  it('keeps the addresses of peers in the lock, apart from machines of the same name', () => {
    const first = succeeded(resolved(withVpn((d) => (d.vpn.peers = { nas: { publicKey: keys[1] } }))));
    const address = first.topology.vpn?.peers.nas?.ipv4;
    expect(first.lock.entries.get('vpn/nas')).toEqual({ ipv4: address, quarantined: false });
    expect(Object.keys(first.topology.hosts.nas?.addresses ?? {})).toEqual(['infra']);
    const draft = homelab();
    addVpn(draft);
    draft.vpn.peers = { aaa: { publicKey: keys[2] }, nas: { publicKey: keys[1] } };
    expect(succeeded(resolve(draft, first.lock)).topology.vpn?.peers.nas?.ipv4).toBe(address);
  });

  it('never renumbers a peer because another one comes or goes', () => {
    const name = fc
      .stringMatching(/^[a-z][a-z0-9]{0,8}$/)
      .filter((one) => !/^(con|prn|aux|nul|com\d|lpt\d)$/.test(one));
    const peersOf = (names: readonly string[]) =>
      Object.fromEntries(
        names.map((one, index) => [one, { publicKey: `${'A'.repeat(41)}${String.fromCharCode(65 + index)}A=` }]),
      );
    const resolveWith = (names: readonly string[], from = lock) => {
      const draft = homelab();
      addVpn(draft);
      draft.vpn.peers = peersOf(names);
      return succeeded(resolve(draft, from));
    };
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 2, maxLength: 12 }), fc.nat(), (names, at) => {
        const before = resolveWith(names);
        const left = names.filter((_, index) => index !== at % names.length);
        const after = resolveWith(
          [...left, 'zzznew'].filter((one, index, all) => all.indexOf(one) === index),
          before.lock,
        );
        for (const one of left)
          expect(after.topology.vpn?.peers[one]?.ipv4).toBe(before.topology.vpn?.peers[one]?.ipv4);
      }),
      { numRuns: 50 },
    );
  });

  it('is an interface of the router, with routes to what is behind the peers', () => {
    const wg0 = topologyOf().hosts.gw?.interfaces.wg0;
    expect(wg0).toMatchObject({ kind: 'wireguard', mtu: { value: 1420 }, network: null, uplink: false });
    expect(wg0?.wireguard).toMatchObject({ privateKeyFile: '/run/secrets/wg-key', port: { value: 51820 } });
    expect(wg0?.wireguard?.routes.map(({ value }) => value)).toEqual(['10.200.0.0/16']);
    expect(wg0?.wireguard?.peers[1]?.allowed).toEqual(['10.99.0.9/32', 'fd9a:1e22:b1c4:ffff::9/128', '10.200.0.0/16']);
  });

  it('is a zone of the router’s firewall, guarded by its prefixes', () => {
    const firewall = routerOf(topologyOf().hosts.gw);
    expect(firewall.vpn).toEqual({
      interface: 'wg0',
      prefixes: { ipv4: ['10.99.0.0/24', '10.200.0.0/16'], ipv6: ['fd9a:1e22:b1c4:ffff::/64'] },
    });
    const pairs = firewall.pairs.filter(({ from, to }) => from === 'vpn' || to === 'vpn');
    expect(pairs.map(({ from, to }) => `${from} ${to}`)).toEqual(['infra vpn', 'vpn infra', 'vpn router']);
  });

  it('opens its port to the Internet on its own router only', () => {
    const { hosts } = topologyOf((d) => {
      d.networks.far = { vlan: 70, ipv4: '10.70.0.0/24' };
      d.hosts.other = {
        hardware: 'generic-x86_64',
        router: true,
        links: { enp1s0: { access: 'far' }, enp2s0: { uplink: { kind: 'dhcp' } } },
      };
      d.vpn.port = 4500;
    });
    const open = (host: string) =>
      routerOf(hosts[host])
        .pairs.filter(({ from, to }) => from === 'wan' && to === 'router')
        .flatMap(({ rules }) => rules.map(({ at, ports }) => `${at} ${ports}`));
    expect(open('gw')).toEqual(['vpn.port udp/4500']);
    expect(open('other')).toEqual([]);
  });

  it.each([
    ['vpn', 'infra', 'partly'],
    ['wan', 'vpn', 'denied'],
    ['vpn', 'wan', 'denied'],
    ['vpn', 'iot', 'denied'],
    ['router', 'vpn', 'allowed'],
  ])('answers who may reach whom: %s to %s %s', (from, to, outcome) => {
    expect(reach(reachability(topologyOf()), { from, to })?.outcome).toBe(outcome);
  });

  it('tells peers to send what the policy lets them reach, and everything when that is the Internet', () => {
    expect(topologyOf().vpn?.reaches).toEqual([
      '10.99.0.0/24',
      'fd9a:1e22:b1c4:ffff::/64',
      '10.10.0.0/24',
      'fd9a:1e22:b1c4:10::/64',
    ]);
    const open = topologyOf((d) => d.policy.push({ from: 'vpn', to: 'wan', allow: 'any' }));
    expect(open.vpn?.reaches).toEqual(['0.0.0.0/0', '::/0']);
  });

  it('asks its router for names, which listens to it, or the nameserver of the site', () => {
    const own = topologyOf();
    expect(own.vpn?.dns).toEqual(['10.99.0.1']);
    expect(own.hosts.gw?.nameserver?.interfaces).toContain('wg0');
    expect(own.hosts.gw?.nameserver?.clients).toContain('10.99.0.0/24');
    const other = topologyOf((d) => (d.dns = { by: 'nas' }));
    expect(other.vpn?.dns).toEqual(['10.10.0.20']);
    expect(other.hosts.nas?.nameserver?.clients).toContain('10.99.0.0/24');
    const answer = reach(reachability(other), {
      from: 'vpn',
      to: 'nas',
      ports: [stretchOf(parsePorts('udp/53') as never)],
    });
    expect(answer).toMatchObject({ outcome: 'allowed', parts: [{ by: 'vpn' }] });
    expect(topologyOf((d) => (d.networks.infra.dns = ['9.9.9.9'])).vpn?.dns).toEqual([]);
  });

  it('needs its secrets on the router', () => {
    const { secrets } = topologyOf((d) => {
      d.secrets.shared = {};
      d.vpn.peers.phone.presharedKey = 'shared';
    });
    expect([secrets['wg-key']?.for, secrets.shared?.for]).toEqual([['gw'], ['gw']]);
  });
});

const faults: readonly [string, (draft: Draft) => void, readonly string[]][] = [
  ['an unknown host', (d) => (d.vpn.host = 'gv'), ['reference-unknown vpn.host']],
  ['a host that is no router', (d) => (d.vpn.host = 'nas'), ['vpn-host vpn.host']],
  ['an undeclared secret', (d) => (d.vpn.privateKey = 'other'), ['secret-unknown vpn.privateKey']],
  [
    'an undeclared shared secret',
    (d) => (d.vpn.peers.phone.presharedKey = 'x'),
    ['secret-unknown vpn.peers.phone.presharedKey'],
  ],
  ['one key twice', (d) => (d.vpn.peers.phone.publicKey = keys[0]), ['vpn-key-duplicate vpn.peers.phone.publicKey']],
  ['a key that is none', (d) => (d.vpn.publicKey = 'abc'), ['value-invalid vpn.publicKey']],
  [
    'an address outside',
    (d) => (d.vpn.peers.phone.address = '10.98.0.5'),
    ['address-outside-network vpn.peers.phone.address'],
  ],
  [
    'the router’s address',
    (d) => (d.vpn.peers.phone.address = '10.99.0.1'),
    ['address-reserved vpn.peers.phone.address'],
  ],
  [
    'one address twice',
    (d) => (d.vpn.peers.phone.address = '10.99.0.9'),
    ['address-duplicate vpn.peers.site-b.address'],
  ],
  ['a prefix of a network', (d) => Object.assign(d.vpn, { ipv4: '10.10.0.0/28', peers: {} }), ['vpn-overlap vpn.ipv4']],
  ['an IPv6 prefix of a network', (d) => (d.networks.iot.ipv6 = 'fd9a:1e22:b1c4:ffff::/64'), ['vpn-overlap vpn']],
  [
    'a network behind a peer that is here too',
    (d) => (d.vpn.peers.phone.networks = ['10.0.0.0/8']),
    ['vpn-overlap vpn.peers.phone.networks[0]', 'vpn-overlap vpn.peers.site-b.networks[0]'],
  ],
  [
    'one network behind two peers',
    (d) => (d.vpn.peers.phone.networks = ['10.200.7.0/24']),
    ['vpn-overlap vpn.peers.site-b.networks[0]'],
  ],
  [
    'a static uplink inside',
    (d) => {
      d.hosts.gw.hardware = 'generic-x86_64';
      d.hosts.gw.links.wlan0 = undefined;
      delete d.hosts.gw.links.wlan0;
      d.hosts.gw.links.enp9s0 = { uplink: { kind: 'static', address: '10.99.0.130/30', gateway: '10.99.0.129' } };
      delete d.secrets['wan-psk'];
    },
    ['vpn-overlap vpn.ipv4'],
  ],
  ['no endpoint', (d) => delete d.vpn.endpoint, ['vpn-endpoint-missing vpn']],
  [
    'a name too long for wg-quick',
    (d) => (d.vpn.peers['a-very-long-peer-name'] = d.vpn.peers.phone),
    ['value-invalid vpn.peers.a-very-long-peer-name'],
  ],
  ['a prefix without room', (d) => (d.vpn.ipv4 = '10.99.0.0/31'), ['value-invalid vpn.ipv4']],
  ['its port forwarded', (d) => (d.expose = { 'udp/51820': 'nas' }), ['expose-router-port expose["udp/51820"]']],
];

describe('findings', () => {
  it.each(faults)('of %s', (_, edit, expected) => {
    expect(findingsOf(withVpn(edit)).sort()).toEqual(expected);
  });

  it('never echo a key, which may be a private one', () => {
    for (const edit of [
      withVpn((d) => (d.vpn.peers.phone.publicKey = keys[0])),
      withVpn((d) => (d.vpn.publicKey = keys[1].slice(1))),
      withVpn((d) => (d.vpn.privateKey = keys[2])),
    ]) {
      const { findings } = resolved(edit);
      expect(findings.length).toBeGreaterThan(0);
      expect(findings.every(({ masked }) => masked)).toBe(true);
      for (const key of keys) expect(JSON.stringify(findings)).not.toContain(key.slice(1, 30));
    }
  });
});
