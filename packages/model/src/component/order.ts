// The order of releases: whoever brings an API group or a program comes before whoever needs it.
import { byCodeUnit } from '../names.js';
import { type Layer, layers, type ResolvedWave } from './resolved.js';

/** One release: its earliest layer, the API groups it brings, and what it needs: groups, or names of other releases. */
export interface Release {
  readonly name: string;
  readonly layer: Layer;
  readonly brings: readonly string[];
  readonly needs: readonly string[];
}

export interface Place {
  readonly layer: Layer;
  readonly wave: number;
  /** The releases that must be ready before, sorted. */
  readonly dependsOn: readonly string[];
}

export interface Order {
  readonly places: ReadonlyMap<string, Place>;
  /** Releases that wait for each other, each circle once, from its first name in the alphabet on. */
  readonly cycles: readonly (readonly string[])[];
  /** Needs that no release meets: [release, need]. */
  readonly unmet: readonly (readonly [release: string, need: string])[];
  /** Groups that several releases bring: [group, releases]. */
  readonly twice: readonly (readonly [group: string, releases: readonly string[]])[];
}

/** Independent of the order of `releases`. What stands in a circle keeps its own layer, in wave 0. */
export function orderReleases(releases: readonly Release[]): Order {
  const sorted = [...releases].sort((a, b) => byCodeUnit(a.name, b.name));
  const bringers = bringersOf(sorted);
  const names = new Set(sorted.map(({ name }) => name));
  const before = new Map(sorted.map((release) => [release.name, dependencies(release, bringers, names)]));
  const cycles = findCycles(before);
  return {
    places: place(sorted, before, new Set(cycles.flat())),
    cycles,
    unmet: sorted.flatMap(({ name, brings, needs }) =>
      needs
        .filter((need) => !names.has(need) && !bringers.has(need) && !brings.includes(need))
        .map((need) => [name, need] as const),
    ),
    twice: [...bringers].filter(([, all]) => all.length > 1).sort(([a], [b]) => byCodeUnit(a, b)),
  };
}

function bringersOf(releases: readonly Release[]): Map<string, string[]> {
  const bringers = new Map<string, string[]>();
  for (const { name, brings } of releases)
    for (const group of new Set(brings)) bringers.set(group, [...(bringers.get(group) ?? []), name]);
  return bringers;
}

/** A release does not wait for itself: it may write objects of the groups it brings. */
function dependencies(
  { name, needs }: Release,
  bringers: ReadonlyMap<string, readonly string[]>,
  names: ReadonlySet<string>,
) {
  const found = needs.flatMap((need) => (names.has(need) ? [need] : (bringers.get(need) ?? [])));
  return [...new Set(found)].filter((other) => other !== name).sort(byCodeUnit);
}

type Before = ReadonlyMap<string, readonly string[]>;

/** Strongly connected releases (Tarjan 1972), without recursion limits that matter: charts are few. */
function findCycles(before: Before): string[][] {
  const state = { next: 0, index: new Map<string, number>(), low: new Map<string, number>(), stack: [] as string[] };
  const cycles: string[][] = [];
  const visit = (name: string): void => {
    state.index.set(name, state.next);
    state.low.set(name, state.next++);
    state.stack.push(name);
    for (const other of before.get(name) ?? []) {
      if (!state.index.has(other)) visit(other);
      if (state.stack.includes(other))
        state.low.set(name, Math.min(state.low.get(name) as number, state.low.get(other) as number));
    }
    if (state.low.get(name) !== state.index.get(name)) return;
    const component = state.stack.splice(state.stack.indexOf(name)).sort(byCodeUnit);
    if (component.length > 1) cycles.push(component);
  };
  for (const name of before.keys()) if (!state.index.has(name)) visit(name);
  return cycles.sort(([a = ''], [b = '']) => byCodeUnit(a, b));
}

function place(releases: readonly Release[], before: Before, circular: ReadonlySet<string>): Map<string, Place> {
  const places = new Map<string, Place>();
  const layerOf = new Map(releases.map(({ name, layer }) => [name, layers.indexOf(layer)]));
  const visit = (name: string): Place => {
    const known = places.get(name);
    if (known) return known;
    const dependsOn = before.get(name) ?? [];
    const waited = circular.has(name) ? [] : dependsOn.map(visit);
    const layer = layers[
      Math.max(layerOf.get(name) as number, ...waited.map((one) => layers.indexOf(one.layer)))
    ] as Layer;
    const wave = Math.max(0, ...waited.filter((one) => one.layer === layer).map((one) => one.wave + 1));
    const found = { layer, wave, dependsOn };
    places.set(name, found);
    return found;
  };
  for (const { name } of releases) visit(name);
  return places;
}

/** The waves of each layer, as Flux goes through them. */
export function wavesOf(places: ReadonlyMap<string, Place>): ResolvedWave[] {
  const waves = new Map<string, ResolvedWave & { readonly releases: string[] }>();
  for (const [name, { layer, wave }] of [...places].sort(([a], [b]) => byCodeUnit(a, b))) {
    const key = `${layer} ${wave}`;
    const known = waves.get(key) ?? { layer, wave, releases: [] };
    known.releases.push(name);
    waves.set(key, known);
  }
  return [...waves.values()].sort((a, b) => layers.indexOf(a.layer) - layers.indexOf(b.layer) || a.wave - b.wave);
}
