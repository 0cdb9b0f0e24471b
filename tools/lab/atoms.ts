// Finds the atom of the policy that a station stands for.
import type { Atom, Reachability } from '@groundplan/model';

/** Machines that no rule names are among the others of their network. */
export function atomOf({ atoms }: Reachability, network: string | null, name: string | null): Atom {
  const here = atoms.filter((one) => one.network === network);
  const found = here.find((one) => one.name === name) ?? here.find((one) => one.name === null);
  if (!found) throw new Error(`The policy has no place for ${name ?? 'strangers'} on ${network ?? 'no network'}.`);
  return found;
}
