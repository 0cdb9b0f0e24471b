// The matrix of zones: for each pair what everybody there may do, and what only some may.
import type { ModelPath } from '../model-path.js';
import { sortedKeys } from '../names.js';
import type { ResolvedTopology } from '../resolved.js';
import { everything, intersect, normalize, printStretches, type Stretch, subtract } from './ports.js';
import { type Atom, atomNames, type Otherwise, type Reachability } from './reach.js';

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
  readonly source: Atom;
  readonly target: Atom;
  readonly open: readonly Stretch[];
}

function matrixRow(analysis: Reachability, from: string, to: string): MatrixRow {
  const by = new Set<ModelPath | Otherwise>();
  const cells = (analysis.zone(from) ?? []).flatMap((source) =>
    (analysis.zone(to) ?? []).map((target): Cell => {
      const allowed = analysis.verdicts(source, target).filter((verdict) => verdict.allowed);
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
    known.from.add(source);
    known.to.add(target);
  }
  return [...found.values()].map(({ ports, from, to }) => ({
    ports,
    from: atomNames(from, atoms),
    to: atomNames(to, atoms),
  }));
}
