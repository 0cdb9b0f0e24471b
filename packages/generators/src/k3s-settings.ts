// The settings of a k3s node, for every system that runs it (flags: docs.k3s.io/cli/server, docs.k3s.io/cli/agent).
import type { ResolvedCluster, ResolvedHost, ResolvedNode, ResolvedTopology } from '@groundplan/model';

export interface K3sSlice {
  readonly name: string;
  readonly node: ResolvedNode;
  readonly cluster: ResolvedCluster;
}

type Setting = string | true | readonly string[];

/** By flag without dashes, which is also the key in config.yaml (docs.k3s.io/installation/configuration). */
export interface K3sSettings {
  readonly [flag: string]: Setting;
}

export function runsK3s({ node }: ResolvedHost, { clusters }: ResolvedTopology): boolean {
  return node !== null && clusters[node.cluster]?.distribution === 'k3s';
}

export function k3sSlice(host: ResolvedHost, topology: ResolvedTopology): K3sSlice[] {
  const cluster = host.node && topology.clusters[host.node.cluster];
  return host.node && cluster && runsK3s(host, topology) ? [{ name: host.name, node: host.node, cluster }] : [];
}

/** Without those that are k3s' own defaults; the role is the command's: `k3s server` or `k3s agent`. */
export function k3sSettings({ name, node, cluster }: K3sSlice): K3sSettings {
  const isServer = node.role === 'server';
  const settings: { readonly [flag: string]: Setting | undefined } = {
    'node-name': name,
    'node-ip': node.ip.value,
    'node-label': node.labels,
    'node-taint': node.taints,
    'token-file': cluster.tokenFile,
    'cluster-init': node.init ? true : undefined,
    server: node.init ? undefined : cluster.api.url.value,
    ...(isServer ? serverSettings(cluster) : {}),
    'flannel-iface': cluster.flannelBackend === 'none' ? undefined : node.interface,
  };
  const given = Object.entries(settings).filter(([, value]) => value !== undefined && !isEmpty(value));
  return Object.fromEntries(given) as K3sSettings;
}

const isEmpty = (value: Setting) => Array.isArray(value) && value.length === 0;

/** Those that k3s wants equal on all servers (docs.k3s.io/cli/server, critical configuration values), and the SANs. */
const serverSettings = (cluster: ResolvedCluster): { readonly [flag: string]: Setting | undefined } => ({
  disable: cluster.disable,
  'cluster-cidr': cluster.podCidr,
  'cluster-dns': cluster.clusterDns,
  'cluster-domain': cluster.clusterDomain,
  'flannel-backend': cluster.flannelBackend,
  // Another pod network enforces policies itself (docs.cilium.io, docs.tigera.io: installation on k3s).
  'disable-kube-proxy': cluster.kubeProxy ? undefined : true,
  'disable-network-policy': cluster.flannelBackend === 'none' ? true : undefined,
  'service-cidr': cluster.serviceCidr,
  'tls-san': cluster.tlsSans,
});
