// Decides the policy's rules: lists where single names were allowed, ports in order.
import { modelPath } from '../model-path.js';
import type { ResolvedRule } from '../resolved.js';
import type { AnyTopology } from '../topology.js';
import { type Ports, parsePorts } from './schema.js';

export function resolvePolicy(topology: AnyTopology): ResolvedRule[] {
  return (topology.policy ?? []).map((rule, index) => ({
    at: modelPath('policy', index),
    from: listOf(rule.from),
    to: listOf(rule.to),
    allow: rule.allow === 'any' ? 'any' : sortedPorts(rule.allow),
  }));
}

const listOf = (names: string | readonly string[]): readonly string[] =>
  typeof names === 'string' ? [names] : [...names];

function sortedPorts(ports: readonly string[]): string[] {
  const parsed = ports.map(parsePorts).filter((port) => port !== undefined);
  return [...new Set(parsed.sort(byProtocolAndPort).map(printPorts))];
}

function byProtocolAndPort(a: Ports, b: Ports): number {
  if (a.protocol !== b.protocol) return a.protocol === 'tcp' ? -1 : 1;
  return a.first - b.first || a.last - b.last;
}

function printPorts({ protocol, first, last }: Ports): string {
  return first === last ? `${protocol}/${first}` : `${protocol}/${first}-${last}`;
}
