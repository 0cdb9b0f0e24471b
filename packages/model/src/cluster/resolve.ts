// Decides each cluster: its network, its API, the ranges and settings all servers share, and its nodes.
import { formatIpv4, parseIpv4Prefix } from '../address/ipv4.js';
import type { ServicePool } from '../address-plan/resolve.js';
import { hardwareOf } from '../host/findings.js';
import { interfaceMedium } from '../host/hardware.js';
import { childPath, type ModelPath, modelPath } from '../model-path.js';
import { byCodeUnit, recordOf, sortedKeys } from '../names.js';
import type { Report } from '../report.js';
import type { ResolvedAddress, ResolvedCluster, ResolvedNode, ResolvedSite } from '../resolved.js';
import { secretFile } from '../secret/resolve.js';
import type { AnyTopology } from '../topology.js';
import type { AnyCluster } from './findings.js';
import { resolveGitops } from './gitops.js';
import { createsCluster, defaultTokens } from './join-tokens.js';
import { resolveK0s } from './k0s.js';
import { hasKubeProxy } from './kube-proxy.js';
import { phoneTaint } from './phone-taints.js';
import type { ServerInput } from './schema.js';
import { vipOf } from './vip.js';

export interface ClusterContext {
  readonly topology: AnyTopology;
  readonly site: ResolvedSite;
  readonly addresses: ReadonlyMap<string, { readonly [network: string]: ResolvedAddress }>;
  readonly pools: readonly ServicePool[];
  readonly report: Report;
}

export interface ResolvedClusters {
  readonly clusters: { readonly [name: string]: ResolvedCluster };
  readonly nodes: ReadonlyMap<string, ResolvedNode>;
}

/** The port of the Kubernetes API on servers of k3s and k0s. */
const apiPort = 6443;

export function resolveClusters(context: ClusterContext): ResolvedClusters {
  const nodes = new Map<string, ResolvedNode>();
  const clusters = sortedKeys(context.topology.clusters).map((name): [string, ResolvedCluster] => {
    const cluster = context.topology.clusters?.[name] as AnyCluster;
    const network = clusterNetwork(name, cluster, context);
    for (const node of clusterNodes({ name, cluster, network }, context)) nodes.set(node.host, node.node);
    return [name, resolveCluster({ name, cluster, network }, context)];
  });
  return { clusters: recordOf(clusters), nodes };
}

interface Named {
  readonly name: string;
  readonly cluster: AnyCluster;
  readonly network: string;
}

const membersOf = (cluster: AnyCluster) => [...sortedKeys(cluster.servers), ...sortedKeys(cluster.agents)];

/** What the cluster says, else the load balancer's, else the only network on which every node has an address. */
function clusterNetwork(name: string, cluster: AnyCluster, { addresses, report }: ClusterContext): string {
  const stated = cluster.network ?? cluster.loadBalancer?.network;
  if (stated !== undefined) return stated;
  const [first, ...others] = membersOf(cluster).map((member) => new Set(Object.keys(addresses.get(member) ?? {})));
  const common = [...(first ?? [])].filter((network) => others.every((set) => set.has(network))).sort(byCodeUnit);
  if (common.length !== 1) {
    report({
      code: 'cluster-network-ambiguous',
      at: modelPath('clusters', name),
      message:
        common.length === 0
          ? 'The nodes have no network in common.'
          : `The nodes share several networks: ${common.join(', ')}.`,
      fix: 'Name the network of the nodes: network: ….',
    });
  }
  return common[0] ?? '';
}

function resolveCluster({ name, cluster, network }: Named, context: ClusterContext): ResolvedCluster {
  const api = context.addresses.get(cluster.api)?.[network];
  const address = api?.ipv4 ?? '';
  const sourced = (value: string) => ({ value, from: api?.from ?? modelPath('clusters', name, 'api') });
  const serviceCidr = cluster.serviceCidr ?? '10.43.0.0/16';
  const pool = context.pools.find(({ range }) => range.at === modelPath('clusters', name, 'loadBalancer', 'pool'));
  const vip = vipOf(name, context.pools);
  const own = [address, cluster.api, `${cluster.api}.${context.site.domain}`, ...(vip === null ? [] : [vip])];
  const token = cluster.token ?? defaultTokens[cluster.distribution];
  const sans = [...own, ...(cluster.tlsSans ?? [])];
  return {
    name,
    from: modelPath('clusters', name),
    distribution: cluster.distribution,
    network,
    api: { host: cluster.api, address: sourced(address), url: sourced(`https://${address}:${apiPort}`) },
    tlsSans: [...new Set(sans)].sort(byCodeUnit),
    podCidr: cluster.podCidr ?? '10.42.0.0/16',
    serviceCidr,
    clusterDns: formatIpv4((parseIpv4Prefix(serviceCidr)?.first ?? 0) + 10),
    clusterDomain: cluster.clusterDomain ?? 'cluster.local',
    kubeProxy: hasKubeProxy(name, context.topology),
    flannelBackend: cluster.distribution === 'k3s' ? (cluster.flannelBackend ?? 'vxlan') : 'none',
    disable: [...new Set(cluster.disable ?? [])].sort(byCodeUnit),
    token,
    tokenFile: secretFile(token),
    servers: sortedKeys(cluster.servers),
    agents: sortedKeys(cluster.agents),
    loadBalancer: pool
      ? { network: pool.network, start: formatIpv4(pool.range.first), end: formatIpv4(pool.range.last) }
      : null,
    registries: recordOf(Object.entries(cluster.registries ?? {}).map(([name, mirrors]) => [name, [...mirrors]])),
    vip,
    k0s: resolveK0s(name, cluster, vip, context.topology),
    gitops: resolveGitops(cluster, context.site),
  };
}

function clusterNodes(named: Named, context: ClusterContext): { host: string; node: ResolvedNode }[] {
  const { name, cluster } = named;
  const at = modelPath('clusters', name);
  return [
    ...sortedKeys(cluster.servers).map((host) => ({
      host,
      at: childPath(at, 'servers', host),
      role: 'server' as const,
      member: cluster.servers[host] ?? {},
    })),
    ...sortedKeys(cluster.agents).map((host) => ({
      host,
      at: childPath(at, 'agents', host),
      role: 'agent' as const,
      member: cluster.agents?.[host] ?? {},
    })),
  ].map((member) => ({ host: member.host, node: resolveNode(member, named, context) }));
}

interface Member {
  readonly host: string;
  readonly at: ModelPath;
  readonly role: 'server' | 'agent';
  readonly member: ServerInput;
}

/** Keeps ordinary pods off a server; k3s' own components tolerate it. */
const unschedulable = 'node-role.kubernetes.io/control-plane=true:NoSchedule';

function resolveNode(
  { host, at, role, member }: Member,
  { name, cluster, network }: Named,
  context: ClusterContext,
): ResolvedNode {
  const address = context.addresses.get(host)?.[network];
  if (!address) reportNoAddress(at, host, network, context.report);
  else if (role === 'server' && Object.keys(cluster.servers).length > 1) checkMedium(at, host, address, context);
  const schedulable = member.schedulable ?? true;
  const taints = member.taints ?? (context.topology.hosts[host]?.os === 'android' ? [phoneTaint] : []);
  return {
    cluster: name,
    from: at,
    role,
    init: role === 'server' && createsCluster(host, cluster),
    schedulable,
    ip: { value: address?.ipv4 ?? '', from: address?.from ?? at },
    interface: address?.interface ?? '',
    labels: Object.entries(member.labels ?? {})
      .map(([key, value]) => `${key}=${value}`)
      .sort(byCodeUnit),
    taints: [...new Set([...taints, ...(schedulable || cluster.distribution === 'k0s' ? [] : [unschedulable])])].sort(
      byCodeUnit,
    ),
  };
}

function reportNoAddress(at: ModelPath, host: string, network: string, report: Report): void {
  if (network === '') return;
  report({
    code: 'node-without-address',
    at,
    message: `${host} has no address on ${network}, the cluster’s network.`,
    fix: `Link ${host} to ${network}, or name another network of the cluster.`,
  });
}

function checkMedium(
  at: ModelPath,
  host: string,
  address: ResolvedAddress,
  { topology, report }: ClusterContext,
): void {
  const model = topology.hosts[host];
  if (!model || address.interface === null || interfaceMedium(hardwareOf(model), address.interface) !== 'wireless')
    return;
  report({
    code: 'etcd-on-wifi',
    at,
    message: `${host} is an etcd member on Wi-Fi (${address.interface}).`,
    fix: 'Connect it by Ethernet, or make it an agent.',
  });
}
