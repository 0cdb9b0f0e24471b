// The address of a cluster's API that moves between its servers: nobody else may have it.
import { formatIpv4, type Ipv4Prefix, inRange, overlap, parseIpv4, parseIpv4Prefix } from '../address/ipv4.js';
import type { ServicePool } from '../address-plan/resolve.js';
import { modelPath } from '../model-path.js';
import { sortedKeys } from '../names.js';
import type { Report } from '../report.js';
import type { ResolvedNetwork } from '../resolved.js';
import type { AnyTopology } from '../topology.js';

interface Context {
  readonly networks: { readonly [name: string]: ResolvedNetwork };
  /** The load balancers' pools. */
  readonly pools: readonly ServicePool[];
  readonly report: Report;
}

const pathOf = (cluster: string) => modelPath('clusters', cluster, 'vip', 'address');

/** One range of one address for each cluster that has such an address. */
export function virtualAddresses(topology: AnyTopology, context: Context): ServicePool[] {
  const found: ServicePool[] = [];
  for (const name of sortedKeys(topology.clusters)) {
    const virtual = virtualAddress(name, topology, context);
    if (!virtual) continue;
    againstOthers(virtual, [...context.pools, ...found], context);
    found.push(virtual);
  }
  return found;
}

/** The address itself, for the resolved cluster; null for a cluster without one. */
export function vipOf(cluster: string, pools: readonly ServicePool[]): string | null {
  const own = pools.find(({ range }) => range.at === pathOf(cluster));
  return own ? formatIpv4(own.range.first) : null;
}

function virtualAddress(name: string, topology: AnyTopology, { networks, report }: Context): ServicePool | undefined {
  const vip = topology.clusters?.[name]?.vip;
  if (!vip) return undefined;
  const network = networks[vip.network] as ResolvedNetwork;
  const prefix = parseIpv4Prefix(network.ipv4.cidr) as Ipv4Prefix;
  const address = typeof vip.address === 'number' ? prefix.first + vip.address : (parseIpv4(vip.address) as number);
  const at = pathOf(name);
  if (!inRange(address, { first: prefix.first + 1, last: prefix.last - 1 })) {
    report({
      code: 'address-outside-network',
      at,
      message: `The virtual address of ${name} is no host address of ${network.name}.`,
      fix: `Choose one inside ${network.ipv4.cidr}.`,
    });
    return undefined;
  }
  const range = {
    first: address,
    last: address,
    label: `the virtual address of ${name}`,
    code: 'address-duplicate' as const,
    at,
  };
  return { network: network.name, range };
}

function againstOthers(virtual: ServicePool, others: readonly ServicePool[], { networks, report }: Context): void {
  const { ipv4, dhcp, name } = networks[virtual.network] as ResolvedNetwork;
  const text = formatIpv4(virtual.range.first);
  const clash = (message: string, related: string) =>
    report({ code: 'pool-overlap', at: virtual.range.at, message, fix: 'Move one of them.', related: [related] });
  if (text === ipv4.gateway) clash(`${text} is the gateway of ${name}.`, modelPath('networks', name, 'gateway'));
  if (
    dhcp &&
    inRange(virtual.range.first, { first: parseIpv4(dhcp.start) as number, last: parseIpv4(dhcp.end) as number })
  )
    clash(
      `${text} is inside the DHCP pool of ${name}, ${dhcp.start} to ${dhcp.end}.`,
      modelPath('networks', name, 'dhcp', 'pool'),
    );
  for (const other of others)
    if (other.network === virtual.network && overlap(other.range, virtual.range))
      clash(`${text} is ${other.range.label}.`, other.range.at);
}
