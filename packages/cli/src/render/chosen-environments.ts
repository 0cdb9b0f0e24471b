// The environments that --env names, or all of them.
import { type ResolvedTopology, suggestion } from '@groundplan/model';

export type Chosen =
  | { readonly ok: true /** In the order of promotion. */; readonly environments: readonly string[] }
  | { readonly ok: false; readonly message: string };

export function chosenEnvironments({ environments }: ResolvedTopology, named: readonly string[]): Chosen {
  const known = Object.keys(environments);
  const unknown = named.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const message = `There is no environment ${JSON.stringify(unknown)}. ${suggestion(unknown, known)}`;
    return { ok: false, message };
  }
  if (known.length === 0)
    return { ok: false, message: 'The topology has no environments, so there is nothing to render.' };
  return { ok: true, environments: known.filter((name) => named.length === 0 || named.includes(name)) };
}
