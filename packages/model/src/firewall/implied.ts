// Rules that follow from the topology itself: whoever gets addresses and names from a router may ask it, nodes of a cluster may talk.
import type { ResolvedCluster, ResolvedNetwork, ResolvedRule } from '../resolved.js';

type Named<T> = { readonly [name: string]: T };

/** They come after the stated rules, so that a stated denial still decides. */
export function impliedRules(networks: Named<ResolvedNetwork>, clusters: Named<ResolvedCluster>): ResolvedRule[] {
  return [...Object.values(networks).flatMap(networkRules), ...Object.values(clusters).flatMap(clusterRules)];
}

function rule(
  at: string,
  description: string,
  [from, to]: readonly [readonly string[], readonly string[]],
  ports: readonly string[],
): ResolvedRule {
  return { at, description, from, to, action: 'allow', ports };
}

function networkRules({ name, dhcp, dns, ipv4, router }: ResolvedNetwork): ResolvedRule[] {
  if (router === null || !dhcp) return [];
  const sides = [[name], ['router']] as const;
  return [
    rule(`networks.${name}.dhcp`, 'DHCP', sides, ['udp/67']),
    ...(dns.includes(ipv4.gateway) ? [rule(`networks.${name}.dns`, 'DNS', sides, ['tcp/53', 'udp/53'])] : []),
  ];
}

/** Inbound rules for k3s nodes (docs.k3s.io/installation/requirements): etcd, API, kubelet metrics, the flannel backend. */
function clusterRules({ from, servers, agents, flannelBackend }: ResolvedCluster): ResolvedRule[] {
  const nodes = [...servers, ...agents];
  const flannel = { vxlan: ['udp/8472'], 'wireguard-native': ['udp/51820-51821'] }[flannelBackend] ?? [];
  return [
    ...(servers.length > 1 ? [rule(from, 'etcd', [servers, servers], ['tcp/2379-2380'])] : []),
    rule(from, 'Kubernetes API', [nodes, servers], ['tcp/6443']),
    rule(from, 'kubelet', [nodes, nodes], ['tcp/10250']),
    ...(flannel.length > 0 ? [rule(from, 'flannel', [nodes, nodes], flannel)] : []),
  ];
}
