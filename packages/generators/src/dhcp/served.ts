// Which networks a host hands out addresses on, and to whom it always gives the same one.
import { byCodeUnit, type ResolvedHost, type ResolvedNetwork, type ResolvedTopology } from '@groundplan/model';

export interface Reservation {
  readonly name: string;
  readonly macs: readonly string[];
  readonly ipv4: string;
}

export interface ServedNetwork {
  readonly network: ResolvedNetwork;
  readonly interface: string;
  /** Sorted by name. */
  readonly reservations: readonly Reservation[];
}

export interface Client {
  /** As a model path. */
  readonly path: string;
  readonly reservation: Reservation;
}

/** A router serves the networks with DHCP that it is the gateway of. */
export function servesDhcp(host: ResolvedHost, { networks }: ResolvedTopology): boolean {
  return Object.values(host.interfaces).some((one) => isServed(host, networks[one.network ?? '']));
}

const isServed = (host: ResolvedHost, network: ResolvedNetwork | undefined): network is ResolvedNetwork =>
  network?.dhcp != null && network.router === host.name && host.os !== 'android';

export function servedNetworks(
  host: ResolvedHost,
  { networks }: ResolvedTopology,
  clients: ReadonlyMap<string, readonly Client[]>,
): ServedNetwork[] {
  return Object.values(host.interfaces).flatMap((one) => {
    const network = networks[one.network ?? ''];
    if (!isServed(host, network)) return [];
    const reservations = (clients.get(network.name) ?? []).map(({ reservation }) => reservation);
    return [{ network, interface: one.name, reservations }];
  });
}

/** Everything with a known MAC, by network, sorted by name. */
export function clientsByNetwork({ hosts, devices }: ResolvedTopology): Map<string, Client[]> {
  const clients = new Map<string, Client[]>();
  const machines = [
    ...Object.values(hosts).map(({ name, addresses }) => ({ kind: 'hosts', name, addresses })),
    ...Object.values(devices).map(({ name, addresses }) => ({ kind: 'devices', name, addresses })),
  ];
  for (const { kind, name, addresses } of machines.sort((a, b) => byCodeUnit(a.name, b.name))) {
    for (const [network, { ipv4, macs }] of Object.entries(addresses)) {
      if (macs.length === 0) continue;
      const known = clients.get(network) ?? [];
      known.push({ path: `${kind}.${name}`, reservation: { name, macs, ipv4 } });
      clients.set(network, known);
    }
  }
  return clients;
}
