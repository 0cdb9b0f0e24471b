// A NixOS host's place in a k3s cluster (services.k3s; flags: docs.k3s.io/cli).
import type { Generator } from '@groundplan/engine';
import type { ResolvedCluster, ResolvedHost, ResolvedNode, ResolvedTopology } from '@groundplan/model';
import { generatedPath, type NixOptions, nixosHosts, present, printModule } from '../nix-module.js';

export interface K3sSlice {
  readonly name: string;
  readonly node: ResolvedNode;
  readonly cluster: ResolvedCluster;
}

export const nixosK3s: Generator<K3sSlice> = {
  name: 'nixos-k3s',
  slices: (topology) => nixosHosts(topology).flatMap((host) => sliceOf(host, topology)),
  render: (slice) => [
    {
      path: generatedPath(slice.name, 'k3s.nix'),
      content: printModule(slice.name, { services: { k3s: options(slice) } }),
      from: [`hosts.${slice.name}`, `clusters.${slice.cluster.name}`],
    },
  ],
};

export function runsK3s({ node }: ResolvedHost, { clusters }: ResolvedTopology): boolean {
  return node !== null && clusters[node.cluster]?.distribution === 'k3s';
}

function sliceOf(host: ResolvedHost, topology: ResolvedTopology): K3sSlice[] {
  const cluster = host.node && topology.clusters[host.node.cluster];
  return host.node && cluster && runsK3s(host, topology) ? [{ name: host.name, node: host.node, cluster }] : [];
}

function options({ name, node, cluster }: K3sSlice): NixOptions {
  return present({
    enable: true,
    role: node.role,
    nodeName: name,
    nodeIP: node.ip.value,
    nodeLabel: node.labels,
    nodeTaint: node.taints,
    tokenFile: cluster.tokenFile,
    clusterInit: node.init ? true : undefined,
    serverAddr: node.init ? undefined : cluster.api.url.value,
    disable: node.role === 'server' ? cluster.disable : undefined,
    extraFlags: [...(node.role === 'server' ? serverFlags(cluster) : []), ...flannelInterface(node, cluster)],
  });
}

/** Settings that k3s wants equal on all servers (docs.k3s.io/cli/server, critical configuration values), and the SANs. */
function serverFlags(cluster: ResolvedCluster): string[] {
  return [
    `--cluster-cidr=${cluster.podCidr}`,
    `--cluster-dns=${cluster.clusterDns}`,
    `--cluster-domain=${cluster.clusterDomain}`,
    `--flannel-backend=${cluster.flannelBackend}`,
    `--service-cidr=${cluster.serviceCidr}`,
    ...cluster.tlsSans.map((san) => `--tls-san=${san}`),
  ];
}

function flannelInterface(node: ResolvedNode, cluster: ResolvedCluster): string[] {
  return cluster.flannelBackend === 'none' ? [] : [`--flannel-iface=${node.interface}`];
}
