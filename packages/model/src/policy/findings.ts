// References of policy rules, and rules that say nothing.
import { modelPath } from '../model-path.js';
import { checkReference } from '../reference.js';
import type { Report } from '../report.js';
import type { AnyTopology } from '../topology.js';

export function policyReferences(topology: AnyTopology, report: Report): void {
  const zones = { ...topology.networks, ...topology.hosts, router: true, wan: true, vpn: true };
  topology.policy?.forEach((rule, index) => {
    for (const side of ['from', 'to'] as const) {
      const names = rule[side];
      if (typeof names === 'string') {
        checkReference({ at: modelPath('policy', index, side), name: names, kind: 'zone' }, zones, report);
      } else {
        names.forEach((name, position) => {
          checkReference({ at: modelPath('policy', index, side, position), name, kind: 'zone' }, zones, report);
        });
      }
    }
  });
}

export function policyFindings(topology: AnyTopology, report: Report): void {
  topology.policy?.forEach((rule, index) => {
    for (const field of ['from', 'to', 'allow'] as const) {
      if (rule[field].length > 0) continue;
      report({
        code: 'policy-no-ports',
        at: modelPath('policy', index, field),
        message: `The rule's ${field} is an empty list, so the rule allows nothing.`,
        fix:
          field === 'allow' ? "List the ports, write 'any', or remove the rule." : 'Name a zone, or remove the rule.',
      });
    }
  });
}
