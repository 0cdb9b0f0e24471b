// Address pools of a network: two offsets or addresses, made into a range and checked.
import { formatIpv4, type Ipv4Prefix, type Ipv4Range, inRange, parseIpv4 } from '../address/ipv4.js';

export type PoolInput = readonly [number | string, number | string];

export type PoolResult =
  | { readonly ok: true; readonly range: Ipv4Range }
  | { readonly ok: false; readonly message: string };

/** Offsets count from the network's address: 100 in 10.10.0.0/24 is 10.10.0.100. */
export function resolvePool(pool: PoolInput, network: Ipv4Prefix): PoolResult {
  const [first, last] = pool.map((end) => (typeof end === 'number' ? network.first + end : (parseIpv4(end) ?? -1))) as [
    number,
    number,
  ];
  const range = { first, last };
  if (first > last) return { ok: false, message: `The pool ends (${end(last)}) before it starts (${end(first)}).` };
  const usable = { first: network.first + 1, last: network.last - 1 };
  if (inRange(first, usable) && inRange(last, usable)) return { ok: true, range };
  const wrong = inRange(first, usable) ? last : first;
  return {
    ok: false,
    message: `The pool reaches ${end(wrong)}, but hosts of the network are ${formatIpv4(usable.first)} to ${formatIpv4(usable.last)}.`,
  };
}

const end = (address: number) => (address >= 0 && address < 2 ** 32 ? formatIpv4(address) : `offset ${address}`);
