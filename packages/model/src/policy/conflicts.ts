// Rules that contradict each other in part: neither is an exception from the other.
import type { Report } from '../report.js';
import type { Atom } from './atoms.js';
import { intersect, printStretches, subtract } from './ports.js';
import type { RuleScope } from './scopes.js';

/** A rule that allows and one that denies, between the same zones, on ports that overlap in part. */
export function conflictFindings(stated: readonly RuleScope[], report: Report): void {
  for (const [index, later] of stated.entries()) {
    const earlier = stated.slice(0, index).find((other) => isConflict(other, later));
    if (earlier) reportConflict(earlier, later, report);
  }
}

function isConflict(earlier: RuleScope, later: RuleScope): boolean {
  if (earlier.rule.action === later.rule.action) return false;
  if (!isSame(earlier.from, later.from) || !isSame(earlier.to, later.to)) return false;
  return [
    intersect(earlier.stretches, later.stretches),
    subtract(earlier.stretches, later.stretches),
    subtract(later.stretches, earlier.stretches),
  ].every((part) => part.length > 0);
}

const isSame = (some: ReadonlySet<Atom>, others: ReadonlySet<Atom>) =>
  some.size === others.size && some.size > 0 && [...some].every((atom) => others.has(atom));

function reportConflict(earlier: RuleScope, later: RuleScope, report: Report): void {
  const both = printStretches(intersect(earlier.stretches, later.stretches)).join(' ');
  const [first, second] = earlier.rule.action === 'allow' ? ['allows', 'denies'] : ['denies', 'allows'];
  report({
    code: 'policy-conflict',
    at: later.rule.at,
    message: `The rule ${second} ${both}, which ${earlier.rule.at} ${first} between the same zones.`,
    fix: `Take ${both} out of one of the two rules.`,
    related: [earlier.rule.at],
  });
}
