// The address plan: the space of every network, and the address of every host and device in it.
import { formatIpv4, parseIpv4 } from '../address/ipv4.js';
import { parseIpv6Prefix } from '../address/ipv6.js';
import type { AddressLock } from '../lock.js';
import { modelPath } from '../model-path.js';
import { ipv6Host } from '../network/resolve.js';
import type { Report } from '../report.js';
import type { ResolvedAddress, ResolvedNetwork } from '../resolved.js';
import type { AnyTopology } from '../topology.js';
import { vpnRequests, vpnSpaces } from '../vpn/addresses.js';
import { type Assignment, allocate } from './allocate.js';
import { addressRequests } from './requests.js';
import { newSpace, type Reserved, type Space } from './space.js';

type Networks = { readonly [name: string]: ResolvedNetwork };

/** An address range that a cluster gives to its services. */
export interface ServicePool {
  readonly network: string;
  readonly range: Reserved;
}

export interface AddressPlan {
  /** By machine, then by network. */
  readonly addresses: ReadonlyMap<string, { readonly [network: string]: ResolvedAddress }>;
  /** Of the VPN's peers. */
  readonly peers: readonly Assignment[];
  readonly lock: AddressLock;
}

interface Context {
  readonly networks: Networks;
  readonly pools: readonly ServicePool[];
  readonly lock: AddressLock;
  readonly report: Report;
}

export function planAddresses(topology: AnyTopology, { networks, pools, lock, report }: Context): AddressPlan {
  const requests = addressRequests(topology);
  const peerRequests = vpnRequests(topology);
  const all = [...Object.values(networks).map((network) => spaceOf(network, pools)), ...vpnSpaces(topology)];
  const spaces = new Map(all.map((space) => [space.network, space]));
  const allocation = allocate([...requests.filter((request) => !isOwnGateway(request, networks)), ...peerRequests], {
    spaces,
    lock,
    report,
  });
  const gateways = requests
    .filter((request) => isOwnGateway(request, networks))
    .map((request): Assignment => ({ request, address: request.stated as number, origin: 'stated' }));
  const isPeer = ({ request }: Assignment) => peerRequests.includes(request);
  return {
    addresses: byMachine([...allocation.assignments.filter((one) => !isPeer(one)), ...gateways], networks),
    peers: allocation.assignments.filter(isPeer),
    lock: allocation.lock,
  };
}

/** A router may write its own gateway address down. */
function isOwnGateway(request: Assignment['request'], networks: Networks): boolean {
  const network = networks[request.network] as ResolvedNetwork;
  return network.router === request.machine && request.stated === parseIpv4(network.ipv4.gateway);
}

function spaceOf(network: ResolvedNetwork, pools: readonly ServicePool[]): Space {
  const one = (address: string, label: string, field: string): Reserved => {
    const number = parseIpv4(address) as number;
    return {
      first: number,
      last: number,
      label: `the ${label} of ${network.name}`,
      code: 'address-reserved',
      at: modelPath('networks', network.name, field),
    };
  };
  const reserved = [
    one(network.ipv4.network, 'network address', 'ipv4'),
    one(network.ipv4.broadcast, 'broadcast address', 'ipv4'),
    one(network.ipv4.gateway, 'gateway address', 'gateway'),
    ...dhcpRange(network),
    ...pools.filter((pool) => pool.network === network.name).map((pool) => pool.range),
  ];
  return newSpace(network.name, network.ipv4.cidr, reserved);
}

function dhcpRange({ name, dhcp }: ResolvedNetwork): Reserved[] {
  if (!dhcp) return [];
  return [
    {
      first: parseIpv4(dhcp.start) as number,
      last: parseIpv4(dhcp.end) as number,
      label: `inside the DHCP pool of ${name}, ${dhcp.start} to ${dhcp.end}`,
      code: 'address-in-dhcp-pool',
      at: modelPath('networks', name, 'dhcp', 'pool'),
    },
  ];
}

function byMachine(
  assignments: readonly Assignment[],
  networks: Networks,
): Map<string, { [network: string]: ResolvedAddress }> {
  const addresses = new Map<string, { [network: string]: ResolvedAddress }>();
  for (const assignment of [...assignments].sort((a, b) => (a.request.network < b.request.network ? -1 : 1))) {
    const own = addresses.get(assignment.request.machine) ?? {};
    own[assignment.request.network] = resolvedAddress(
      assignment,
      networks[assignment.request.network] as ResolvedNetwork,
    );
    addresses.set(assignment.request.machine, own);
  }
  return addresses;
}

function resolvedAddress({ request, address, origin }: Assignment, network: ResolvedNetwork): ResolvedAddress {
  const prefix = network.ipv6 && parseIpv6Prefix(network.ipv6.cidr);
  return {
    ipv4: formatIpv4(address),
    ipv6: prefix ? ipv6Host(prefix, address - (parseIpv4(network.ipv4.network) as number)) : null,
    origin,
    macs: request.macs,
    interface: request.interface,
    from: request.at,
  };
}
