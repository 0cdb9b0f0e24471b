// Port forwards: what is decided for each, what they open and where, and what is refused.
import { describe, expect, it } from 'vitest';
import { type HostFirewall, parsePorts, type RouterFirewall, reach, reachability, stretchOf } from '../src/index.js';
import { type Draft, findingsOf, resolved, succeeded } from './homelab.js';

const topologyOf = (edit: (draft: Draft) => void) => succeeded(resolved(edit)).topology;
const ports = (text: string) => [stretchOf(parsePorts(text) as never)];

const expose = (draft: Draft) => {
  draft.expose = {
    'udp/5000-5010': { to: 'pi', port: 6000 },
    'tcp/443': 'nas',
    'tcp/2222': { to: 'nas', port: 22, description: 'git over ssh' },
  };
};

describe('port forwards', () => {
  it('stand in the order of their ports, with the fixed address of the machine', () => {
    const { exposures } = topologyOf(expose);
    expect(
      exposures.map(({ at, protocol, ports: outside, to }) => [at, protocol, outside, to.machine, to.ports]),
    ).toEqual([
      ['expose["tcp/443"]', 'tcp', '443', 'nas', '443'],
      ['expose["tcp/2222"]', 'tcp', '2222', 'nas', '22'],
      ['expose["udp/5000-5010"]', 'udp', '5000-5010', 'pi', '6000-6010'],
    ]);
    expect(exposures[0]?.to).toMatchObject({ network: 'infra', ipv4: '10.10.0.20', ipv6Suffix: '::20' });
  });

  it.each([
    ['nas', 'tcp/443', 'allowed', 'expose["tcp/443"]'],
    ['nas', 'tcp/22', 'allowed', 'expose["tcp/2222"]'],
    ['nas', 'tcp/2222', 'denied', 'default-deny'],
    ['pi', 'udp/6010', 'allowed', 'expose["udp/5000-5010"]'],
    ['pi', 'udp/5000', 'denied', 'default-deny'],
    ['pi', 'tcp/443', 'denied', 'default-deny'],
    ['iot', 'tcp/443', 'denied', 'default-deny'],
    ['router', 'tcp/443', 'denied', 'default-deny'],
  ])('let the Internet reach %s on %s: %s', (to, port, outcome, by) => {
    const answer = reach(reachability(topologyOf(expose)), { from: 'wan', to, ports: ports(port) });
    expect(answer?.outcome).toBe(outcome);
    expect(answer?.parts.map((part) => part.by)).toEqual([by]);
  });

  it('give nothing to anybody but the Internet', () => {
    const analysis = reachability(topologyOf(expose));
    expect(reach(analysis, { from: 'iot', to: 'nas' })?.outcome).toBe('denied');
  });

  it('are rules of the router after the stated ones, and let strangers pass the machine’s own firewall', () => {
    const { hosts } = topologyOf((draft) => {
      expose(draft);
      draft.policy = [{ from: 'wan', to: 'nas', deny: ['tcp/25'] }];
    });
    const router = hosts.gw?.firewall as RouterFirewall | undefined;
    const rules = router?.pairs.find(({ from, to }) => from === 'wan' && to === 'infra')?.rules ?? [];
    expect(rules.map(({ at }) => at)).toEqual([
      'policy[0]',
      'expose["tcp/443"]',
      'expose["tcp/2222"]',
      'expose["udp/5000-5010"]',
    ]);
    const own = (hosts.nas?.firewall as HostFirewall | undefined)?.rules ?? [];
    expect(own.map(({ at, action, fromOutside }) => [at, action, fromOutside])).toEqual([
      ['policy[0]', 'deny', true],
      ['expose["tcp/443"]', 'allow', true],
      ['expose["tcp/2222"]', 'allow', true],
    ]);
    expect(own[1]?.from).toEqual({
      ipv4: ['10.10.0.0/24', '10.40.0.0/24'],
      ipv6: ['fd9a:1e22:b1c4:10::/64', 'fd9a:1e22:b1c4:40::/64'],
    });
    // A neighbour may have a global IPv6 address, which no denial of strangers must hit.
    expect(own[0]?.from?.ipv6).toEqual([]);
  });

  it('leave IPv6 alone where the machine chooses its own addresses', () => {
    const { exposures } = topologyOf((draft) => {
      draft.devices.camera = { kind: 'camera', mac: '02:00:00:00:00:07', addresses: { iot: '10.40.0.7' } };
      draft.expose = { 'tcp/8443': 'camera' };
    });
    expect(exposures[0]?.to).toMatchObject({ network: 'iot', ipv4: '10.40.0.7', ipv6Suffix: null });
  });
});

const faults: readonly [string, (draft: Draft) => void, readonly string[]][] = [
  ['an unknown machine', (d) => (d.expose = { 'tcp/443': 'nsa' }), ['reference-unknown expose["tcp/443"]']],
  [
    'an unknown machine with a port',
    (d) => (d.expose = { 'tcp/443': { to: 'nsa' } }),
    ['reference-unknown expose["tcp/443"].to'],
  ],
  ['a port that is none', (d) => (d.expose = { 'tcp/0': 'nas' }), ['port-invalid expose["tcp/0"]']],
  ['a router', (d) => (d.expose = { 'tcp/443': 'gw' }), ['expose-router expose["tcp/443"]']],
  ['a device without address', (d) => (d.expose = { 'tcp/443': 'ap' }), ['expose-address expose["tcp/443"]']],
  [
    'a device without MAC',
    (d) => {
      d.devices.ap.addresses = { iot: '10.40.0.3' };
      d.expose = { 'tcp/443': 'ap' };
    },
    ['expose-address expose["tcp/443"]', 'reservation-without-mac devices.ap.addresses.iot'],
  ],
  [
    'a phone without MAC',
    (d) => {
      d.hosts.phone = { os: 'android', links: { wlan0: { wifi: 'LAB' } } };
      d.expose = { 'tcp/443': 'phone' };
    },
    ['expose-address expose["tcp/443"]', 'reservation-without-mac hosts.phone'],
  ],
  [
    'a host without address',
    (d) => {
      d.hosts.nas.addresses = { infra: false };
      d.expose = { 'tcp/443': 'nas' };
    },
    ['deploy-without-address hosts.nas', 'expose-address expose["tcp/443"]'],
  ],
  [
    'a network without router',
    (d) => {
      d.hosts.gw.links.eth0.trunk = ['infra'];
      d.hosts.nas.links.enp1s0.access = 'iot';
      d.hosts.nas.addresses = { iot: '10.40.0.20' };
      d.expose = { 'tcp/443': 'nas' };
    },
    ['expose-no-uplink expose["tcp/443"]'],
  ],
  [
    'ports that overlap',
    (d) => (d.expose = { 'tcp/80-90': 'nas', 'tcp/90': 'pi' }),
    ['expose-overlap expose["tcp/90"]'],
  ],
  ['the same port of both protocols', (d) => (d.expose = { 'tcp/443': 'nas', 'udp/443': 'pi' }), []],
  [
    'a port of the router itself',
    (d) => {
      d.policy = [{ from: 'wan', to: 'gw', allow: ['tcp/8000-9000'] }];
      d.expose = { 'tcp/8443': 'nas' };
    },
    ['expose-router-port expose["tcp/8443"]'],
  ],
  [
    'a range beyond the last port',
    (d) => (d.expose = { 'tcp/100-200': { to: 'nas', port: 65500 } }),
    ['port-invalid expose["tcp/100-200"].port'],
  ],
  [
    'a port that a rule denies',
    (d) => {
      d.policy = [{ from: 'wan', to: 'infra', deny: ['tcp/1-100'] }];
      d.expose = { 'tcp/2222': { to: 'nas', port: 22 }, 'tcp/443': 'nas' };
    },
    ['expose-shadowed expose["tcp/2222"]'],
  ],
  [
    'a port that a rule allows before another denies it',
    (d) => {
      d.policy = [
        { from: 'wan', to: 'nas', allow: ['https'] },
        { from: 'wan', to: 'infra', deny: 'any' },
      ];
      d.expose = { 'tcp/443': 'nas' };
    },
    [],
  ],
  ['ssh, which is meant', (d) => (d.expose = { 'tcp/22': 'nas' }), []],
  [
    'a database, which hardly is',
    (d) => (d.expose = { 'tcp/5433': { to: 'nas', port: 5432 } }),
    ['policy-wan-open expose["tcp/5433"]'],
  ],
];

const rules: readonly [string, unknown[], readonly string[]][] = [
  ['everything to the Internet', [{ from: 'wan', to: 'nas', allow: 'any' }], ['policy-wan-open policy[0].allow']],
  ['Telnet among other ports', [{ from: 'wan', to: 'nas', allow: ['tcp/20-30'] }], ['policy-wan-open policy[0].allow']],
  ['https to the Internet', [{ from: 'wan', to: 'nas', allow: ['https'] }], []],
  ['to the Internet', [{ from: 'infra', to: 'wan', allow: 'any' }], []],
  ['to a network of nobody', [{ from: 'infra', to: 'iot', allow: ['mqtt'] }], ['policy-empty-zone policy[0].to']],
  [
    'that contradict each other in part',
    [
      { from: 'iot', to: 'infra', allow: ['tcp/1-100'] },
      { from: 'iot', to: 'infra', deny: ['tcp/50-150'] },
    ],
    ['policy-conflict policy[1]'],
  ],
  [
    'that are an exception and its rule',
    [
      { from: 'iot', to: 'infra', deny: ['ssh'] },
      { from: 'iot', to: 'infra', allow: 'any' },
    ],
    [],
  ],
  [
    'of different zones',
    [
      { from: 'iot', to: 'nas', deny: ['tcp/50-150'] },
      { from: 'iot', to: 'infra', allow: ['tcp/1-100'] },
    ],
    [],
  ],
  [
    'about a VPN that is not there',
    [{ from: 'vpn', to: 'infra', allow: ['https'] }],
    ['reference-unknown policy[0].from'],
  ],
];

describe('findings', () => {
  it.each(faults)('of a forward to %s', (_, edit, expected) => {
    expect(findingsOf(edit).sort()).toEqual(expected);
  });

  it.each(rules)('of rules %s', (_, policy, expected) => {
    expect(findingsOf((draft) => (draft.policy = policy))).toEqual(expected);
  });
});
