// The matrix of zones: for each pair what everybody there may do, and what only some may.
import type { ModelPath } from '../model-path.js';
import { sortedKeys } from '../names.js';
import type { ResolvedTopology } from '../resolved.js';
import type { Atom } from './atoms.js';
import { everything, intersect, normalize, printStretches, type Stretch, subtract } from './ports.js';
import { atomNames, type Otherwise, type Reachability, zoneClasses } from './reach.js';

export interface MatrixRow {
  readonly from: string;
  readonly to: string;
  /** Ports open to everybody of the one zone towards everybody of the other. */
  readonly ports: readonly string[];
  readonly exceptions: readonly MatrixException[];
  /** What decides for the open ports. */
  readonly by: readonly (ModelPath | Otherwise)[];
}

/** Ports that are open between some of the two zones only. */
export interface MatrixException {
  readonly ports: readonly string[];
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** Networks by name, then the router and the Internet. */
export function zoneNames({ networks }: Pick<ResolvedTopology, 'networks'>): string[] {
  return [...sortedKeys(networks), 'router', 'wan'];
}

/** Every ordered pair of different zones. */
export function reachMatrix(analysis: Reachability, zones: readonly string[]): MatrixRow[] {
  return zones.flatMap((from) => zones.filter((to) => to !== from).map((to) => matrixRow(analysis, from, to)));
}

interface Cell {
  readonly source: readonly Atom[];
  readonly target: readonly Atom[];
  readonly open: readonly Stretch[];
}

function matrixRow(analysis: Reachability, from: string, to: string): MatrixRow {
  const by = new Set<ModelPath | Otherwise>();
  const cells = (zoneClasses(analysis, from) ?? []).flatMap((source) =>
    (zoneClasses(analysis, to) ?? []).map((target): Cell => {
      const verdicts = analysis.verdicts(source[0] as Atom, target[0] as Atom);
      const allowed = verdicts.filter((verdict) => verdict.allowed);
      for (const verdict of allowed) by.add(verdict.by);
      return { source, target, open: normalize(allowed.flatMap(({ stretches }) => stretches)) };
    }),
  );
  const common = cells.reduce<readonly Stretch[]>((left, { open }) => intersect(left, open), [everything]);
  return {
    from,
    to,
    ports: printStretches(common),
    exceptions: exceptions(cells, common, analysis.atoms),
    by: [...by],
  };
}

function exceptions(cells: readonly Cell[], common: readonly Stretch[], atoms: readonly Atom[]): MatrixException[] {
  const found = new Map<string, { ports: readonly string[]; from: Set<Atom>; to: Set<Atom> }>();
  for (const { source, target, open } of cells) {
    const ports = printStretches(subtract(open, common));
    if (ports.length === 0) continue;
    const known = found.get(ports.join(' ')) ?? { ports, from: new Set(), to: new Set() };
    found.set(ports.join(' '), known);
    for (const atom of source) known.from.add(atom);
    for (const atom of target) known.to.add(atom);
  }
  return [...found.values()].map(({ ports, from, to }) => ({
    ports,
    from: atomNames(from, atoms),
    to: atomNames(to, atoms),
  }));
}
