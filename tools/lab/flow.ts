// The flow matrix: who opens which connection to whom, and what the policy says to it.
import { type Reachability, type ResolvedTopology, stretchOf, type Verdict } from '@groundplan/model';
import { withExposures } from './exposures.js';
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
  /** Both are on one network, so that no router sees it. */
  readonly local: boolean;
  /** The rule that decides, or why there is none. */
  readonly by: string;
}

export interface Expectations {
  readonly topology: ResolvedTopology;
  readonly analysis: Reachability;
  readonly ports: readonly number[];
  /** Stations with a firewall of their own. */
  readonly guarded: (station: Station) => boolean;
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
        .flatMap((address) =>
          decided.map((one) => {
            const flow = { from, to, address, family: familyOf(address), ...one };
            return withExposures(flow, { topology: expectations.topology, stations }, expectations);
          }),
        );
    });
  });
}

/** Of more flows than that, some of all pairs, addresses and ports: multiples of the golden ratio never fall into step with them. */
export function someOf(flows: readonly Flow[], most: number | null): readonly Flow[] {
  if (most === null || flows.length <= most) return flows;
  const golden = (Math.sqrt(5) - 1) / 2;
  return flows.filter((_, index) => (index * golden) % 1 < most / flows.length);
}

function targetsOf(from: Station, stations: readonly Station[]): Station[] {
  const alike = stations.filter(({ kind, atom }) => kind === 'client' && atom === from.atom);
  const next = alike[(alike.indexOf(from) + 1) % alike.length];
  return stations.filter((to) => to !== from && (to === next || !alike.includes(to)) && isOneSite(from, to));
}

/** No cable joins networks of different routers, so that there is nothing to try between them. */
const isOneSite = ({ router: from }: Station, { router: to }: Station) => from === null || to === null || from === to;

type Decision = Pick<Flow, 'protocol' | 'port' | 'allowed' | 'local' | 'by'>;

function decisions(from: Station, to: Station, { analysis, ports, guarded }: Expectations): Decision[] {
  const verdicts = analysis.verdicts(from.atom, to.atom);
  const local = from.atom.network !== null && from.atom.network === to.atom.network;
  return (['tcp', 'udp'] as const).flatMap((protocol) =>
    ports.map((port): Decision => {
      const { allowed, by } = verdictOn(verdicts, stretchOf({ protocol, first: port, last: port }).first);
      // A switch knows no rules, so a denial between neighbours holds where the target has a firewall.
      if (local && !guarded(to)) return { protocol, port, local, allowed: true, by: 'same-network' };
      return { protocol, port, local, allowed, by };
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
