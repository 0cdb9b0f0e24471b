// Finds overlapping ranges among many by one sorted sweep.
import type { Ipv4Range } from './ipv4.js';

/** Each range that reaches into an earlier one, with that earlier one. Input order does not matter. */
export function overlaps<T extends Ipv4Range>(ranges: readonly T[]): { readonly earlier: T; readonly later: T }[] {
  const sorted = [...ranges].sort((a, b) => a.first - b.first || b.last - a.last);
  const found: { earlier: T; later: T }[] = [];
  let open: T[] = [];
  for (const later of sorted) {
    open = open.filter((range) => range.last >= later.first);
    for (const earlier of open) found.push({ earlier, later });
    open.push(later);
  }
  return found;
}
