// Which rules concern which zone or machine, found once for all hosts of a site.
import type { ResolvedTopology } from '../resolved.js';
import { type RouterPlaces, routerPlaces } from './router-places.js';

type Site = Pick<ResolvedTopology, 'policy' | 'groups' | 'hosts' | 'devices'>;

export interface RuleIndex {
  /** Positions of the rules from somebody in one zone to somebody in another, in order. */
  between(from: string, to: string): readonly number[];
  /** Positions of the rules to any of the named zones or machines, in order. */
  to(names: readonly string[]): readonly number[];
  /** The zones that somebody meant by a rule's `from` is in. */
  sources(position: number): ReadonlySet<string>;
  /** The addresses that routers have in the networks. */
  readonly routersIn: RouterPlaces;
}

export function indexRules(site: Site): RuleIndex {
  const expand = (names: readonly string[]) => names.flatMap((name) => site.groups[name] ?? [name]);
  const sources = site.policy.map(({ from }) => new Set(expand(from).flatMap((name) => zonesOf(name, site))));
  const targets = site.policy.map(({ to }) => new Set(expand(to).flatMap((name) => zonesOf(name, site))));
  const bySource = byName(sources);
  const byTarget = byName(site.policy.map(({ to }) => new Set(expand(to))));
  return {
    between: (from, to) => (bySource.get(from) ?? []).filter((position) => targets[position]?.has(to)),
    to: (names) => [...new Set(names.flatMap((name) => byTarget.get(name) ?? []))].sort((a, b) => a - b),
    sources: (position) => sources[position] ?? new Set(),
    routersIn: routerPlaces(site),
  };
}

/** A machine is in the zones of its networks, a router in the zone router; every zone is in itself. */
function zonesOf(name: string, { hosts, devices }: Site): string[] {
  if (hosts[name]?.router) return ['router'];
  const machine = hosts[name] ?? devices[name];
  return machine ? Object.keys(machine.addresses) : [name];
}

function byName(sets: readonly ReadonlySet<string>[]): ReadonlyMap<string, readonly number[]> {
  const positions = new Map<string, number[]>();
  for (const [position, names] of sets.entries()) {
    for (const name of names) {
      const known = positions.get(name);
      if (known) known.push(position);
      else positions.set(name, [position]);
    }
  }
  return positions;
}
