// The flow matrix: who opens which connection to whom, and what the policy says to it.
import { type Reachability, stretchOf, type Verdict } from '@groundplan/model';
import { addressesOf, type Family, familyOf, type Station } from './station.js';

export type Protocol = 'tcp' | 'udp';

export interface Flow {
  readonly from: Station;
  readonly to: Station;
  readonly family: Family;
  readonly address: string;
  readonly protocol: Protocol;
  readonly port: number;
  readonly allowed: boolean;
  /** The rule that decides, or why there is none. */
  readonly by: string;
}

interface Expectations {
  readonly analysis: Reachability;
  readonly ports: readonly number[];
}

/**
 * Every ordered pair of stations that share a family, with every address of the target, both protocols and all ports.
 * Neighbours that no rule tells apart form a ring: they do not pass the router, and all pairs fill the kernel's ARP table.
 */
export function flowsOf(stations: readonly Station[], expectations: Expectations): Flow[] {
  return stations.flatMap((from) => {
    const families = new Set(addressesOf(from).map(familyOf));
    return targetsOf(from, stations).flatMap((to) => {
      const decided = decisions(from, to, expectations);
      return addressesOf(to)
        .filter((address) => families.has(familyOf(address)))
        .flatMap((address) => decided.map((one) => ({ from, to, address, family: familyOf(address), ...one })));
    });
  });
}

function targetsOf(from: Station, stations: readonly Station[]): Station[] {
  const alike = stations.filter(({ kind, atom }) => kind === 'client' && atom === from.atom);
  const next = alike[(alike.indexOf(from) + 1) % alike.length];
  return stations.filter((to) => to !== from && (to === next || !alike.includes(to)));
}

type Decision = Pick<Flow, 'protocol' | 'port' | 'allowed' | 'by'>;

function decisions({ atom: from }: Station, { atom: to }: Station, { analysis, ports }: Expectations) {
  const verdicts = analysis.verdicts(from, to);
  return (['tcp', 'udp'] as const).flatMap((protocol) =>
    ports.map((port): Decision => {
      const { allowed, by } = verdictOn(verdicts, stretchOf({ protocol, first: port, last: port }).first);
      return { protocol, port, allowed, by };
    }),
  );
}

function verdictOn(verdicts: readonly Verdict[], place: number): Verdict {
  const found = verdicts.find(({ stretches }) => stretches.some(({ first, last }) => first <= place && place <= last));
  if (!found) throw new Error(`The policy says nothing about place ${place}.`);
  return found;
}

export function showFlow({ from, to, address, protocol, port }: Flow): string {
  return `${from.label} → ${to.label} (${address}) ${protocol}/${port}`;
}
