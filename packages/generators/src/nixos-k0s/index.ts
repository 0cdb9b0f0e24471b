// A NixOS host's place in a k0s cluster: options of packages/nixos/modules/k0s.nix.
import type { Generator } from '@groundplan/engine';
import { clusterConfig, hasKubelet, isController, type K0sSlice, k0sOrigins, k0sSlice } from '../k0s-settings.js';
import { generatedPath, type NixOptions, nixosHosts, present, printModule } from '../nix-module.js';

export const nixosK0s: Generator<K0sSlice> = {
  name: 'nixos-k0s',
  slices: (topology) => nixosHosts(topology).flatMap((host) => k0sSlice(host, topology)),
  render: (slice) => [
    {
      path: generatedPath(slice.name, 'k0s.nix'),
      content: printModule(slice.name, { groundplan: { k0s: options(slice) } }),
      from: k0sOrigins(slice),
    },
  ],
};

function options(slice: K0sSlice): NixOptions {
  const { role, tokenFile, cluster } = slice;
  return present({
    enable: true,
    role,
    tokenFile: tokenFile ?? undefined,
    ...(isController(slice) ? { settings: { ...clusterConfig(slice) }, disableComponents: cluster.disable } : {}),
    ...(hasKubelet(slice) ? kubeletOptions(slice) : {}),
  });
}

const kubeletOptions = ({ node }: K0sSlice): NixOptions => ({
  labels: node.labels,
  nodeAddress: node.ip.value,
  taints: node.taints,
});
