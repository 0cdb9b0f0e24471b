// Which atoms each rule concerns, and which atoms no rule tells apart: those are decided once for all of them.
import type { ResolvedRule, ResolvedTopology } from '../resolved.js';
import { type Atom, type Atoms, atomsOf } from './atoms.js';
import { everything, normalize, parsePorts, type Stretch, stretchOf } from './ports.js';

export interface RuleScope {
  readonly rule: ResolvedRule;
  readonly from: ReadonlySet<Atom>;
  readonly to: ReadonlySet<Atom>;
  readonly stretches: readonly Stretch[];
}

/** Atoms of one network that stand on the same sides of the same rules. */
export interface AtomClass {
  readonly members: readonly Atom[];
  /** Rules from them, in order. */
  readonly from: readonly RuleScope[];
  readonly to: ReadonlySet<RuleScope>;
}

export interface Scopes {
  readonly atoms: Atoms;
  readonly scopes: readonly RuleScope[];
  classOf(atom: Atom): AtomClass;
}

export function scopesOf(topology: ResolvedTopology): Scopes {
  const atoms = atomsOf(topology);
  const scopes = topology.policy.map((rule) => scopeOf(rule, atoms));
  const classes = classesOf(atoms.all, scopes);
  return { atoms, scopes, classOf: (atom) => classes.get(atom) as AtomClass };
}

function scopeOf(rule: ResolvedRule, atoms: Atoms): RuleScope {
  const meant = ({ network }: Atom) => rule.within === null || network === rule.within || network === null;
  const side = (names: readonly string[]) => new Set(names.flatMap((name) => atoms.zone(name) ?? []).filter(meant));
  return { rule, from: side(rule.from), to: side(rule.to), stretches: ruleStretches(rule) };
}

function ruleStretches({ ports }: ResolvedRule): Stretch[] {
  if (ports.includes('any')) return [everything];
  return normalize(
    ports.flatMap((port) => {
      const parsed = parsePorts(port);
      return parsed ? [stretchOf(parsed)] : [];
    }),
  );
}

interface Sides {
  readonly from: RuleScope[];
  readonly to: RuleScope[];
  readonly signature: string[];
}

function classesOf(atoms: readonly Atom[], scopes: readonly RuleScope[]): Map<Atom, AtomClass> {
  const sides = new Map<Atom, Sides>(atoms.map((atom) => [atom, { from: [], to: [], signature: [] }]));
  for (const [index, scope] of scopes.entries()) {
    for (const side of ['from', 'to'] as const) {
      for (const atom of scope[side]) {
        sides.get(atom)?.[side].push(scope);
        sides.get(atom)?.signature.push(`${side}${index}`);
      }
    }
  }
  const bySignature = new Map<string, Atom[]>();
  for (const [atom, { signature }] of sides) {
    const key = `${atom.network ?? `/${atom.name}`} ${signature.join(' ')}`;
    const known = bySignature.get(key);
    if (known) known.push(atom);
    else bySignature.set(key, [atom]);
  }
  return new Map([...bySignature.values()].flatMap((members) => membersOf(members, sides)));
}

function membersOf(members: readonly Atom[], sides: ReadonlyMap<Atom, Sides>): [Atom, AtomClass][] {
  const { from, to } = sides.get(members[0] as Atom) as Sides;
  const shared: AtomClass = { members, from, to: new Set(to) };
  return members.map((atom) => [atom, shared]);
}
