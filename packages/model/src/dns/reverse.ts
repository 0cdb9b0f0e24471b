// Addresses as names: which zones of in-addr.arpa and ip6.arpa hold the records' addresses, and as what.
import { type Ipv4Prefix, parseIpv4, parseIpv4Prefix } from '../address/ipv4.js';
import { parseIpv6 } from '../address/ipv6.js';
import { byCodeUnit } from '../names.js';
import type { ResolvedNetwork, ResolvedPointer, ResolvedRecord, ResolvedReverseZone } from '../resolved.js';

interface Placed extends ResolvedPointer {
  readonly zone: string;
  readonly order: bigint;
}

/** Zones that would be empty are left out. */
export function resolveReverseZones(
  records: readonly ResolvedRecord[],
  networks: { readonly [name: string]: ResolvedNetwork },
): ResolvedReverseZone[] {
  const prefixes = Object.values(networks).map(({ ipv4 }) => parseIpv4Prefix(ipv4.cidr) as Ipv4Prefix);
  const zones = new Map<string, Placed[]>();
  for (const placed of records.flatMap((record) => pointersOf(record, prefixes))) {
    const zone = zones.get(placed.zone);
    if (zone) zone.push(placed);
    else zones.set(placed.zone, [placed]);
  }
  return [...zones].sort(([a], [b]) => byCodeUnit(a, b)).map(([name, placed]) => ({ name, pointers: inOrder(placed) }));
}

function inOrder(placed: readonly Placed[]): ResolvedPointer[] {
  return [...placed]
    .sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0))
    .map(({ owner, target, from }) => ({ owner, target, from }));
}

function pointersOf(record: ResolvedRecord, prefixes: readonly Ipv4Prefix[]): Placed[] {
  const [target = ''] = record.names;
  const labels = [ipv4Labels(record.ipv4, prefixes), ...(record.ipv6 === null ? [] : [ipv6Labels(record.ipv6)])];
  return labels.map((one) => ({ ...one, target, from: record.from }));
}

type Labels = Pick<Placed, 'owner' | 'zone' | 'order'>;

/** The zone ends at the first octet boundary at or inside the network's prefix, at the latest after the third octet. */
function ipv4Labels(address: string, prefixes: readonly Ipv4Prefix[]): Labels {
  const number = parseIpv4(address) as number;
  const length = prefixes.find(({ first, last }) => number >= first && number <= last)?.length ?? 24;
  const octets = address.split('.');
  const kept = Math.min(3, Math.ceil(length / 8));
  return {
    owner: octets.slice(kept).reverse().join('.'),
    zone: `${octets.slice(0, kept).reverse().join('.')}.in-addr.arpa`,
    order: BigInt(number),
  };
}

/** One zone per /64: sixteen digits each. */
function ipv6Labels(address: string): Labels {
  const order = parseIpv6(address) as bigint;
  const digits = [...order.toString(16).padStart(32, '0')].reverse();
  return { owner: digits.slice(0, 16).join('.'), zone: `${digits.slice(16).join('.')}.ip6.arpa`, order };
}
