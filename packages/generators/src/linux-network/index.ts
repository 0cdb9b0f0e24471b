// Host name, interfaces and forwarding of a Linux host that is not NixOS, as files ready to be copied to /etc.
import { type Artifact, type Generator, lines, printIni } from '@groundplan/engine';
import type { ResolvedHost, ResolvedInterface, ResolvedTopology } from '@groundplan/model';
import { hostUnits } from '../networkd/units.js';
import { generatedPath } from '../nix-module.js';

export interface LinuxNetworkSlice {
  readonly name: string;
  readonly router: boolean;
  readonly interfaces: { readonly [name: string]: ResolvedInterface };
  /** The networks whose values the interfaces carry. */
  readonly networks: readonly string[];
}

export const linuxNetwork: Generator<LinuxNetworkSlice> = {
  name: 'linux-network',
  slices: (topology) => linuxHosts(topology).map(sliceOf),
  render: (slice) => {
    const from = [`hosts.${slice.name}`];
    const all = [...from, ...slice.networks.map((name) => `networks.${name}`), 'site'];
    return [
      { path: nativePath(slice.name, 'hostname'), content: `${slice.name}\n`, from },
      ...(slice.router
        ? [{ path: nativePath(slice.name, 'sysctl.d/90-groundplan.conf'), content: forwarding, from }]
        : []),
      ...unitFiles(slice, all),
    ];
  },
};

/** The hosts whose /etc Groundplan fills without NixOS. */
export function linuxHosts(topology: ResolvedTopology): ResolvedHost[] {
  return Object.values(topology.hosts).filter((host) => host.os === 'linux');
}

/** A file of the tree that is copied to /etc. */
export function nativePath(host: string, file: string): string {
  return generatedPath(host, `etc/${file}`);
}

function sliceOf({ name, router, interfaces }: ResolvedHost): LinuxNetworkSlice {
  const networks = Object.values(interfaces).flatMap((one) => one.network ?? []);
  return { name, router, interfaces, networks: [...new Set(networks)].sort() };
}

/** sysctl.d(5) */
const forwarding = lines((write) => {
  write('net.ipv4.conf.all.forwarding = 1');
  write('net.ipv6.conf.all.forwarding = 1');
});

function unitFiles({ name, interfaces }: LinuxNetworkSlice, from: readonly string[]): Artifact[] {
  return hostUnits(interfaces).map((unit) => ({
    path: nativePath(name, `systemd/network/${unit.name}.${unit.kind}`),
    content: printIni(unit.sections),
    from,
  }));
}
