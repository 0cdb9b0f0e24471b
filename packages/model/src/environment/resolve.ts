// Decides the promotion order of environments.
import { modelPath } from '../model-path.js';
import { byCodeUnit, sortedKeys } from '../names.js';
import type { Report } from '../report.js';
import type { ResolvedEnvironment } from '../resolved.js';
import type { AnyTopology } from '../topology.js';
import type { EnvironmentInput } from './schema.js';

type Environments = { readonly [name: string]: EnvironmentInput<string, string> };

/** Sorted by promotion order, then by name. */
export function resolveEnvironments(topology: AnyTopology, report: Report): { [name: string]: ResolvedEnvironment } {
  const environments = topology.environments ?? {};
  const resolved = sortedKeys(environments).map((name) => resolveEnvironment(name, environments, report));
  resolved.sort((a, b) => a.order - b.order || byCodeUnit(a.name, b.name));
  return Object.fromEntries(resolved.map((environment) => [environment.name, environment]));
}

function resolveEnvironment(name: string, environments: Environments, report: Report): ResolvedEnvironment {
  const environment = environments[name] as EnvironmentInput<string, string>;
  return {
    name,
    cluster: environment.cluster,
    branch: environment.branch ?? 'main',
    after: environment.after ?? null,
    order: orderOf(name, environments, report),
  };
}

/** How many environments come before; reports a circle once, at its first name in the alphabet. */
function orderOf(name: string, environments: Environments, report: Report): number {
  const before: string[] = [];
  for (let current = environments[name]?.after; current !== undefined; current = environments[current]?.after) {
    if (current === name) {
      if ([name, ...before].every((other) => name <= other)) reportCycle(name, before, report);
      return 0;
    }
    if (before.includes(current)) return 0;
    before.push(current);
  }
  return before.length;
}

function reportCycle(name: string, before: readonly string[], report: Report): void {
  report({
    code: 'environment-cycle',
    at: modelPath('environments', name, 'after'),
    message: `The promotion order runs in a circle: ${[name, ...before, name].join(' after ')}.`,
    fix: 'Remove one after, so that one environment comes first.',
  });
}
