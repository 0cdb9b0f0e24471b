// A site with several routers: each has its own part, and a rule that names one of them is about that one.
import { describe, expect, it } from 'vitest';
import { type ResolvedTopology, reach, reachability, resolve } from '../src/index.js';
import { homelab, lock, succeeded } from './homelab.js';

/** The homelab, and a barn with a router and a network of its own. */
function site(policy: readonly object[] = []): ResolvedTopology {
  const draft = homelab();
  draft.networks.farm = { vlan: 70, ipv4: '10.70.0.0/24', dhcp: { pool: [100, 200] } };
  draft.hosts.barn = {
    hardware: 'generic-x86_64',
    router: true,
    links: { enp1s0: { access: 'farm' }, enp2s0: { uplink: { kind: 'dhcp' } } },
  };
  draft.policy = policy;
  draft.secrets = { ...draft.secrets, 'wg-key': {} };
  draft.vpn = {
    host: 'gw',
    ipv4: '10.99.0.0/24',
    endpoint: 'vpn.example.org',
    privateKey: 'wg-key',
    publicKey: 'cBHyeMm0k7zjbptWSgylbwsST/cfEGwf3vZsI+XmrjU=',
    peers: {},
  };
  return succeeded(resolve(draft, lock)).topology;
}

const outcome = (topology: ResolvedTopology, from: string, to: string) =>
  reach(reachability(topology), { from, to })?.outcome;

function openOn(topology: ResolvedTopology, router: string): string[] {
  const firewall = topology.hosts[router]?.firewall;
  if (firewall?.kind !== 'router') throw new Error(`${router} is no router.`);
  const { pairs } = firewall;
  return pairs.flatMap(({ from, to, rules }) =>
    rules.flatMap(({ action, ports }) => (to === 'router' ? `${from} ${action} ${ports.join(' ')}` : [])),
  );
}

describe('several routers', () => {
  it('have parts of the site that nothing joins, whatever a rule says', () => {
    const topology = site([
      { from: ['farm', 'vpn'], to: 'infra', allow: 'any' },
      { from: 'infra', to: 'farm', allow: 'any' },
    ]);
    const analysis = reachability(topology);
    for (const [from, to] of [
      ['farm', 'infra'],
      ['infra', 'farm'],
      ['vpn', 'farm'],
      ['barn', 'infra'],
      ['gw', 'farm'],
      ['farm', 'gw'],
      ['gw', 'barn'],
    ] as const)
      expect(reach(analysis, { from, to })?.parts).toMatchObject([{ allowed: false, by: 'no-route' }]);
    expect(outcome(topology, 'vpn', 'infra')).toBe('allowed');
    expect(outcome(topology, 'barn', 'farm')).toBe('allowed');
    expect(outcome(topology, 'barn', 'wan')).toBe('allowed');
  });

  it('listen for the peers of the VPN where it ends, and nowhere else', () => {
    const topology = site();
    const parts = (router: string) => reach(reachability(topology), { from: 'wan', to: router })?.parts;
    expect(parts('gw')).toMatchObject([{ allowed: true, by: 'vpn.port' }, { by: 'default-deny' }]);
    expect(parts('barn')).toMatchObject([{ by: 'default-deny' }]);
    expect(openOn(topology, 'gw')).toContain('wan allow udp/51820');
    expect(openOn(topology, 'barn').filter((line) => line.startsWith('wan'))).toEqual([]);
  });

  it('are each meant by their name, and all by the word router', () => {
    const named = site([{ from: 'wan', to: 'barn', allow: ['https'] }]);
    expect(outcome(named, 'wan', 'barn')).toBe('partly');
    expect(openOn(named, 'barn')).toContain('wan allow tcp/443');
    expect(openOn(named, 'gw')).not.toContain('wan allow tcp/443');
    const all = site([{ from: 'wan', to: 'router', allow: ['https'] }]);
    for (const router of ['barn', 'gw']) expect(openOn(all, router)).toContain('wan allow tcp/443');
  });

  it('are told apart by hosts that the policy protects from one of them', () => {
    const denied = (from: string) => {
      const firewall = site([{ from, to: 'nas', deny: ['ssh'] }]).hosts.nas?.firewall;
      return firewall?.kind === 'host' ? firewall.routers?.rules : undefined;
    };
    expect(denied('gw')).toMatchObject([{ action: 'deny', from: null }]);
    expect(denied('router')).toMatchObject([{ action: 'deny', from: null }]);
    expect(denied('barn') ?? []).toEqual([]);
  });
});
