// Which generated modules a NixOS host has: each file, and the fact about the host that makes it exist.
import type { ResolvedHost, ResolvedTopology } from '@groundplan/model';
import { isAccessPoint } from '../access-point/index.js';
import { servesDhcp } from '../dhcp/served.js';
import { hasDnsModule } from '../dns/index.js';
import { runsK0s } from '../k0s-settings.js';
import { runsK3s } from '../k3s-settings.js';
import { isRouter } from '../nixos-router/index.js';
import { hasServices } from '../nixos-services/index.js';
import { hasStorage } from '../nixos-storage/index.js';
import { hasDialledUplink } from '../uplink/index.js';

type Predicate = (host: ResolvedHost, topology: ResolvedTopology) => boolean;

const always: Predicate = () => true;

/** In the order of the files' names. The generator of a file decides by the same predicate whether it prints it. */
export const modules: { readonly [file: string]: Predicate } = {
  'access-point.nix': isAccessPoint,
  'base.nix': always,
  'dhcp.nix': servesDhcp,
  'dns.nix': hasDnsModule,
  'firewall.nix': always,
  'k0s.nix': runsK0s,
  'k3s.nix': runsK3s,
  'network.nix': always,
  'router.nix': isRouter,
  'services.nix': hasServices,
  'storage.nix': hasStorage,
  'uplink.nix': hasDialledUplink,
};

export function modulesOf(host: ResolvedHost, topology: ResolvedTopology): string[] {
  return Object.keys(modules).filter((file) => modules[file]?.(host, topology));
}
