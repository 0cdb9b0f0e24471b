// Does Kubernetes' own proxy for services run on the nodes of a cluster, or does Cilium its work?
import type { AnyTopology } from '../topology.js';

/** As far as topology.ts says: where flannel is left out, nothing works before Cilium is there. */
export function hasKubeProxy(cluster: string, { clusters, components, environments }: AnyTopology): boolean {
  const cilium = components?.cilium;
  const stated = clusters?.[cluster];
  if (cilium === undefined || (stated?.distribution !== 'k0s' && stated?.flannelBackend !== 'none')) return true;
  const own = Object.entries(environments ?? {}).filter(([, environment]) => environment.cluster === cluster);
  const replaces = ([name]: readonly [string, unknown]) =>
    cilium.environments?.[name]?.kubeProxyReplacement ?? cilium.kubeProxyReplacement ?? true;
  return own.length === 0 || !own.every(replaces);
}
