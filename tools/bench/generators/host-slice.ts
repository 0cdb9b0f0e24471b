// What every generator of the bench prints from: one host, its network and its cluster.
import type { ModelPath, ResolvedCluster, ResolvedHost, ResolvedNetwork, ResolvedTopology } from '@groundplan/model';

export interface HostSlice {
  readonly domain: string;
  readonly host: ResolvedHost;
  /** The first network the host is on; null for a host on none. */
  readonly network: ResolvedNetwork | null;
  readonly cluster: ResolvedCluster | null;
}

/** One at a time: a fleet's slices together would be as large as its topology. */
export function* hostSlices({ site, hosts, networks, clusters }: ResolvedTopology): Iterable<HostSlice> {
  for (const host of Object.values(hosts)) {
    const network = Object.values(host.interfaces).find((one) => one.network !== null)?.network ?? '';
    const cluster = host.node === null ? null : (clusters[host.node.cluster] ?? null);
    yield { domain: site.domain, host, network: networks[network] ?? null, cluster };
  }
}

export function sourcesOf({ host, network, cluster }: HostSlice): ModelPath[] {
  return [
    `hosts.${host.name}`,
    ...(network ? [`networks.${network.name}`] : []),
    ...(cluster ? [`clusters.${cluster.name}`] : []),
    'site',
  ];
}

export function benchPath({ host }: HostSlice, file: string): string {
  return `hosts/${host.name}/generated/bench-${file}`;
}

/** Where the host is reached: its own address, or the gateway's that it carries. */
export function addressOf({ host, network }: HostSlice): string {
  return host.address?.value ?? network?.ipv4.gateway ?? '';
}
