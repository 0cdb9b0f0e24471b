// A synthetic fleet of any size: sites of about a hundred hosts, each a network, a router and a k3s cluster.
// Topologies import it as it is, so it needs nothing at run time.
import type { AnyTopology } from '@groundplan/model';

type Networks = AnyTopology['networks'];
type Hosts = AnyTopology['hosts'];
type Clusters = NonNullable<AnyTopology['clusters']>;
type Policy = NonNullable<AnyTopology['policy']>;

/** The rack of single hosts, as their label says it; the others have one by their number. */
export type Racks = { readonly [host: string]: string };

/** A router and three servers. */
export const smallestFleet = 4;

const hostsPerSite = 100;
const servers = 3;

interface Site {
  readonly name: string;
  readonly index: number;
  readonly router: string;
  readonly servers: readonly string[];
  readonly agents: readonly string[];
}

/** The topology of `size` hosts, at least `smallestFleet`; every address is left to the lock. */
export function fleet(size: number, racks: Racks = {}): AnyTopology {
  const sites = sitesOf(size);
  const record = <T>(of: (site: Site) => [string, T][]) => Object.fromEntries(sites.flatMap(of));
  return {
    site: {
      name: 'fleet',
      domain: 'fleet.example.org',
      timeZone: 'Europe/Paris',
      nameservers: ['9.9.9.9', '149.112.112.112'],
      repository: 'ssh://git@git.example.org/fleet.git',
      stateVersion: '25.11',
    },
    networks: record<Networks[string]>((site) => [[site.name, networkOf(site)]]),
    policy: sites.flatMap(rulesOf),
    hosts: record<Hosts[string]>(hostsOf),
    clusters: record<Clusters[string]>((site) => [[site.name, clusterOf(site, racks)]]),
    secrets: record<object>((site) => [[tokenOf(site), { description: `Join token of ${site.name}` }]]),
  };
}

/** The host in the middle of the fleet: an agent, unless there is none. */
export function exampleHost(size: number): string {
  const sites = sitesOf(size);
  const site = sites[Math.floor(sites.length / 2)] as Site;
  return site.agents[Math.floor(site.agents.length / 2)] ?? (site.servers[0] as string);
}

function sitesOf(size: number): Site[] {
  const count = Math.max(1, Math.round(size / hostsPerSite));
  return Array.from({ length: count }, (_, index) => {
    const first = Math.floor((index * size) / count);
    return siteOf(index, Math.floor(((index + 1) * size) / count) - first);
  });
}

function siteOf(index: number, size: number): Site {
  const name = `site-${String(index).padStart(4, '0')}`;
  const nodes = Array.from({ length: size - 1 }, (_, node) => `${name}-node-${String(node).padStart(3, '0')}`);
  return { name, index, router: `${name}-router`, servers: nodes.slice(0, servers), agents: nodes.slice(servers) };
}

/** VLANs from 4094 down, and /24s from 10.64.0.0 up, clear of the pods' and services' 10.42 and 10.43. */
function networkOf({ name, index }: Site): Networks[string] {
  return {
    description: `Machines of ${name}`,
    vlan: 4094 - index,
    ipv4: `10.${64 + (index >> 8)}.${index & 255}.0/24`,
    dhcp: { pool: [220, 250], lease: '12h' },
  };
}

function rulesOf({ name }: Site): Policy {
  return [
    { from: name, to: 'wan', allow: 'any' },
    { from: name, to: 'router', allow: ['tcp/22', 'udp/123'] },
  ];
}

function hostsOf(site: Site): [string, Hosts[string]][] {
  const router: Hosts[string] = {
    description: `Gateway of ${site.name}`,
    hardware: 'generic-x86_64',
    router: true,
    links: { enp1s0: { trunk: [site.name] }, enp2s0: { uplink: { kind: 'dhcp' } } },
  };
  const nodes = [...site.servers, ...site.agents].map((name, index): [string, Hosts[string]] => [
    name,
    { hardware: 'raspberry-pi-5', links: { eth0: { access: site.name, mac: macOf(site.index, index) } } },
  ]);
  return [[site.router, router], ...nodes];
}

/** Locally administered, so that no vendor has it. */
function macOf(site: number, node: number): string {
  const digits = `0200${site.toString(16).padStart(4, '0')}${node.toString(16).padStart(4, '0')}`;
  return digits.replaceAll(/..(?=.)/g, '$&:');
}

function clusterOf(site: Site, racks: Racks): Clusters[string] {
  const rackOf = (host: string, index: number) => racks[host] ?? `rack-${Math.floor(index / 20)}`;
  const serverOf = (host: string, index: number) => ({
    ...(index === 0 ? { init: true } : {}),
    labels: { role: 'server', rack: rackOf(host, index) },
  });
  const agentOf = (host: string, index: number) => ({
    labels: { role: 'worker', rack: rackOf(host, index) },
    ...(index % 10 === 0 ? { taints: ['storage=local:PreferNoSchedule'] } : {}),
  });
  return {
    distribution: 'k3s',
    api: site.servers[0] as string,
    servers: Object.fromEntries(site.servers.map((host, index) => [host, serverOf(host, index)])),
    agents: Object.fromEntries(site.agents.map((host, index) => [host, agentOf(host, index)])),
    token: tokenOf(site),
    loadBalancer: { network: site.name, pool: [200, 215] },
    gitops: { engine: 'flux' },
  };
}

const tokenOf = ({ name }: Site) => `${name}-token`;
