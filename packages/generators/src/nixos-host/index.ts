// The entry of a NixOS host's generated folder: imports the modules that exist for it, and what they share.
import { type Generator, nixPath } from '@groundplan/engine';
import type { ResolvedTopology } from '@groundplan/model';
import { generatedPath, nixosHosts, present, printModule } from '../nix-module.js';
import { modulesOf } from './modules.js';

export interface HostSlice {
  readonly name: string;
  readonly stateVersion: string | null;
  readonly timeZone: string;
  /** Files beside default.nix, sorted. */
  readonly modules: readonly string[];
}

export const nixosHost: Generator<HostSlice> = {
  name: 'nixos-host',
  slices: slicesOf,
  render: (slice) => [
    {
      path: generatedPath(slice.name, 'default.nix'),
      content: printModule(
        slice.name,
        present({
          imports: slice.modules.map((file) => nixPath(`./${file}`)),
          system: slice.stateVersion === null ? undefined : { stateVersion: slice.stateVersion },
          time: { timeZone: slice.timeZone },
        }),
      ),
      from: [`hosts.${slice.name}`, 'site', 'clusters', 'networks', 'dhcp'],
    },
  ],
};

function slicesOf(topology: ResolvedTopology): HostSlice[] {
  return nixosHosts(topology).map((host) => ({
    name: host.name,
    stateVersion: host.stateVersion,
    timeZone: topology.site.timeZone,
    modules: modulesOf(host, topology),
  }));
}
