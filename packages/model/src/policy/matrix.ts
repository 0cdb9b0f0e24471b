// The matrix of zones: for each pair what everybody there may do, and what only some may.
import type { ModelPath } from '../model-path.js';
import { sortedKeys } from '../names.js';
import type { ResolvedTopology } from '../resolved.js';
import type { Atom } from './atoms.js';
import { everything, intersect, normalize, printStretches, type Stretch, subtract } from './ports.js';
import { atomNames, type Otherwise, type Reachability, zoneClasses } from './reach.js';
import type { RuleScope } from './scopes.js';

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

/** Networks by name, then the router, the VPN where there is one, and the Internet. */
export function zoneNames({ networks, vpn }: Pick<ResolvedTopology, 'networks' | 'vpn'>): string[] {
  return [...sortedKeys(networks), 'router', ...(vpn ? ['vpn'] : []), 'wan'];
}

/** Every ordered pair of different zones. */
export function reachMatrix(analysis: Reachability, zones: readonly string[]): MatrixRow[] {
  const known = zones.map((name): Zone => {
    const classes = analysis.classes(name) ?? [];
    const [from, to] = [classes.flatMap((one) => one.from), classes.flatMap((one) => [...one.to])];
    return { name, classes: zoneClasses(analysis, name) ?? [], from: new Set(from), to: new Set(to) };
  });
  return known.flatMap((from) => known.filter((to) => to !== from).map((to) => matrixRow(analysis, from, to)));
}

interface Zone {
  readonly name: string;
  readonly classes: readonly (readonly Atom[])[];
  /** The rules that concern anybody there. */
  readonly from: ReadonlySet<RuleScope>;
  readonly to: ReadonlySet<RuleScope>;
}

/** Where no rule speaks of two zones, only the router may open anything. */
const isSilent = (from: Zone, to: Zone) => from.name !== 'router' && ![...from.from].some((rule) => to.to.has(rule));

interface Cell {
  readonly source: readonly Atom[];
  readonly target: readonly Atom[];
  readonly open: readonly Stretch[];
}

function matrixRow(analysis: Reachability, from: Zone, to: Zone): MatrixRow {
  if (isSilent(from, to)) return { from: from.name, to: to.name, ports: [], exceptions: [], by: [] };
  const by = new Set<ModelPath | Otherwise>();
  const cells = from.classes.flatMap((source) =>
    to.classes.map((target): Cell => {
      const verdicts = analysis.verdicts(source[0] as Atom, target[0] as Atom);
      const allowed = verdicts.filter((verdict) => verdict.allowed);
      for (const verdict of allowed) by.add(verdict.by);
      return { source, target, open: normalize(allowed.flatMap(({ stretches }) => stretches)) };
    }),
  );
  const common = cells.reduce<readonly Stretch[]>((left, { open }) => intersect(left, open), [everything]);
  return {
    from: from.name,
    to: to.name,
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
