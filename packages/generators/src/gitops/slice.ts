// What the folder of an environment is made of, as plain JSON chosen from the topology.
import {
  byCodeUnit,
  type ModelPath,
  modelPath,
  type ResolvedCluster,
  type ResolvedEnvironment,
  type ResolvedNetwork,
  type ResolvedSite,
  type ResolvedTopology,
} from '@groundplan/model';

export interface EnvironmentSlice {
  readonly environment: ResolvedEnvironment;
  readonly cluster: ResolvedCluster;
  readonly site: Pick<ResolvedSite, 'domain' | 'nameservers' | 'timeZone'>;
  readonly networks: { readonly [name: string]: Pick<ResolvedNetwork, 'vlan' | 'ipv4' | 'dns'> };
  readonly nodes: readonly ClusterNode[];
  readonly targets: readonly ScrapeTarget[];
}

/** A node, and its interfaces in the cluster's network and in its load balancer's; null where it has none. */
export interface ClusterNode {
  readonly name: string;
  /** Is k3s there a program that may be replaced? On NixOS it is a part of the system, on Android one of an app. */
  readonly upgradable: boolean;
  readonly own: string | null;
  readonly balanced: string | null;
}

/** A machine that says how it does. */
export interface ScrapeTarget {
  readonly host: string;
  readonly network: string | null;
  readonly address: string;
}

/** Clusters that no engine keeps have no folder. */
export function environmentSlices(topology: ResolvedTopology): EnvironmentSlice[] {
  const { site, networks } = topology;
  return Object.values(topology.environments).flatMap((environment) => {
    const cluster = topology.clusters[environment.cluster];
    if (!cluster?.gitops) return [];
    return [
      {
        environment,
        cluster,
        site: { domain: site.domain, nameservers: site.nameservers, timeZone: site.timeZone },
        networks: Object.fromEntries(
          Object.entries(networks).map(([name, { vlan, ipv4, dns }]) => [name, { vlan, ipv4, dns }]),
        ),
        nodes: nodesOf(cluster).map((name) => clusterNode(name, cluster, topology)),
        targets: scrapeTargets(topology),
      },
    ];
  });
}

/** A controller of k0s without a kubelet is none. */
const nodesOf = ({ servers, agents, k0s }: ResolvedCluster) =>
  [...servers, ...agents].filter((name) => k0s?.nodes[name]?.role !== 'controller');

/** The parts of the topology that nodes' interfaces are read from. */
export const nodePaths = ({ cluster }: EnvironmentSlice): ModelPath[] =>
  nodesOf(cluster).map((name) => modelPath('hosts', name));

function clusterNode(name: string, { loadBalancer }: ResolvedCluster, { hosts }: ResolvedTopology): ClusterNode {
  const host = hosts[name];
  const balanced = loadBalancer && host?.addresses[loadBalancer.network]?.interface;
  return { name, upgradable: host?.os === 'linux', own: host?.node?.interface || null, balanced: balanced || null };
}

/** Of node exporters that are services of their machines. */
function scrapeTargets({ hosts }: ResolvedTopology): ScrapeTarget[] {
  return Object.values(hosts)
    .flatMap(({ name, address, addresses, nixos }) => {
      const exporter = nixos?.services.nodeExporter;
      if (!exporter || exporter.local || address === null) return [];
      const network = Object.keys(addresses).find((one) => addresses[one]?.ipv4 === address.value) ?? null;
      return [{ host: name, network, address: `${address.value}:${exporter.port}` }];
    })
    .sort((a, b) => byCodeUnit(a.host, b.host));
}
