// Which values of the topology decide a line of a generated file: found by changing each value and printing again.
import { childPath, type ModelPath, modelPath, pathSegments, type ResolvedTopology } from '@groundplan/model';
import type { Artifact, Generator } from './artifact.js';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type Segments = readonly (string | number)[];

export interface LineExplanation {
  /** The generator's name. */
  readonly by: string;
  readonly text: string;
  /** The places in topology.ts that decide the line, sorted; empty for a line that is the same whatever the topology says. */
  readonly paths: readonly ModelPath[];
  /** The same, each with the resolved value it was found by, such as environments.prod.components.cilium.version. */
  readonly places: readonly { readonly path: ModelPath; readonly resolved: ModelPath }[];
}

/** Line numbers count from 1 with the marker line; undefined when no generator makes the path or it has no such line. */
export function explainLine(
  topology: ResolvedTopology,
  generators: Iterable<Generator>,
  place: { readonly path: string; readonly line: number },
): LineExplanation | undefined {
  const found = findArtifact(topology, generators, place.path);
  if (!found) return undefined;
  // JSON carries its marker on the second line, after the brace it shares with the content.
  const index = place.path.endsWith('.json') && place.line === 1 ? 0 : place.line - 2;
  const text = found.lines[index];
  if (text === undefined) return undefined;
  const part = restrict(topology, found.artifact.from);
  const position = findArtifact(part, [found.generator], place.path);
  const leaves = position ? decidingLeaves(part, position, index) : [];
  const places = leaves.map((leaf) => ({ path: origin(part as unknown as Json, leaf), resolved: modelPath(...leaf) }));
  return { by: found.generator.name, text, paths: [...new Set(places.map(({ path }) => path))].sort(), places };
}

interface Found {
  readonly generator: Generator;
  readonly artifact: Artifact;
  readonly lines: readonly string[];
  /** Which slice and which of its artifacts. */
  readonly at: readonly [number, number];
}

function findArtifact(topology: ResolvedTopology, generators: Iterable<Generator>, path: string): Found | undefined {
  for (const generator of generators) {
    let slice = 0;
    for (const value of generator.slices(topology)) {
      const artifacts = generator.render(value);
      const index = artifacts.findIndex((artifact) => artifact.path === path && !artifact.scaffold);
      const artifact = artifacts[index];
      if (artifact) return { generator, artifact, lines: artifact.content.split('\n'), at: [slice, index] };
      slice += 1;
    }
  }
  return undefined;
}

/** The sections of the topology that hold entries by name. */
const named = new Set('admins clusters devices environments groups homes hosts networks secrets wifi'.split(' '));

/** The topology with only those entries that the file is made of, so that a large fleet costs no more than a small one. */
export function restrict(topology: ResolvedTopology, from: readonly ModelPath[]): ResolvedTopology {
  const wanted = from.map(pathSegments);
  const sections = Object.entries(topology).map(([section, value]) => {
    const paths = wanted.filter(([first]) => first === section);
    if (paths.some((path) => path.length === 1) || !named.has(section)) return [section, value];
    const names = new Set(paths.map(([, name]) => name));
    return [section, Object.fromEntries(Object.entries(value).filter(([name]) => names.has(name)))];
  });
  return Object.fromEntries(sections) as ResolvedTopology;
}

/** Sections that every file may depend on without saying so. */
const always = new Set(['site', 'policy']);

function decidingLeaves(topology: ResolvedTopology, found: Found, index: number): Segments[] {
  const deciding: Segments[] = [];
  const wanted = new Set(found.artifact.from.map((path) => pathSegments(path)[0]));
  for (const leaf of leaves(topology as unknown as Json, [])) {
    if (!wanted.has(leaf[0] as string) && !always.has(leaf[0] as string)) continue;
    const lines = linesAfter(topology, found, leaf);
    if (lines && lineMoves(found.lines, lines, index)) deciding.push(leaf);
  }
  return deciding;
}

/** Every value; not `from`, which says where a value comes from, and not null, which says nothing. */
function* leaves(value: Json, path: Segments): Iterable<Segments> {
  if (value === null) return;
  if (typeof value !== 'object') {
    yield path;
    return;
  }
  for (const [key, child] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
    if (key !== 'from' && key !== 'at') yield* leaves(child as Json, [...path, key]);
  }
}

function linesAfter(
  topology: ResolvedTopology,
  { generator, at: [slice, index] }: Found,
  leaf: Segments,
): readonly string[] | undefined {
  const changed = change(topology as unknown as Json, leaf) as unknown as ResolvedTopology;
  try {
    const value = [...generator.slices(changed)][slice];
    return value === undefined ? undefined : generator.render(value)[index]?.content.split('\n');
  } catch {
    // A value that no printer accepts decides nothing that could be shown.
    return undefined;
  }
}

/** A copy with another value at `leaf`. */
function change(value: Json, leaf: Segments): Json {
  const [key, ...rest] = leaf;
  if (key === undefined)
    return typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : `${value}0`;
  if (Array.isArray(value))
    return value.map((item, position) => (position === key ? change(item as Json, rest) : item));
  const object = value as { readonly [key: string]: Json };
  return { ...object, [key]: change(object[key] as Json, rest) };
}

/** With as many lines as before, the line at its place; else, whether the line is gone. */
function lineMoves(before: readonly string[], after: readonly string[], index: number): boolean {
  if (before.length === after.length) return before[index] !== after[index];
  return !after.includes(before[index] as string);
}

/** The place in topology.ts of a resolved value: that of the nearest `from` around it, and the way from there. */
function origin(topology: Json, leaf: Segments): ModelPath {
  let path: ModelPath = '';
  let value = topology;
  for (const [depth, key] of leaf.entries()) {
    const from = (value as { readonly from?: Json }).from;
    if (typeof from === 'string') path = from;
    if (depth === leaf.length - 1 && (key === 'name' || (key === 'value' && typeof from === 'string'))) return path;
    path = childPath(path, key);
    value = (value as { readonly [key: string]: Json })[key] as Json;
  }
  return path;
}
