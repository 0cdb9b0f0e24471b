// Where each environment stands: in the promotion order, and among those that share its cluster.
import { modelPath } from '../model-path.js';
import { byCodeUnit, sortedKeys } from '../names.js';
import type { Report } from '../report.js';
import type { AnyTopology } from '../topology.js';
import type { EnvironmentInput } from './schema.js';

export interface Place {
  readonly name: string;
  readonly cluster: string;
  readonly after: string | null;
  readonly order: number;
  /** Nothing comes after it: what runs there is what counts. */
  readonly last: boolean;
  /** Ends the names of what it applies; null when nothing is added. */
  readonly suffix: string | null;
  /** The environment that applies the cluster's controllers and configs. */
  readonly owner: string;
}

type Environments = { readonly [name: string]: EnvironmentInput<string, string> };

/** Sorted by promotion order, then by name. */
export function placeEnvironments(topology: AnyTopology, report: Report): Place[] {
  const environments = topology.environments ?? {};
  const names = sortedKeys(environments);
  const orders = new Map(names.map((name) => [name, orderOf(name, environments, report)]));
  const places = names
    .map((name) => placeOf(name, environments, orders))
    .sort((a, b) => a.order - b.order || byCodeUnit(a.name, b.name));
  if (!names.some((name) => isCircular(name, environments))) collisions(places, topology, report);
  return places;
}

function placeOf(name: string, environments: Environments, orders: ReadonlyMap<string, number>): Place {
  const { cluster, after, nameSuffix } = environments[name] as EnvironmentInput<string, string>;
  const sharing = sortedKeys(environments).filter((other) => environments[other]?.cluster === cluster);
  const order = (one: string) => orders.get(one) as number;
  const owner = sharing.reduce((last, other) => (order(other) > order(last) ? other : last), sharing[0] as string);
  const suffix = nameSuffix ?? (sharing.length > 1 ? `-${name}` : '');
  return {
    name,
    cluster,
    after: after ?? null,
    order: order(name),
    last: !Object.values(environments).some((other) => other.after === name),
    suffix: suffix === '' ? null : suffix,
    owner,
  };
}

function isCircular(name: string, environments: Environments): boolean {
  const seen = new Set<string>();
  for (let current = environments[name]?.after; current !== undefined; current = environments[current]?.after) {
    if (seen.has(current)) return true;
    seen.add(current);
  }
  return false;
}

/** How many environments come before; reports a circle once, at its first name in the alphabet. */
function orderOf(name: string, environments: Environments, report: Report): number {
  const before: string[] = [];
  for (let current = environments[name]?.after; current !== undefined; current = environments[current]?.after) {
    if (current === name) {
      if ([name, ...before].every((other) => name <= other)) reportCycle(name, before, report);
      return 0;
    }
    if (before.includes(current)) return 0;
    before.push(current);
  }
  return before.length;
}

function reportCycle(name: string, before: readonly string[], report: Report): void {
  report({
    code: 'environment-cycle',
    at: modelPath('environments', name, 'after'),
    message: `The promotion order runs in a circle: ${[name, ...before, name].join(' after ')}.`,
    fix: 'Remove one after, so that one environment comes first.',
  });
}

/** Two that share a cluster must not own it both, and must not give the same names. */
function collisions(places: readonly Place[], topology: AnyTopology, report: Report): void {
  const collide = (place: Place, other: Place, field: string, message: string, fix: string) =>
    report({
      code: 'environment-collision',
      at: modelPath('environments', place.name, field),
      message,
      fix,
      related: [modelPath('environments', other.name)],
    });
  for (const [index, place] of places.entries())
    for (const other of places.slice(0, index)) {
      if (other.cluster !== place.cluster) continue;
      const both = `${other.name} and ${place.name} share the cluster ${place.cluster}`;
      const field = topology.environments?.[place.name]?.nameSuffix === undefined ? 'cluster' : 'nameSuffix';
      if (other.suffix === place.suffix)
        collide(
          place,
          other,
          field,
          `${both} and give their objects the same names.`,
          'Give one of them another nameSuffix.',
        );
      if (other.order === place.order && isLastOf(place, places))
        collide(
          place,
          other,
          'cluster',
          `${both}, and neither comes after the other.`,
          `Say which is the later one: after: '${other.name}'.`,
        );
    }
}

/** No environment of its cluster comes later. */
function isLastOf(place: Place, places: readonly Place[]): boolean {
  return !places.some((other) => other.cluster === place.cluster && other.order > place.order);
}
