// The clients of the twin: every host and device on every network it has an address on, and one stranger per network.
import type {
  HostOs,
  Reachability,
  ResolvedAddress,
  ResolvedDevice,
  ResolvedHost,
  ResolvedNetwork,
  ResolvedTopology,
} from '@groundplan/model';
import { atomOf, mayAsk, routerAtom } from './atoms.js';
import { freeAddress } from './free-address.js';
import type { Link, Route, Station } from './station.js';

export interface Clients {
  readonly topology: ResolvedTopology;
  readonly analysis: Reachability;
  readonly bridge: (network: string) => string;
  /** Names of networks that have one more stranger, as often as they are in it. */
  readonly further: readonly string[];
}

/** What the interface of a machine is called that has none in the topology. */
const clientInterface = 'eth0';

interface Client {
  readonly name: string | null;
  readonly label: string;
  readonly network: ResolvedNetwork;
  readonly interface: string;
  readonly mac: string | null;
  readonly dhcp: boolean;
  /** Null when DHCP decides. */
  readonly ipv4: string | null;
  readonly ipv6: string | null;
}

export function clientStations(clients: Clients): Station[] {
  const { networks } = clients.topology;
  return Object.values(networks)
    .flatMap((network) => [...membersOf(network, clients), ...strangersOn(network, clients)])
    .map((client, index) => station(client, `client${index}`, clients));
}

/** Whom the policy keeps from asking for an address has one anyway. */
function hasDhcp({ name, dhcp, router }: ResolvedNetwork, machine: string | null, { analysis }: Clients): boolean {
  if (dhcp === null || router === null) return false;
  return mayAsk(analysis, [atomOf(analysis, name, machine), routerAtom(analysis, router)], 67);
}

function membersOf(network: ResolvedNetwork, clients: Clients): Client[] {
  const { hosts, devices } = clients.topology;
  const machines = [...Object.values(hosts).filter(({ router }) => !router), ...Object.values(devices)];
  return machines.flatMap((machine) => {
    const address = machine.addresses[network.name];
    const asks = hasDhcp(network, machine.name, clients);
    return address ? [member(machine, address, { network, asks })] : [];
  });
}

/** NixOS and Linux hosts set their address themselves; all else asks for it, when the router can know it. */
function member(
  machine: ResolvedHost | ResolvedDevice,
  address: ResolvedAddress,
  { network, asks }: { network: ResolvedNetwork; asks: boolean },
): Client {
  const os: HostOs | 'device' = 'os' in machine ? machine.os : 'device';
  const mac = address.macs[0] ?? null;
  const dhcp = asks && mac !== null && (os === 'android' || os === 'device');
  const name = address.interface ?? clientInterface;
  const label = `${network.name}/${machine.name}`;
  return { name: machine.name, label, network, interface: name, mac, dhcp, ipv4: address.ipv4, ipv6: address.ipv6 };
}

function strangersOn(network: ResolvedNetwork, clients: Clients): Client[] {
  const further = clients.further.filter((name) => name === network.name);
  return [undefined, ...further].map((_, index) => stranger(network, clients, index));
}

function stranger(network: ResolvedNetwork, clients: Clients, index: number): Client {
  const dhcp = hasDhcp(network, null, clients);
  const ipv6 = network.ipv6 ? network.ipv6.cidr.replace(/\/\d+$/, `f00:${(16 * index + 1).toString(16)}`) : null;
  return {
    name: null,
    label: `${network.name} (any other${index === 0 ? '' : ` ${index + 1}`})`,
    network,
    interface: clientInterface,
    mac: null,
    dhcp,
    ipv4: dhcp ? null : freeAddress(network, clients.topology, index),
    ipv6,
  };
}

function station(client: Client, id: string, { analysis, bridge }: Clients): Station {
  const { name, label, network, dhcp } = client;
  return {
    id,
    label,
    kind: 'client',
    host: name,
    router: network.router,
    atom: atomOf(analysis, network.name, name),
    links: [link(client, bridge(network.name))],
    routes: routesOf(client),
    dhcp: dhcp ? { network: network.name, reserved: client.ipv4 } : null,
  };
}

function link({ network, interface: name, mac, dhcp, ipv4, ipv6 }: Client, bridge: string): Link {
  const addresses = [
    ...(ipv4 === null || dhcp ? [] : [`${ipv4}/${network.ipv4.prefix}`]),
    ...(ipv6 === null || !network.ipv6 ? [] : [`${ipv6}/${network.ipv6.prefix}`]),
  ];
  return { interface: name, bridge, mac, addresses };
}

/** A DHCP client takes its IPv4 route from the lease. */
function routesOf({ network, dhcp, ipv6 }: Client): Route[] {
  if (network.router === null) return [];
  return [
    ...(dhcp ? [] : [{ to: 'default', via: network.ipv4.gateway }]),
    ...(ipv6 === null || !network.ipv6 ? [] : [{ to: 'default', via: network.ipv6.gateway }]),
  ];
}
