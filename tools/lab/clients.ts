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
import { atomOf } from './atoms.js';
import { freeAddress } from './free-address.js';
import type { Link, Route, Station } from './station.js';

export interface Clients {
  readonly topology: ResolvedTopology;
  readonly analysis: Reachability;
  readonly bridge: (network: string) => string;
}

/** What the interface of a machine is called that has none in the topology. */
const clientInterface = 'eth0';

interface Client {
  readonly name: string | null;
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
    .flatMap((network) => [...membersOf(network, clients.topology), stranger(network, clients.topology)])
    .map((client, index) => station(client, `client${index}`, clients));
}

function membersOf(network: ResolvedNetwork, { hosts, devices }: ResolvedTopology): Client[] {
  const machines = [...Object.values(hosts).filter(({ router }) => !router), ...Object.values(devices)];
  return machines.flatMap((machine) => {
    const address = machine.addresses[network.name];
    return address ? [member(machine, address, network)] : [];
  });
}

/** NixOS and Linux hosts set their address themselves; all else asks for it, when the router can know it. */
function member(machine: ResolvedHost | ResolvedDevice, address: ResolvedAddress, network: ResolvedNetwork): Client {
  const os: HostOs | 'device' = 'os' in machine ? machine.os : 'device';
  const mac = address.macs[0] ?? null;
  const dhcp = network.dhcp !== null && mac !== null && (os === 'android' || os === 'device');
  const name = address.interface ?? clientInterface;
  return { name: machine.name, network, interface: name, mac, dhcp, ipv4: address.ipv4, ipv6: address.ipv6 };
}

function stranger(network: ResolvedNetwork, topology: ResolvedTopology): Client {
  const dhcp = network.dhcp !== null && network.router !== null;
  const ipv6 = network.ipv6 ? network.ipv6.cidr.replace(/\/\d+$/, 'f00:1') : null;
  return {
    name: null,
    network,
    interface: clientInterface,
    mac: null,
    dhcp,
    ipv4: dhcp ? null : freeAddress(network, topology),
    ipv6,
  };
}

function station(client: Client, id: string, { analysis, bridge }: Clients): Station {
  const { name, network, dhcp } = client;
  return {
    id,
    label: name === null ? `${network.name} (any other)` : `${network.name}/${name}`,
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
