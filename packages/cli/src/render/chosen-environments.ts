// The environments that --env names, or all of them.
import { type ResolvedTopology, suggestion } from '@groundplan/model';
import { UsageError } from '../arguments.js';

/** In the order of promotion. Throws `UsageError` for unknown ones, and when there are none at all. */
export function chosenEnvironments({ environments }: ResolvedTopology, named: readonly string[]): string[] {
  const known = Object.keys(environments);
  for (const name of named) {
    if (known.includes(name)) continue;
    throw new UsageError(`There is no environment ${JSON.stringify(name)}. ${suggestion(name, known)}`);
  }
  if (known.length === 0) throw new UsageError('The topology has no environments, so there is nothing to render.');
  return known.filter((name) => named.length === 0 || named.includes(name));
}
