// The cables: pairs of ports, whichever end states them.
import type { ModelPath } from '../model-path.js';
import { byCodeUnit } from '../names.js';
import { type Place, type Ports, placeKey } from './port.js';

export interface Cable {
  /** Sorted. */
  readonly ends: readonly [Place, Place];
  /** Where topology.ts states it: at one end or at both. */
  readonly at: readonly [ModelPath, ...ModelPath[]];
}

/** Sorted by their ends. */
export function cablesOf({ ports }: Ports): Cable[] {
  const cables = new Map<string, Cable>();
  for (const [key, { machine, port, to, at }] of ports) {
    if (!to) continue;
    const ends: [Place, Place] = [{ machine, port }, to];
    if (placeKey(to) < key) ends.reverse();
    const id = ends.map(placeKey).join(' ');
    cables.set(id, { ends, at: [...(cables.get(id)?.at ?? []), at] as unknown as Cable['at'] });
  }
  return [...cables].sort(([a], [b]) => byCodeUnit(a, b)).map(([, cable]) => cable);
}

/** The other end, seen from a port. */
export function otherEnd({ ends: [first, second] }: Cable, key: string): Place {
  return placeKey(first) === key ? second : first;
}
