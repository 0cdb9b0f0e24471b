// The entry of a NixOS host's generated folder: imports the modules that exist for it, and what they share.
import { type Generator, nixPath } from '@groundplan/engine';
import type { ResolvedTopology } from '@groundplan/model';
import { dhcp } from '../dhcp/index.js';
import { generatedPath, nixosHosts, present, printModule } from '../nix-module.js';
import { nixosK3s } from '../nixos-k3s/index.js';
import { hasServices } from '../nixos-services/index.js';
import { hasStorage } from '../nixos-storage/index.js';

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
      from: [`hosts.${slice.name}`, 'site', 'clusters', 'networks'],
    },
  ],
};

function slicesOf(topology: ResolvedTopology): HostSlice[] {
  const servers = new Set(topologySlices(dhcp, topology).map((slice) => slice.host));
  const nodes = new Set(topologySlices(nixosK3s, topology).map((slice) => slice.name));
  return nixosHosts(topology).map((host) => ({
    name: host.name,
    stateVersion: host.stateVersion,
    timeZone: topology.site.timeZone,
    modules: [
      'base.nix',
      ...(servers.has(host.name) ? ['dhcp.nix'] : []),
      'firewall.nix',
      ...(nodes.has(host.name) ? ['k3s.nix'] : []),
      'network.nix',
      ...(host.router ? ['router.nix'] : []),
      ...(hasServices(host) ? ['services.nix'] : []),
      ...(hasStorage(host) ? ['storage.nix'] : []),
    ],
  }));
}

function topologySlices<S>(generator: Generator<S>, topology: ResolvedTopology): S[] {
  return [...generator.slices(topology)];
}
