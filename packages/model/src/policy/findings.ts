// What can be wrong with rules: unknown zones, no or two actions, rules that never decide anything.
import { modelPath } from '../model-path.js';
import { checkReference } from '../reference.js';
import type { Report } from '../report.js';
import type { ResolvedTopology } from '../resolved.js';
import type { AnyTopology } from '../topology.js';
import { conflictFindings } from './conflicts.js';
import { emptyZoneFindings } from './empty-zones.js';
import { intersect, printStretches, type Stretch, subtract } from './ports.js';
import { rulesOf } from './resolve.js';
import type { AnyRule } from './schema.js';
import { type AtomClass, type RuleScope, type Scopes, scopesOf } from './scopes.js';
import { wanOpenFindings } from './wan-open.js';

export function policyReferences(topology: AnyTopology, report: Report): void {
  const machines = { ...topology.hosts, ...topology.devices };
  for (const [group, members] of Object.entries(topology.groups ?? {})) {
    for (const [index, name] of members.entries()) {
      checkReference({ at: modelPath('groups', group, index), name, kind: 'host or device' }, machines, report);
    }
  }
  const zones = { ...topology.networks, ...machines, ...topology.groups, router: true, wan: true, vpn: true };
  for (const [index, rule] of rulesOf(topology).entries()) {
    ruleReferences(rule, index, zones, report);
    if (topology.vpn === undefined) vpnReferences(rule, index, report);
  }
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

function vpnReferences(rule: AnyRule, index: number, report: Report): void {
  for (const side of ['from', 'to'] as const) {
    if (![rule[side]].flat().includes('vpn')) continue;
    report({
      code: 'reference-unknown',
      at: modelPath('policy', index, side),
      message: 'The rule names the zone vpn, but the topology has no VPN.',
      fix: 'Declare it: vpn: { host: …, ipv4: …, peers: { … } }, or take vpn out of the rule.',
    });
  }
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

/** Rules that decide nothing, because nobody is meant or earlier rules have decided all of it. */
export function ruleFindings(topology: ResolvedTopology, report: Report): void {
  const { scopes, classOf } = scopesOf(topology);
  const stated = scopes.filter(({ rule }) => rule.at.startsWith('policy['));
  for (const [index, scope] of stated.entries()) {
    if (scope.stretches.length === 0 || scope.rule.from.length === 0 || scope.rule.to.length === 0) continue;
    const pairs = pairsOf(scope, classOf);
    if (pairs.length === 0) reportUnmatchable(scope, report);
    else shadowFinding(stated, index, pairs, report);
  }
  for (const scope of scopes.filter(({ rule }) => rule.at.startsWith('expose['))) closedFinding(scope, stated, report);
  conflictFindings(stated, report);
  emptyZoneFindings(topology, report);
  wanOpenFindings(topology, report);
}

/** A stated denial decides before a port forward; every forward has one source and one target. */
function closedFinding(scope: RuleScope, stated: readonly RuleScope[], report: Report): void {
  let open: readonly Stretch[] = scope.stretches;
  for (const other of stated) {
    const isMeant =
      [...scope.from].every((atom) => other.from.has(atom)) && [...scope.to].every((atom) => other.to.has(atom));
    const decided = isMeant ? intersect(open, other.stretches) : [];
    if (decided.length > 0 && other.rule.action === 'deny') reportClosed(scope, other, decided, report);
    open = subtract(open, decided);
  }
}

function reportClosed({ rule }: RuleScope, other: RuleScope, ports: readonly Stretch[], report: Report): void {
  report({
    code: 'expose-shadowed',
    at: rule.at,
    message: `${other.rule.at} denies the Internet ${printStretches(ports).join(' ')} of ${rule.to.join(' and ')}.`,
    fix: 'Take the port out of the rule, allow it in a rule before, or remove the port forward.',
    related: [other.rule.at],
  });
}

type Pair = readonly [AtomClass, AtomClass];

/** Machines do not pass a firewall to themselves, and the Internet not through this site. */
function pairsOf({ from, to }: RuleScope, classOf: Scopes['classOf']): Pair[] {
  const sources = [...new Set([...from].map(classOf))];
  const targets = [...new Set([...to].map(classOf))];
  const alone = ({ members }: AtomClass) => members.length === 1 && members[0]?.name !== null;
  return sources.flatMap((source) =>
    targets.filter((target) => !(source === target && alone(source))).map((target): Pair => [source, target]),
  );
}

function reportUnmatchable({ rule, from, to }: RuleScope, report: Report): void {
  const nobody = from.size === 0 || to.size === 0;
  report({
    code: 'policy-unmatchable',
    at: rule.at,
    message: nobody
      ? 'Nobody is in one of the rule’s zones.'
      : 'The rule is from a zone to itself, which no firewall sees.',
    fix: 'Give the machine an address on a network, or remove the rule.',
  });
}

function shadowFinding(scopes: readonly RuleScope[], index: number, pairs: readonly Pair[], report: Report): void {
  const scope = scopes[index] as RuleScope;
  const by = coveredBy(scopes.slice(0, index), scope, pairs);
  if (!by) return;
  const opposite = [...by].filter((other) => other.rule.action !== scope.rule.action);
  const related = (opposite.length > 0 ? opposite : [...by]).map((other) => other.rule.at);
  const earlier = related.join(' and ');
  if (opposite.length === 0) {
    const message = `The rule says nothing new: ${earlier} decided all of it alike.`;
    report({ code: 'policy-redundant', at: scope.rule.at, message, fix: 'Remove the rule.', related });
    return;
  }
  const message = `The rule never decides: ${earlier} ${scope.rule.action === 'allow' ? 'denied' : 'allowed'} it before.`;
  report({
    code: 'policy-shadowed',
    at: scope.rule.at,
    message,
    fix: 'Move the rule up, or remove one of them.',
    related,
  });
}

/** The earlier rules that together decide all of a rule; undefined when something is left to it. */
function coveredBy(
  earlier: readonly RuleScope[],
  scope: RuleScope,
  pairs: readonly Pair[],
): Set<RuleScope> | undefined {
  const by = new Set<RuleScope>();
  for (const [source, target] of pairs) {
    let open: readonly Stretch[] = scope.stretches;
    for (const other of earlier) {
      if (!target.to.has(other) || !source.from.includes(other)) continue;
      if (intersect(open, other.stretches).length === 0) continue;
      by.add(other);
      open = subtract(open, other.stretches);
    }
    if (open.length > 0) return undefined;
  }
  return by;
}
