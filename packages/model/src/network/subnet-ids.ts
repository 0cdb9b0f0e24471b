// Which /64 of a delegated prefix each network gets. The prefix itself is the provider's and known at run time only.
import { digitsAsHex } from '../address/ipv6.js';
import { byCodeUnit } from '../names.js';

/** Enough for every VLAN id read as hexadecimal digits; longer numbers are never handed out. */
const mostIds = 0x10000;

export interface Subnetted {
  readonly name: string;
  readonly vlan: number;
}

/**
 * Subnet ids by network, for a delegated prefix of `length`. A VLAN has its own digits as id where they fit, as in the
 * unique local prefix: VLAN 30 is :30. The others get ids with a hexadecimal letter, which no VLAN has, so that a network
 * added later moves nobody; only when these have run out, whatever is free. Who comes after the last id gets none.
 */
export function subnetIds(networks: readonly Subnetted[], length: number): Map<string, number> {
  const count = Math.min(2 ** (64 - length), mostIds);
  const sorted = [...networks].sort((a, b) => a.vlan - b.vlan || byCodeUnit(a.name, b.name)).slice(0, count);
  const ids = new Map<string, number>();
  const taken = new Set<number>();
  for (const { name, vlan } of sorted) {
    const own = Number(digitsAsHex(vlan));
    if (own < count) assign(name, own, ids, taken);
  }
  for (const { name, vlan } of sorted) {
    if (!ids.has(name)) assign(name, freeId(vlan, count, taken), ids, taken);
  }
  return ids;
}

function assign(name: string, id: number, ids: Map<string, number>, taken: Set<number>): void {
  ids.set(name, id);
  taken.add(id);
}

/** The search starts at a place that follows from the VLAN id, so that a neighbour who comes or goes rarely matters. */
function freeId(vlan: number, count: number, taken: ReadonlySet<number>): number {
  const all = Array.from({ length: count }, (_, offset) => (vlan + offset) % count).filter((id) => !taken.has(id));
  return all.find((id) => /[a-f]/.test(id.toString(16))) ?? (all[0] as number);
}
