// Host name, interfaces and forwarding of a Linux host that is not NixOS, as files ready to be copied to /etc.
import { type Artifact, type Generator, lines, printIni } from '@groundplan/engine';
import type { ResolvedHost, ResolvedInterface } from '@groundplan/model';
import { etcPath, linuxHosts } from '../linux-host.js';
import { hostUnits } from '../networkd/units.js';

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
      { path: etcPath(slice.name, 'hostname'), content: `${slice.name}\n`, from },
      ...(slice.router
        ? [{ path: etcPath(slice.name, 'sysctl.d/90-groundplan.conf'), content: forwarding, from }]
        : []),
      ...unitFiles(slice, all),
    ];
  },
};

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
    path: etcPath(name, `systemd/network/${unit.name}.${unit.kind}`),
    content: printIni(unit.sections),
    from,
  }));
}
