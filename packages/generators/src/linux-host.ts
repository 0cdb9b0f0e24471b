// Files of hosts that run another Linux than NixOS: a tree that is copied to /etc as it is.
import type { ResolvedHost, ResolvedTopology } from '@groundplan/model';
import { generatedPath } from './nix-module.js';

/** Without workstations that join networks by themselves. */
export function linuxHosts(topology: ResolvedTopology): ResolvedHost[] {
  return Object.values(topology.hosts).filter(
    ({ os, interfaces }) => os === 'linux' && Object.keys(interfaces).length > 0,
  );
}

export function etcPath(host: string, file: string): string {
  return generatedPath(host, `etc/${file}`);
}

/** The systemd unit of a network interface (systemd-escape(1)). */
export function deviceUnit(name: string): string {
  return `sys-subsystem-net-devices-${name.replaceAll('-', '\\x2d')}.device`;
}
