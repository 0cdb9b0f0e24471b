// At which address a machine is reached from a network: DHCP clients are told addresses, not names.
import { gatewayNetwork, mainAddress } from '../host/resolve.js';
import { own, sortedKeys } from '../names.js';
import type { ResolvedAddress, ResolvedNetwork, ResolvedNode } from '../resolved.js';
import type { AnyTopology } from '../topology.js';

export interface AddressContext {
  readonly topology: AnyTopology;
  readonly networks: { readonly [name: string]: ResolvedNetwork };
  readonly addresses: ReadonlyMap<string, { readonly [network: string]: ResolvedAddress }>;
  readonly nodes: ReadonlyMap<string, ResolvedNode>;
}

/** The gateway address where the machine is the router, else its own on the network, else its main one; null without any. */
export function addressFrom(network: string, machine: string, context: AddressContext): string | null {
  const { networks, addresses } = context;
  if (networks[network]?.router === machine) return networks[network].ipv4.gateway;
  return addresses.get(machine)?.[network]?.ipv4 ?? mainAddressOf(machine, context);
}

function mainAddressOf(machine: string, { topology, networks, addresses, nodes }: AddressContext): string | null {
  const all = addresses.get(machine) ?? {};
  const host = own(topology.hosts, machine);
  const gateway = host ? gatewayNetwork(machine, host, topology) : null;
  const main = mainAddress(all, nodes.get(machine) ?? null, gateway);
  return main?.value ?? firstGateway(machine, networks);
}

function firstGateway(machine: string, networks: AddressContext['networks']): string | null {
  const routed = sortedKeys(networks).find((name) => networks[name]?.router === machine);
  return routed === undefined ? null : (networks[routed]?.ipv4.gateway ?? null);
}
