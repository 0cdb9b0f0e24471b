// Rules that follow from the topology itself: whoever gets addresses and names from a router may ask it, nodes of a cluster may talk.
import type { ResolvedCluster, ResolvedDns, ResolvedNetwork, ResolvedRule } from '../resolved.js';

type Named<T> = { readonly [name: string]: T };

/** They come after the stated rules, so that a stated denial still decides. */
export function impliedRules(
  { networks, clusters }: { networks: Named<ResolvedNetwork>; clusters: Named<ResolvedCluster> },
  dns: Pick<ResolvedDns, 'by' | 'upstream'>,
): ResolvedRule[] {
  return [
    ...Object.values(networks).flatMap(networkRules),
    ...nameserverRules(Object.keys(networks), dns),
    ...Object.values(clusters).flatMap(clusterRules),
  ];
}

type Sides = readonly [from: readonly string[], to: readonly string[]];

function networkRules({ name, dhcp, dns, ipv4, router }: ResolvedNetwork): ResolvedRule[] {
  if (router === null) return [];
  const rule = implied([[name], ['router']], name);
  return [
    ...(dhcp ? [rule(`networks.${name}.dhcp`, 'DHCP', ['udp/67'])] : []),
    ...(dns.includes(ipv4.gateway) ? [rule(`networks.${name}.dns`, 'DNS', dnsPorts)] : []),
  ];
}

const dnsPorts = ['tcp/53', 'udp/53'];

/** Every network may ask the site's own nameserver, and that one the resolvers outside. */
function nameserverRules(networks: readonly string[], { by, upstream }: Pick<ResolvedDns, 'by' | 'upstream'>) {
  if (by === null) return [];
  const outside = upstream.some(({ tls }) => tls !== null) ? ['tcp/853'] : dnsPorts;
  return [
    implied([networks, [by]], null)('dns.by', 'DNS', dnsPorts),
    implied([[by], ['wan']], null)('dns.by', 'DNS of others', outside),
  ];
}

function implied([from, to]: Sides, within: string | null) {
  return (at: string, description: string, ports: readonly string[]): ResolvedRule => ({
    at,
    description,
    from,
    to,
    action: 'allow',
    within,
    ports,
  });
}

function clusterRules(cluster: ResolvedCluster): ResolvedRule[] {
  return cluster.distribution === 'k0s' ? k0sRules(cluster) : k3sRules(cluster);
}

/** Inbound rules for k0s nodes (docs.k0sproject.io/stable/networking): etcd, join API, API, Konnectivity, kubelet, kube-router. */
function k0sRules({ from: at, network, servers, agents, k0s }: ResolvedCluster): ResolvedRule[] {
  const nodes = [...servers, ...agents];
  const workers = nodes.filter((host) => k0s?.nodes[host]?.role !== 'controller');
  const among = implied([servers, servers], network);
  return [
    ...(servers.length > 1 ? [among(at, 'etcd', ['tcp/2380']), among(at, 'k0s join API', ['tcp/9443'])] : []),
    implied([nodes, servers], network)(at, 'Kubernetes API', ['tcp/6443']),
    implied([workers, servers], network)(at, 'Konnectivity', ['tcp/8132']),
    implied([nodes, workers], network)(at, 'kubelet', ['tcp/10250']),
    ...(k0s?.networkProvider === 'kuberouter'
      ? [implied([workers, workers], network)(at, 'kube-router', ['tcp/179'])]
      : []),
  ];
}

/** Inbound rules for k3s nodes (docs.k3s.io/installation/requirements): etcd, API, kubelet metrics, the flannel backend. */
function k3sRules({ from: at, network, servers, agents, flannelBackend }: ResolvedCluster): ResolvedRule[] {
  const nodes = [...servers, ...agents];
  const flannel = { vxlan: ['udp/8472'], 'wireguard-native': ['udp/51820-51821'] }[flannelBackend] ?? [];
  return [
    ...(servers.length > 1 ? [implied([servers, servers], network)(at, 'etcd', ['tcp/2379-2380'])] : []),
    implied([nodes, servers], network)(at, 'Kubernetes API', ['tcp/6443']),
    implied([nodes, nodes], network)(at, 'kubelet', ['tcp/10250']),
    ...(flannel.length > 0 ? [implied([nodes, nodes], network)(at, 'flannel', flannel)] : []),
  ];
}
