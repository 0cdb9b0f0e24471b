// Real nft accepts the ruleset of every site: a thousand random ones, and a broken one is refused.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateSorted } from '@groundplan/engine';
import { newLock, resolve } from '@groundplan/model';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { describeReal } from '../../engine/test/real-checker.js';
import { nftables } from '../src/nftables/index.js';
import { sites } from './sites.js';

const scratch = mkdtempSync(join(tmpdir(), 'nft-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** An unprivileged user may send the kernel short batches only, so only root checks many rulesets, and long ones, at once. */
const isRoot = process.getuid?.() === 0;
const batch = isRoot ? 10 : 1;
const longestForUsers = 150_000;

/** The table of offloaded flows and its use: some kernels are built without it (CONFIG_NF_FLOW_TABLE). */
const flowtable =
  /^ *flowtable fastpath \{\n *hook ingress priority filter\n *\}\n|^ *ct state established .* flow add @fastpath\n/gm;
const knowsFlows =
  nftSays('table inet probe {\n  flowtable fastpath {\n    hook ingress priority filter\n  }\n}\n') === '';

/** What nft says of a ruleset, in a network namespace of its own; empty when it accepts it. */
function refusal(ruleset: string): string {
  return nftSays(knowsFlows ? ruleset : ruleset.replace(flowtable, ''));
}

function nftSays(ruleset: string): string {
  const file = join(scratch, 'ruleset.nft');
  writeFileSync(file, ruleset);
  const { status, stderr } = spawnSync('unshare', [isRoot ? '-n' : '-rn', 'nft', '--check', '--file', file], {
    encoding: 'utf8',
  });
  return status === 0 ? '' : stderr || `exit ${status}`;
}

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
const anySite = fc
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
function resolveForwarding(input: object) {
  const result = resolve(input, newLock(0x5c9a1e22b1n));
  const errors = result.findings.filter(({ severity }) => severity === 'error');
  const isTaken = !result.ok && errors.every(({ code }) => code === 'expose-router-port');
  return isTaken ? resolve({ ...input, expose: {} }, newLock(0x5c9a1e22b1n)) : result;
}

function rulesetsOf(input: object): string {
  const result = resolveForwarding(input);
  if (!result.ok) throw new Error(JSON.stringify(result.findings, null, 2));
  const files = generateSorted(result.topology, [nftables], { source: 'topology/topology.ts' });
  return files
    .filter((file) => file.path.endsWith('.nft'))
    .map((file) => file.text)
    .join('');
}

describeReal('real nft', ['unshare', '-rn', 'nft', '--version'], () => {
  it('is given every kind of rule by the random sites', () => {
    const all = fc.sample(anySite, { numRuns: 50, seed: 20 }).map(rulesetsOf).join('');
    for (const kind of ['dnat ip to', ' map { ', 'ct status dnat', '== ::', 'iifname "wg0"', 'vpn-to-', 'flow add'])
      expect(all).toContain(kind);
  });

  it('accepts the rulesets of a thousand random sites', () => {
    const all = fc.sample(anySite, { numRuns: 1000, seed: 20 }).map(rulesetsOf);
    const checked = isRoot ? all : all.filter((text) => text.length < longestForUsers);
    // Each ruleset replaces the one before, so that one process can check several.
    for (let start = 0; start < checked.length; start += batch) {
      expect(refusal(checked.slice(start, start + batch).join('')), `site ${start} of seed 20`).toBe('');
    }
    expect(checked.length).toBeGreaterThan(500);
  });

  it.each(Object.entries(sites))('accepts those of the site %s', (_, { topology }) => {
    for (const file of generateSorted(topology, [nftables], { source: 't' }).filter(({ path }) =>
      path.endsWith('.nft'),
    )) {
      expect(refusal(file.text), file.path).toBe('');
    }
  });

  it.each([
    ['a jump to a chain that is not there', /jump refused/, 'jump nowhere'],
    ['a port that is none', /tcp dport \{ 22, 6443 \}/, 'tcp dport { 22, 70000 }'],
    ['an address that is none', /10\.10\.0\.0\/24/, '10.10.0.0/33'],
    ['a missing brace', /\}\n$/, '\n'],
  ])('refuses %s', (_, before, after) => {
    const files = generateSorted(sites.homelab?.topology as never, [nftables], { source: 't' });
    const text = files.find((file) => file.path === 'hosts/rpi4-1/generated/nftables.nft')?.text ?? '';
    expect(text).toMatch(before);
    expect(refusal(text.replace(before, after))).not.toBe('');
  });
});
