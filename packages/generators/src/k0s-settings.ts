// The settings of a k0s node, for every system that runs it (docs.k0sproject.io/stable/configuration, .../worker-node-config).
import type {
  ResolvedCluster,
  ResolvedHost,
  ResolvedK0s,
  ResolvedK0sNode,
  ResolvedNode,
  ResolvedTopology,
} from '@groundplan/model';

export interface K0sSlice extends ResolvedK0sNode {
  readonly name: string;
  readonly node: ResolvedNode;
  readonly cluster: ResolvedCluster;
  readonly k0s: ResolvedK0s;
}

export function k0sSlice({ name, node }: ResolvedHost, { clusters }: ResolvedTopology): K0sSlice[] {
  const cluster = node && clusters[node.cluster];
  const k0s = cluster?.k0s;
  const own = k0s?.nodes[name];
  return node && cluster && k0s && own ? [{ name, node, cluster, k0s, ...own }] : [];
}

export function runsK0s(host: ResolvedHost, topology: ResolvedTopology): boolean {
  return k0sSlice(host, topology).length > 0;
}

export const isController = ({ role }: K0sSlice) => role !== 'worker';
export const hasKubelet = ({ role }: K0sSlice) => role !== 'controller';

export const k0sOrigins = ({ name, cluster }: K0sSlice) => [`hosts.${name}`, `clusters.${cluster.name}`];

type Config = { readonly [key: string]: string | boolean | readonly string[] | Config };

/** k0s.yaml of a controller: the same on all but for the addresses of the controller itself, which k0s asks for. */
export function clusterConfig({ node, cluster, k0s }: K0sSlice): Config {
  return {
    apiVersion: 'k0s.k0sproject.io/v1beta1',
    kind: 'ClusterConfig',
    metadata: { name: 'k0s' },
    spec: {
      api: {
        address: node.ip.value,
        ...(k0s.externalAddress === null ? {} : { externalAddress: k0s.externalAddress }),
        sans: cluster.tlsSans,
      },
      network: networkConfig(cluster, k0s),
      storage: { type: 'etcd', etcd: { peerAddress: node.ip.value } },
      telemetry: { enabled: false },
    },
  };
}

const networkConfig = (
  { podCidr, serviceCidr, clusterDomain, kubeProxy }: ResolvedCluster,
  k0s: ResolvedK0s,
): Config => ({
  provider: k0s.networkProvider,
  podCIDR: podCidr,
  serviceCIDR: serviceCidr,
  clusterDomain,
  ...(kubeProxy ? {} : { kubeProxy: { disabled: true } }),
  ...(k0s.nodeLocalLoadBalancing ? { nodeLocalLoadBalancing: { enabled: true, type: 'EnvoyProxy' } } : {}),
});
