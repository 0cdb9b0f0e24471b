// Addresses as names: which zones of in-addr.arpa and ip6.arpa hold the records' addresses, and as what.
import { parseIpv4 } from '../address/ipv4.js';
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
  const zones = new Map<string, Placed[]>();
  for (const placed of records.flatMap((record) => pointersOf(record, networks[record.network]?.ipv4.prefix ?? 24))) {
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

function pointersOf(record: ResolvedRecord, length: number): Placed[] {
  const [target = ''] = record.names;
  const labels = [ipv4Labels(record.ipv4, length), ...(record.ipv6 === null ? [] : [ipv6Labels(record.ipv6)])];
  return labels.map((one) => ({ ...one, target, from: record.from }));
}

type Labels = Pick<Placed, 'owner' | 'zone' | 'order'>;

/** The zone ends at the first octet boundary at or inside the network's prefix, at the latest after the third octet. */
function ipv4Labels(address: string, length: number): Labels {
  const octets = address.split('.');
  const kept = Math.min(3, Math.ceil(length / 8));
  return {
    owner: octets.slice(kept).reverse().join('.'),
    zone: `${octets.slice(0, kept).reverse().join('.')}.in-addr.arpa`,
    order: BigInt(parseIpv4(address) as number),
  };
}

/** One zone per /64: sixteen digits each. */
function ipv6Labels(address: string): Labels {
  const order = parseIpv6(address) as bigint;
  const digits = [...order.toString(16).padStart(32, '0')].reverse();
  return { owner: digits.slice(0, 16).join('.'), zone: `${digits.slice(16).join('.')}.ip6.arpa`, order };
}
