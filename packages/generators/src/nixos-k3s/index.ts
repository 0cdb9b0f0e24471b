// A NixOS host's place in a k3s cluster: services.k3s, what packages/nixos adds to it, and the nodes that servers look after.
import { type Artifact, type Generator, nixPath, printJson } from '@groundplan/engine';
import type { ResolvedHost, ResolvedTopology } from '@groundplan/model';
import { type K3sSettings, type K3sSlice, k3sSettings, k3sSlice } from '../k3s-settings.js';
import { generatedPath, type NixOptions, nixosHosts, present, printModule } from '../nix-module.js';
import { marksOf, type NodeMarks } from './nodes.js';

export interface NixosK3sSlice extends K3sSlice {
  /** All nodes of the cluster, for servers; agents may not change them. */
  readonly nodes: { readonly [host: string]: NodeMarks } | null;
  /** The version that is promised; it comes from nixpkgs. */
  readonly version: string | null;
}

export const nixosK3s: Generator<NixosK3sSlice> = {
  name: 'nixos-k3s',
  slices: (topology) => nixosHosts(topology).flatMap((host) => slicesOf(host, topology)),
  render: (slice) => [
    {
      path: generatedPath(slice.name, 'k3s.nix'),
      content: printModule(slice.name, {
        groundplan: { k3s: moreOptions(slice) },
        services: { k3s: options(slice.node.role, k3sSettings(slice)) },
      }),
      from: origins(slice),
    },
    ...nodesFile(slice),
  ],
};

function slicesOf(host: ResolvedHost, topology: ResolvedTopology): NixosK3sSlice[] {
  return k3sSlice(host, topology).map((slice) => {
    const nodes = slice.node.role === 'server' ? marksOf(slice.cluster, topology.hosts) : null;
    return { ...slice, nodes, version: host.nixos?.kubernetes ?? null };
  });
}

const origins = ({ name, cluster }: K3sSlice) => [`hosts.${name}`, `clusters.${cluster.name}`];

function nodesFile(slice: NixosK3sSlice): Artifact[] {
  const { name, nodes } = slice;
  if (!nodes) return [];
  const members = Object.keys(nodes).map((member) => `hosts.${member}`);
  const from = [...new Set([...origins(slice), ...members])];
  return [{ path: generatedPath(name, 'nodes.json'), content: printJson({ nodes }), from }];
}

function moreOptions({ cluster, nodes, version }: NixosK3sSlice): NixOptions {
  return present({
    enable: true,
    nodesFile: nodes ? nixPath('./nodes.json') : undefined,
    registries: cluster.registries,
    version: version ?? undefined,
  });
}

/** The settings that the NixOS module has options for; it takes the others as flags. */
const optionNames: { readonly [flag: string]: string } = {
  'node-name': 'nodeName',
  'node-ip': 'nodeIP',
  'node-label': 'nodeLabel',
  'node-taint': 'nodeTaint',
  'token-file': 'tokenFile',
  'cluster-init': 'clusterInit',
  server: 'serverAddr',
  disable: 'disable',
};

function options(role: string, settings: K3sSettings): NixOptions {
  const all = Object.entries(settings);
  const named = all.filter(([flag]) => flag in optionNames).map(([flag, value]) => [optionNames[flag], value]);
  const extraFlags = all
    .filter(([flag]) => !(flag in optionNames))
    .flatMap(([flag, value]) => [value].flat().map((one) => (one === true ? `--${flag}` : `--${flag}=${one}`)));
  return { enable: true, role, ...Object.fromEntries(named), ...(extraFlags.length > 0 ? { extraFlags } : {}) };
}
