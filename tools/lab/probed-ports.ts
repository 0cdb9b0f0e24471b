// The ports worth probing: both ends of everything the policy names, their neighbours, and two that no rule knows.
import { parsePorts, type ResolvedTopology } from '@groundplan/model';

/** Sorted, each once; tried with both protocols. */
export function probedPorts({ policy, exposures }: Pick<ResolvedTopology, 'policy' | 'exposures'>): number[] {
  const outside = exposures.map(({ protocol, ports }) => ({ ports: [`${protocol}/${ports}`] }));
  const named = [...policy, ...outside].flatMap(({ ports }) =>
    ports.flatMap((port) => {
      const parsed = parsePorts(port);
      if (!parsed) return [];
      const { first, last } = parsed;
      return first === last ? [first] : [first - 1, first, last, last + 1];
    }),
  );
  const inside = named.filter((port) => port >= 1 && port <= 65535);
  return [...new Set([...inside, ...controlPorts(new Set(inside))])].sort((a, b) => a - b);
}

function controlPorts(named: ReadonlySet<number>): number[] {
  const isFree = (port: number) => !named.has(port);
  return [first(9, isFree), first(7777, isFree)];
}

function first(from: number, isFree: (port: number) => boolean): number {
  let port = from;
  while (!isFree(port)) port++;
  return port;
}
