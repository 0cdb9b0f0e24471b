// The place of a Linux host that is no NixOS in a k0s cluster: a controller's k0s.yaml, and the unit that starts k0s.
import { type Artifact, type Generator, printYaml } from '@groundplan/engine';
import { clusterConfig, isController, type K0sSlice, k0sOrigins, k0sSlice } from '../k0s-settings.js';
import { etcPath } from '../linux-host.js';
import { configFile, k0sUnit, unitName } from './unit.js';

export const linuxK0s: Generator<K0sSlice> = {
  name: 'linux-k0s',
  slices: (topology) =>
    Object.values(topology.hosts)
      .filter(({ os }) => os === 'linux')
      .flatMap((host) => k0sSlice(host, topology)),
  render: (slice) => [...config(slice), unit(slice)],
};

function config(slice: K0sSlice): Artifact[] {
  if (!isController(slice)) return [];
  return [{ path: etcPath(slice.name, configFile), content: printYaml(clusterConfig(slice)), from: k0sOrigins(slice) }];
}

const unit = (slice: K0sSlice): Artifact => ({
  path: etcPath(slice.name, `systemd/system/${unitName(slice)}`),
  content: k0sUnit(slice),
  from: k0sOrigins(slice),
});
