// A NixOS host's place in a k3s cluster (services.k3s).
import type { Generator } from '@groundplan/engine';
import { type K3sSettings, type K3sSlice, k3sSettings, k3sSlice } from '../k3s-settings.js';
import { generatedPath, type NixOptions, nixosHosts, printModule } from '../nix-module.js';

export const nixosK3s: Generator<K3sSlice> = {
  name: 'nixos-k3s',
  slices: (topology) => nixosHosts(topology).flatMap((host) => k3sSlice(host, topology)),
  render: (slice) => [
    {
      path: generatedPath(slice.name, 'k3s.nix'),
      content: printModule(slice.name, { services: { k3s: options(slice.node.role, k3sSettings(slice)) } }),
      from: [`hosts.${slice.name}`, `clusters.${slice.cluster.name}`],
    },
  ],
};

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
