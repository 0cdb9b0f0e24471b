// What can be wrong with rules: unknown zones, no or two actions, rules that never decide anything.
import { type ModelPath, modelPath } from '../model-path.js';
import { checkReference } from '../reference.js';
import type { Report } from '../report.js';
import type { ResolvedTopology } from '../resolved.js';
import type { AnyTopology } from '../topology.js';
import { intersect, type Stretch, subtract } from './ports.js';
import { type Atom, type Reachability, reachability, scopeOf } from './reach.js';
import { rulesOf } from './resolve.js';
import type { AnyRule } from './schema.js';

export function policyReferences(topology: AnyTopology, report: Report): void {
  const machines = { ...topology.hosts, ...topology.devices };
  for (const [group, members] of Object.entries(topology.groups ?? {})) {
    for (const [index, name] of members.entries()) {
      checkReference({ at: modelPath('groups', group, index), name, kind: 'host or device' }, machines, report);
    }
  }
  const zones = { ...topology.networks, ...machines, ...topology.groups, router: true, wan: true, vpn: true };
  for (const [index, rule] of rulesOf(topology).entries()) ruleReferences(rule, index, zones, report);
}

function ruleReferences(
  rule: AnyRule,
  index: number,
  zones: { readonly [name: string]: unknown },
  report: Report,
): void {
  for (const side of ['from', 'to'] as const) {
    const names = rule[side];
    const listed =
      typeof names === 'string'
        ? [[modelPath('policy', index, side), names] as const]
        : names.map((name, position) => [modelPath('policy', index, side, position), name] as const);
    for (const [at, name] of listed) checkReference({ at, name, kind: 'zone' }, zones, report);
  }
  if ((rule.allow === undefined) !== (rule.deny === undefined)) return;
  report({
    code: 'policy-action',
    at: modelPath('policy', index),
    message: rule.allow === undefined ? 'The rule neither allows nor denies.' : 'The rule both allows and denies.',
    fix: 'Say allow: [...] or deny: [...]; write two rules, the first deciding, for exceptions.',
  });
}

/** Lists that are empty: nothing is meant by them, and many firewalls read them as everything. */
export function emptyRuleFindings(topology: AnyTopology, report: Report): void {
  for (const [index, rule] of rulesOf(topology).entries()) {
    for (const field of ['from', 'to', 'allow', 'deny'] as const) {
      if (rule[field]?.length !== 0) continue;
      const isSide = field === 'from' || field === 'to';
      report({
        code: 'policy-no-ports',
        at: modelPath('policy', index, field),
        message: `The rule's ${field} is an empty list, so the rule does nothing.`,
        fix: isSide ? 'Name a zone, or remove the rule.' : "List the ports, write 'any', or remove the rule.",
      });
    }
  }
}

/** Rules that decide nothing, because nobody is meant or earlier rules have decided all of it; and doors to the Internet. */
export function ruleFindings(topology: ResolvedTopology, report: Report): void {
  const analysis = reachability(topology);
  const scopes = topology.policy.map((rule) => scopeOf(rule, analysis.zone));
  for (const [index, scope] of scopes.entries()) {
    if (!scope.rule.at.startsWith('policy[')) continue;
    if (scope.stretches.length === 0 || scope.rule.from.length === 0 || scope.rule.to.length === 0) continue;
    const pairs = pairsOf(scope, analysis);
    if (pairs.length === 0) reportUnmatchable(scope.rule.at, scope, report);
    else shadowFinding(scopes, index, pairs, report);
  }
}

type Scope = ReturnType<typeof scopeOf>;
type Pair = readonly [Atom, Atom];

/** A machine does not pass a firewall to itself, and the Internet not through this site. */
function pairsOf({ from, to }: Scope, { atoms }: Reachability): Pair[] {
  const sources = atoms.filter((atom) => from.has(atom));
  const targets = atoms.filter((atom) => to.has(atom));
  return sources.flatMap((source) =>
    targets.filter((target) => !(source === target && source.name !== null)).map((target): Pair => [source, target]),
  );
}

function reportUnmatchable(at: ModelPath, { from, to }: Scope, report: Report): void {
  report({
    code: 'policy-unmatchable',
    at,
    message:
      from.size === 0 || to.size === 0
        ? 'Nobody is in one of the rule’s zones.'
        : 'The rule is from a zone to itself, which no firewall sees.',
    fix: 'Give the machine an address on a network, or remove the rule.',
  });
}

interface Coverage {
  readonly left: boolean;
  /** Earlier rules that decide a part of this one. */
  readonly by: ReadonlySet<Scope>;
}

function shadowFinding(scopes: readonly Scope[], index: number, pairs: readonly Pair[], report: Report): void {
  const scope = scopes[index] as Scope;
  const { left, by } = coverage(scopes.slice(0, index), scope, pairs);
  if (left) return;
  const opposite = [...by].filter((other) => other.rule.action !== scope.rule.action);
  const related = (opposite.length > 0 ? opposite : [...by]).map((other) => other.rule.at);
  if (opposite.length === 0) {
    report({
      code: 'policy-redundant',
      at: scope.rule.at,
      message: `The rule says nothing new: ${related.join(' and ')} decided all of it alike.`,
      fix: 'Remove the rule.',
      related,
    });
  } else {
    report({
      code: 'policy-shadowed',
      at: scope.rule.at,
      message: `The rule never decides: ${related.join(' and ')} ${scope.rule.action === 'allow' ? 'denied' : 'allowed'} it before.`,
      fix: 'Move the rule up, or remove one of them.',
      related,
    });
  }
}

function coverage(earlier: readonly Scope[], scope: Scope, pairs: readonly Pair[]): Coverage {
  const by = new Set<Scope>();
  let left = false;
  for (const [from, to] of pairs) {
    let open: readonly Stretch[] = scope.stretches;
    for (const other of earlier) {
      if (!other.from.has(from) || !other.to.has(to) || intersect(open, other.stretches).length === 0) continue;
      by.add(other);
      open = subtract(open, other.stretches);
    }
    left ||= open.length > 0;
  }
  return { left, by };
}
