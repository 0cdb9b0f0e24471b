// Decides the policy's rules: lists where single names were allowed, services as ports, ports in order.
import { modelPath } from '../model-path.js';
import { byCodeUnit, recordOf } from '../names.js';
import type { ResolvedRule } from '../resolved.js';
import type { AnyTopology } from '../topology.js';
import { everything, normalize, parsePorts, printStretches, type Stretch, stretchOf } from './ports.js';
import type { AnyRule } from './schema.js';
import { type ServiceName, services } from './services.js';

/** The rules in the form in which every field may be absent. */
export const rulesOf = (topology: AnyTopology): readonly AnyRule[] => (topology.policy ?? []) as readonly AnyRule[];

export function resolvePolicy(topology: AnyTopology): ResolvedRule[] {
  return rulesOf(topology).map((rule, index) => {
    const stretches = stretchesOf(rule.allow ?? rule.deny ?? []);
    return {
      at: modelPath('policy', index),
      description: rule.description ?? null,
      from: listOf(rule.from),
      to: listOf(rule.to),
      action: rule.deny === undefined ? ('allow' as const) : ('deny' as const),
      within: null,
      ports: printStretches(stretches),
    };
  });
}

export function resolveGroups(topology: AnyTopology): { [name: string]: readonly string[] } {
  return recordOf(
    Object.entries(topology.groups ?? {}).map(([name, members]) => [name, [...new Set(members)].sort(byCodeUnit)]),
  );
}

const listOf = (names: string | readonly string[]): readonly string[] =>
  typeof names === 'string' ? [names] : [...new Set(names)];

function stretchesOf(ports: 'any' | readonly string[]): Stretch[] {
  if (ports === 'any') return [everything];
  return normalize(
    ports
      .flatMap((port) => services[port as ServiceName] ?? [port])
      .flatMap((port) => {
        const parsed = parsePorts(port);
        return parsed ? [stretchOf(parsed)] : [];
      }),
  );
}
