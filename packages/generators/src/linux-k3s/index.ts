// The k3s configuration file of a Linux host that is no NixOS (docs.k3s.io/installation/configuration).
import { type Generator, printYaml } from '@groundplan/engine';
import { type K3sSlice, k3sSettings, k3sSlice } from '../k3s-settings.js';
import { generatedPath } from '../nix-module.js';

export const linuxK3s: Generator<K3sSlice> = {
  name: 'linux-k3s',
  slices: (topology) =>
    Object.values(topology.hosts)
      .filter(({ os }) => os === 'linux')
      .flatMap((host) => k3sSlice(host, topology)),
  render: (slice) => [
    {
      path: generatedPath(slice.name, 'etc/rancher/k3s/config.yaml'),
      content: printYaml(k3sSettings(slice)),
      from: [`hosts.${slice.name}`, `clusters.${slice.cluster.name}`],
    },
  ],
};
