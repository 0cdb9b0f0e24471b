// Random sites for the real nft and the lab: networks, hosts, groups, rules, port forwards, a VPN and a cluster.
import { newLock, resolve } from '@groundplan/model';
import fc from 'fast-check';

const names = ['alpha', 'beta', 'gamma', 'delta', 'eps', 'zeta', 'eta', 'theta', 'iota', 'kappa', 'lam', 'mu'];
const port = fc.integer({ min: 1, max: 65535 });
const ports = fc.oneof(
  fc.constant('any' as const),
  fc.array(
    fc.oneof(
      fc.constantFrom('https', 'dns', 'ssh', 'mqtt'),
      fc.tuple(fc.constantFrom('tcp', 'udp'), port).map(([protocol, one]) => `${protocol}/${one}`),
      fc
        .tuple(fc.constantFrom('tcp', 'udp'), port, port)
        .map(([protocol, a, b]) => `${protocol}/${Math.min(a, b)}-${Math.max(a, b)}`),
    ),
    { minLength: 1, maxLength: 5 },
  ),
);

/** Ports outside that share none: their hundreds are those of the position. */
const anyForwards = (targets: readonly string[]) =>
  fc.array(
    fc.record({
      to: fc.constantFrom(...targets),
      protocol: fc.constantFrom('tcp', 'udp'),
      length: fc.integer({ min: 1, max: 20 }),
      port: fc.option(fc.integer({ min: 1, max: 65000 }), { nil: undefined }),
    }),
    { maxLength: 8 },
  );

interface AnyForward {
  readonly to: string;
  readonly protocol: string;
  readonly length: number;
  readonly port: number | undefined;
}

function exposeOf(forwards: readonly AnyForward[]): object {
  const entry = ({ to, protocol, length, port: inside }: AnyForward, index: number) => {
    const first = 20_000 + index * 100;
    const outside = length === 1 ? `${first}` : `${first}-${first + length - 1}`;
    return [`${protocol}/${outside}`, inside === undefined ? to : { to, port: inside }];
  };
  return Object.fromEntries(forwards.map(entry));
}

const vpnOf = (ipv6: boolean) => ({
  host: 'gw',
  ipv4: '10.200.0.0/24',
  endpoint: 'vpn.example.org',
  privateKey: 'wg-key',
  publicKey: 'cBHyeMm0k7zjbptWSgylbwsST/cfEGwf3vZsI+XmrjU=',
  peers: {
    phone: { publicKey: 'KJJgAOFyAAF55Aa8SenPCv33CycM3E1B36Cs+z1jwBA=' },
    'site-b': {
      publicKey: 'faqZtmKSu75oapP/5iLJJosKYTrSu9jQboUr+mmKxlE=',
      endpoint: '192.0.2.9:51820',
      networks: ipv6 ? ['10.201.0.0/16', 'fd98::/48'] : ['10.201.0.0/16'],
    },
  },
});

/** 2 to 12 networks with two hosts each, behind one router, with port forwards, and up to 60 rules among all of them. */
export const anySite = fc
  .record({
    count: fc.integer({ min: 2, max: 12 }),
    ipv6: fc.boolean(),
    cluster: fc.boolean(),
    vpn: fc.boolean(),
    flowOffload: fc.boolean(),
  })
  .chain(({ count, vpn, ...options }) => {
    const used = names.slice(0, count);
    const zones = [...used, ...used.map((name) => `${name}-host`), 'staff', 'router', 'wan', ...(vpn ? ['vpn'] : [])];
    const side = fc.uniqueArray(fc.constantFrom(...zones), { minLength: 1, maxLength: 4 });
    const rule = fc
      .record({ from: side, to: side, action: fc.constantFrom('allow', 'deny'), ports })
      .map(({ from, to, action, ports: list }) => ({ from, to, [action]: list }));
    return fc
      .tuple(fc.array(rule, { maxLength: 60 }), anyForwards(used.map((name) => `${name}-host`)))
      .map(([policy, forwards]) => siteOf(used, { ...options, vpn, policy, forwards }));
  });

interface Options {
  readonly ipv6: boolean;
  readonly cluster: boolean;
  readonly vpn: boolean;
  readonly flowOffload: boolean;
  readonly policy: readonly unknown[];
  readonly forwards: readonly AnyForward[];
}

function siteOf(used: readonly string[], { ipv6, cluster, vpn, flowOffload, policy, forwards }: Options) {
  const [first = ''] = used;
  const secrets = { ...(cluster ? { 'k3s-token': {} } : {}), ...(vpn ? { 'wg-key': {} } : {}) };
  const host = (name: string) => ({ hardware: 'generic-x86_64', links: { enp1s0: { access: name } } });
  return {
    site: { name: 'random', domain: 'home.arpa', nameservers: ['9.9.9.9'], stateVersion: '25.11' },
    networks: Object.fromEntries(
      used.map((name, index) => [
        name,
        {
          vlan: index + 1,
          ipv4: `10.${index + 1}.0.0/24`,
          dhcp: { pool: [100, 200] },
          ...(ipv6 ? {} : { ipv6: false }),
        },
      ]),
    ),
    hosts: {
      gw: {
        hardware: 'generic-x86_64',
        router: true,
        links: { enp1s0: { trunk: used }, enp2s0: { uplink: { kind: 'dhcp' } } },
        addresses: { [first]: 'auto' },
      },
      ...Object.fromEntries(used.map((name) => [`${name}-host`, host(name)])),
    },
    groups: { staff: used.slice(0, 2).map((name) => `${name}-host`) },
    policy,
    expose: exposeOf(forwards),
    firewall: { flowOffload },
    ...(vpn ? { vpn: vpnOf(ipv6) } : {}),
    secrets,
    ...(cluster
      ? {
          clusters: {
            home: {
              distribution: 'k3s',
              api: 'gw',
              network: first,
              servers: { gw: {} },
              agents: { [`${first}-host`]: {} },
            },
          },
        }
      : {}),
  };
}

/** A port that some rule opens on the router itself cannot be forwarded, and a site that asks for it is refused. */
export function resolveForwarding(input: object) {
  const result = resolve(input, newLock(0x5c9a1e22b1n));
  const errors = result.findings.filter(({ severity }) => severity === 'error');
  const isTaken = !result.ok && errors.every(({ code }) => code === 'expose-router-port');
  return isTaken ? resolve({ ...input, expose: {} }, newLock(0x5c9a1e22b1n)) : result;
}
