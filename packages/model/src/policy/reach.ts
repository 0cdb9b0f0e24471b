// Reachability: for every pair of zones the exact set of ports, and the rule that decides each of them.
import type { ModelPath } from '../model-path.js';
import { sortedKeys } from '../names.js';
import type { ResolvedRule, ResolvedTopology } from '../resolved.js';
import {
  everything,
  intersect,
  normalize,
  parsePorts,
  printStretches,
  type Stretch,
  stretchOf,
  subtract,
} from './ports.js';

/** The smallest part of the network that no rule tells apart: a named machine on a network, or all others there. */
export interface Atom {
  /** Null for the router, the Internet and the VPN. */
  readonly network: string | null;
  /** A host or device, or the zone itself for router, wan and vpn; null for everybody else on the network. */
  readonly name: string | null;
}

/** What decides where no rule does. */
export type Otherwise = 'default-deny' | 'same-network' | 'router-itself';

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
  /** Every port once, in the order of the rules. */
  verdicts(from: Atom, to: Atom): readonly Verdict[];
}

/** Rules that cover an atom pair, with their ports; resolved once. */
interface RuleScope {
  readonly rule: ResolvedRule;
  readonly from: ReadonlySet<Atom>;
  readonly to: ReadonlySet<Atom>;
  readonly stretches: readonly Stretch[];
}

export function reachability(topology: ResolvedTopology): Reachability {
  const atoms = atomsOf(topology);
  const zone = (name: string) => zoneAtoms(name, topology, atoms);
  const scopes = topology.policy.map((rule) => scopeOf(rule, zone));
  const known = new Map<Atom, Map<Atom, readonly Verdict[]>>();
  return {
    atoms,
    zone,
    verdicts(from, to) {
      const row = known.get(from) ?? new Map<Atom, readonly Verdict[]>();
      known.set(from, row);
      const found = row.get(to) ?? decide(from, to, scopes);
      row.set(to, found);
      return found;
    },
  };
}

export function scopeOf(rule: ResolvedRule, zone: Reachability['zone']): RuleScope {
  const meant = ({ network, name }: Atom) => rule.within === null || network === rule.within || name === 'router';
  const side = (names: readonly string[]) => new Set(names.flatMap((name) => zone(name) ?? []).filter(meant));
  return { rule, from: side(rule.from), to: side(rule.to), stretches: ruleStretches(rule) };
}

export function ruleStretches({ ports }: ResolvedRule): Stretch[] {
  if (ports.includes('any')) return [everything];
  return normalize(
    ports.flatMap((port) => {
      const parsed = parsePorts(port);
      return parsed ? [stretchOf(parsed)] : [];
    }),
  );
}

function decide(from: Atom, to: Atom, scopes: readonly RuleScope[]): Verdict[] {
  let open: Stretch[] = [everything];
  const verdicts: Verdict[] = [];
  for (const scope of scopes) {
    if (!scope.from.has(from) || !scope.to.has(to)) continue;
    const decided = intersect(open, scope.stretches);
    if (decided.length === 0) continue;
    verdicts.push({ allowed: scope.rule.action === 'allow', by: scope.rule.at, stretches: decided });
    open = subtract(open, scope.stretches);
  }
  return open.length === 0 ? verdicts : [...verdicts, { ...otherwise(from, to), stretches: open }];
}

/** Neighbours talk without passing the router; the router itself may go anywhere; all else is denied. */
function otherwise(from: Atom, to: Atom): { allowed: boolean; by: Otherwise } {
  if (from.network !== null && from.network === to.network) return { allowed: true, by: 'same-network' };
  return from.name === 'router' ? { allowed: true, by: 'router-itself' } : { allowed: false, by: 'default-deny' };
}

/** Machines that rules name get an atom on each of their networks; everybody else shares one per network. */
function atomsOf(topology: ResolvedTopology): Atom[] {
  const named = namedMachines(topology);
  return [
    ...sortedKeys(topology.networks).flatMap((network) => [
      ...named
        .filter((name) => addressesOf(name, topology)?.[network] !== undefined)
        .map((name) => ({ network, name })),
      { network, name: null },
    ]),
    ...['router', 'vpn', 'wan'].map((name) => ({ network: null, name })),
  ];
}

function namedMachines({ policy, groups, hosts, devices }: ResolvedTopology): string[] {
  const names = policy.flatMap((rule) => [...rule.from, ...rule.to]).flatMap((name) => groups[name] ?? [name]);
  return [...new Set(names)].filter((name) => (hosts[name] ? !hosts[name].router : devices[name] !== undefined)).sort();
}

const addressesOf = (name: string, { hosts, devices }: ResolvedTopology) => (hosts[name] ?? devices[name])?.addresses;

/** A router named as a host is the zone `router`: its addresses end there. */
function zoneAtoms(name: string, topology: ResolvedTopology, atoms: readonly Atom[]): Atom[] | undefined {
  const members = topology.groups[name];
  if (members) return members.flatMap((member) => zoneAtoms(member, topology, atoms) ?? []);
  if (topology.networks[name]) return atoms.filter((atom) => atom.network === name);
  if (topology.hosts[name]?.router) return zoneAtoms('router', topology, atoms);
  if (name === 'router' || name === 'wan' || name === 'vpn')
    return atoms.filter((atom) => atom.network === null && atom.name === name);
  const addresses = addressesOf(name, topology);
  if (!addresses) return undefined;
  const own = atoms.filter((atom) => atom.name === name);
  return own.length > 0
    ? own
    : atoms.filter((atom) => atom.name === null && atom.network !== null && addresses[atom.network] !== undefined);
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
  const from = analysis.zone(question.from);
  const to = analysis.zone(question.to);
  if (!from || !to) return undefined;
  const drafts = new Map<string, Draft>();
  for (const source of from) {
    for (const target of to) {
      if (source === target && source.name !== null) continue;
      collect(analysis.verdicts(source, target), { source, target, asked: question.ports ?? [everything] }, drafts);
    }
  }
  const parts = [...drafts.values()].map((draft) => finish(draft, analysis.atoms));
  const allowed = parts.filter((part) => part.allowed).length;
  return { outcome: allowed === 0 ? 'denied' : allowed === parts.length ? 'allowed' : 'partly', parts };
}

interface Draft {
  readonly allowed: boolean;
  readonly by: ModelPath | Otherwise;
  readonly ports: readonly string[];
  readonly from: Set<Atom>;
  readonly to: Set<Atom>;
}

interface Asked {
  readonly source: Atom;
  readonly target: Atom;
  readonly asked: readonly Stretch[];
}

function collect(verdicts: readonly Verdict[], { source, target, asked }: Asked, drafts: Map<string, Draft>): void {
  for (const { allowed, by, stretches } of verdicts) {
    const ports = printStretches(intersect(stretches, asked));
    if (ports.length === 0) continue;
    const key = `${by} ${ports.join(' ')}`;
    const draft = drafts.get(key) ?? { allowed, by, ports, from: new Set(), to: new Set() };
    drafts.set(key, draft);
    draft.from.add(source);
    draft.to.add(target);
  }
}

function finish({ allowed, by, ports, from, to }: Draft, atoms: readonly Atom[]): ReachPart {
  return { allowed, by, from: atomNames(from, atoms), to: atomNames(to, atoms), ports };
}

/** A network instead of all its parts. */
export function atomNames(some: ReadonlySet<Atom>, atoms: readonly Atom[]): string[] {
  const isWhole = (network: string | null) =>
    network !== null && atoms.every((atom) => atom.network !== network || some.has(atom));
  return [...new Set([...some].map((atom) => (isWhole(atom.network) ? (atom.network ?? '') : atomName(atom))))];
}

/** `nas` for a named machine, `infra` for everybody else there, `wan` and its like for themselves. */
export function atomName(atom: Atom): string {
  return atom.name ?? atom.network ?? '';
}
