// Reachability: for every pair of zones the exact set of ports, and the rule that decides each of them.
import type { ModelPath } from '../model-path.js';
import type { ResolvedTopology } from '../resolved.js';
import { type Atom, atomName, isRouterAtom, routerOf } from './atoms.js';
import { everything, intersect, printStretches, type Stretch, subtract } from './ports.js';
import { type AtomClass, scopesOf } from './scopes.js';

/** What decides where no rule does. */
export type Otherwise = 'default-deny' | 'same-network' | 'router-itself' | 'no-route';

export interface Verdict {
  readonly allowed: boolean;
  /** The deciding rule, or why there is none. */
  readonly by: ModelPath | Otherwise;
  readonly stretches: readonly Stretch[];
}

export interface Reachability {
  readonly atoms: readonly Atom[];
  /** The atoms of a zone; undefined when there is no such zone. */
  zone(name: string): readonly Atom[] | undefined;
  /** The same, those together that no rule tells apart. */
  classes(name: string): readonly AtomClass[] | undefined;
  /** Every port once, in the order of the rules. */
  verdicts(from: Atom, to: Atom): readonly Verdict[];
}

export function reachability(topology: ResolvedTopology): Reachability {
  const { atoms, classOf } = scopesOf(topology);
  const known = new Map<AtomClass, Map<AtomClass, readonly Verdict[]>>();
  const isJoined = (...sides: readonly AtomClass[]) => {
    const routers = sides.map(({ members }) => routerOf(members[0] as Atom, topology));
    // Two routers share no network, so that each has its own part of the site.
    return !routers.includes(undefined) && new Set(routers.filter((router) => router !== null)).size < 2;
  };
  return {
    atoms: atoms.all,
    zone: atoms.zone,
    classes(name) {
      const zone = atoms.zone(name);
      return zone && [...new Set(zone.map(classOf))];
    },
    verdicts(source, target) {
      const [from, to] = [classOf(source), classOf(target)];
      const row = known.get(from) ?? new Map<AtomClass, readonly Verdict[]>();
      known.set(from, row);
      const found = row.get(to) ?? (isLocal(from, to) || isJoined(from, to) ? decide(from, to) : noRoute);
      row.set(to, found);
      return found;
    },
  };
}

/** No router of the topology joins the two, so no rule is ever asked. */
const noRoute: readonly Verdict[] = [{ allowed: false, by: 'no-route', stretches: [everything] }];

function isLocal(from: AtomClass, to: AtomClass): boolean {
  const network = from.members[0]?.network ?? null;
  return network !== null && network === to.members[0]?.network;
}

function decide(from: AtomClass, to: AtomClass): Verdict[] {
  let open: Stretch[] = [everything];
  const verdicts: Verdict[] = [];
  for (const scope of from.from) {
    if (!to.to.has(scope)) continue;
    const decided = intersect(open, scope.stretches);
    if (decided.length === 0) continue;
    verdicts.push({ allowed: scope.rule.action === 'allow', by: scope.rule.at, stretches: decided });
    open = subtract(open, scope.stretches);
  }
  return open.length === 0 ? verdicts : [...verdicts, { ...otherwise(from, to), stretches: open }];
}

/** Neighbours talk without passing the router; the router itself may go anywhere; all else is denied. */
function otherwise(from: AtomClass, to: AtomClass): { allowed: boolean; by: Otherwise } {
  if (isLocal(from, to)) return { allowed: true, by: 'same-network' };
  return isRouterAtom(from.members[0] as Atom)
    ? { allowed: true, by: 'router-itself' }
    : { allowed: false, by: 'default-deny' };
}

export interface ReachAnswer {
  /** Allowed or denied for all of both zones, or not the same for all. */
  readonly outcome: 'allowed' | 'denied' | 'partly';
  readonly parts: readonly ReachPart[];
}

export interface ReachPart {
  readonly allowed: boolean;
  readonly by: ModelPath | Otherwise;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly ports: readonly string[];
}

/** May `from` open a connection to `to`? Undefined when one of them is no zone. `ports` narrows the question, such as tcp/443. */
export function reach(
  analysis: Reachability,
  question: { from: string; to: string; ports?: readonly Stretch[] },
): ReachAnswer | undefined {
  const [from, to] = [zoneClasses(analysis, question.from), zoneClasses(analysis, question.to)];
  if (!from || !to) return undefined;
  const drafts = new Map<string, Draft>();
  for (const source of from) {
    for (const target of to) {
      if (isAlone(source, target)) continue;
      const verdicts = analysis.verdicts(source[0] as Atom, target[0] as Atom);
      collect(verdicts, { source, target, asked: question.ports ?? [everything] }, drafts);
    }
  }
  const parts = [...drafts.values()].map((draft) => finish(draft, analysis.atoms));
  const allowed = parts.filter((part) => part.allowed).length;
  return { outcome: allowed === 0 ? 'denied' : allowed === parts.length ? 'allowed' : 'partly', parts };
}

/** The atoms of a zone by class; of a class only those that are in the zone. */
export function zoneClasses(analysis: Reachability, name: string): (readonly Atom[])[] | undefined {
  const zone = new Set(analysis.zone(name));
  return analysis.classes(name)?.map(({ members }) => members.filter((atom) => zone.has(atom)));
}

/** One machine, which opens no connections to itself through a firewall. */
const isAlone = (source: readonly Atom[], target: readonly Atom[]) =>
  source.length === 1 && target.length === 1 && source[0] === target[0] && source[0]?.name !== null;

interface Draft {
  readonly allowed: boolean;
  readonly by: ModelPath | Otherwise;
  readonly ports: readonly string[];
  readonly from: Set<Atom>;
  readonly to: Set<Atom>;
}

interface Asked {
  readonly source: readonly Atom[];
  readonly target: readonly Atom[];
  readonly asked: readonly Stretch[];
}

function collect(verdicts: readonly Verdict[], { source, target, asked }: Asked, drafts: Map<string, Draft>): void {
  for (const { allowed, by, stretches } of verdicts) {
    const ports = printStretches(intersect(stretches, asked));
    if (ports.length === 0) continue;
    const key = `${by} ${ports.join(' ')}`;
    const draft = drafts.get(key) ?? { allowed, by, ports, from: new Set(), to: new Set() };
    drafts.set(key, draft);
    for (const atom of source) draft.from.add(atom);
    for (const atom of target) draft.to.add(atom);
  }
}

function finish({ allowed, by, ports, from, to }: Draft, atoms: readonly Atom[]): ReachPart {
  return { allowed, by, from: atomNames(from, atoms), to: atomNames(to, atoms), ports };
}

/** A network instead of all its parts. */
export function atomNames(some: ReadonlySet<Atom>, atoms: readonly Atom[]): string[] {
  const left = new Map<string | null, number>();
  for (const { network } of atoms) left.set(network, (left.get(network) ?? 0) + 1);
  for (const { network } of some) left.set(network, (left.get(network) ?? 0) - 1);
  const isWhole = (network: string | null) => network !== null && left.get(network) === 0;
  return [...new Set([...some].map((atom) => (isWhole(atom.network) ? (atom.network ?? '') : atomName(atom))))];
}
