// A NixOS host's place in a k3s cluster (services.k3s; flags: docs.k3s.io/cli).
import { type Generator, nixPath, printJson } from '@groundplan/engine';
import type { ResolvedCluster, ResolvedHost, ResolvedNode, ResolvedTopology } from '@groundplan/model';
import { generatedPath, type NixOptions, nixosHosts, present, printModule } from '../nix-module.js';

export interface K3sSlice {
  readonly name: string;
  readonly node: ResolvedNode;
  readonly cluster: ResolvedCluster;
  /** All nodes of the cluster, for servers; agents may not change them. */
  readonly nodes: { readonly [host: string]: NodeMarks } | null;
}

/** What a node is labelled and tainted with, as Kubernetes writes it. */
interface NodeMarks {
  readonly labels: { readonly [key: string]: string };
  readonly taints: readonly { readonly key: string; readonly value?: string; readonly effect: string }[];
}

export const nixosK3s: Generator<K3sSlice> = {
  name: 'nixos-k3s',
  slices: (topology) => nixosHosts(topology).flatMap((host) => sliceOf(host, topology)),
  render: (slice) => {
    const from = [`hosts.${slice.name}`, `clusters.${slice.cluster.name}`];
    const path = generatedPath(slice.name, 'k3s.nix');
    const content = printModule(slice.name, {
      groundplan: { k3s: moreOptions(slice) },
      services: { k3s: options(slice) },
    });
    const members = Object.keys(slice.nodes ?? {}).map((member) => `hosts.${member}`);
    return [
      { path, content, from },
      ...(slice.nodes
        ? [
            {
              path: generatedPath(slice.name, 'nodes.json'),
              content: printJson({ nodes: slice.nodes }),
              from: [...new Set([...from, ...members])],
            },
          ]
        : []),
    ];
  },
};

function sliceOf(host: ResolvedHost, { clusters, hosts }: ResolvedTopology): K3sSlice[] {
  const cluster = host.node && clusters[host.node.cluster];
  if (!host.node || cluster?.distribution !== 'k3s') return [];
  const nodes = host.node.role === 'server' ? marksOf(cluster, hosts) : null;
  return [{ name: host.name, node: host.node, cluster, nodes }];
}

function marksOf(cluster: ResolvedCluster, hosts: ResolvedTopology['hosts']): { [host: string]: NodeMarks } {
  return Object.fromEntries(
    [...cluster.servers, ...cluster.agents].flatMap((name) => {
      const node = hosts[name]?.node;
      return node
        ? [[name, { labels: Object.fromEntries(node.labels.map(pair)), taints: node.taints.map(taint) }]]
        : [];
    }),
  );
}

const pair = (label: string): [string, string] => {
  const [key = '', value = ''] = label.split('=');
  return [key, value];
};

/** key=value:Effect; Kubernetes leaves an empty value out. */
function taint(text: string): NodeMarks['taints'][number] {
  const [left = '', effect = ''] = text.split(':');
  const [key, value] = pair(left);
  return { key, ...(value === '' ? {} : { value }), effect };
}

function moreOptions({ cluster, nodes }: K3sSlice): NixOptions {
  return present({
    enable: true,
    nodesFile: nodes ? nixPath('./nodes.json') : undefined,
    registries: cluster.registries,
  });
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
