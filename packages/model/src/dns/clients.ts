// Tells every network which nameserver its clients ask, once the nameserver's address is known.
import { own, recordOf } from '../names.js';
import type { ResolvedNetwork } from '../resolved.js';
import { type AddressContext, addressFrom } from './machine-address.js';

/** Without `dns.by`, and where a network states its resolvers or cannot reach the nameserver, nothing changes. */
export function withNameserver(context: AddressContext): { [name: string]: ResolvedNetwork } {
  return recordOf(
    Object.values(context.networks).map((network) => [
      network.name,
      { ...network, dns: resolversOf(network, context) },
    ]),
  );
}

function resolversOf(network: ResolvedNetwork, context: AddressContext): readonly string[] {
  const by = context.topology.dns?.by;
  const stated = own(context.topology.networks, network.name)?.dns;
  if (by === undefined || stated !== undefined) return network.dns;
  const isReachable = network.router !== null || context.addresses.get(by)?.[network.name] !== undefined;
  const address = isReachable ? addressFrom(network.name, by, context) : null;
  return address === null ? network.dns : [address];
}
