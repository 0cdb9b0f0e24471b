// What topology.ts imports at run time: one function, so that loading a topology loads nothing else.
import type { Topology } from './topology.js';

/** Returns its argument; an unknown network, host, SSID, cluster, environment, administrator or secret is a compile error where it stands. */
export function defineTopology<
  const N extends string,
  const W extends string = never,
  const D extends string = never,
  const H extends string = never,
  const C extends string = never,
  const E extends string = never,
  const S extends string = never,
  const G extends string = never,
  const U extends string = never,
  const K extends string = never,
  const A extends string = never,
>(topology: Topology<N, W, D, H, C, E, S, G, U, K, A>): Topology<N, W, D, H, C, E, S, G, U, K, A> {
  return topology;
}
