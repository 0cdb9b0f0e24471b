// Finds the atom of the policy that a station stands for, and what it may ask of others.
import { type Atom, type Reachability, stretchOf } from '@groundplan/model';

/** Machines that no rule names are among the others of their network. */
export function atomOf({ atoms }: Reachability, network: string | null, name: string | null): Atom {
  const here = atoms.filter((one) => one.network === network);
  const found = here.find((one) => one.name === name) ?? here.find((one) => one.name === null);
  if (!found) throw new Error(`The policy has no place for ${name ?? 'strangers'} on ${network ?? 'no network'}.`);
  return found;
}

export function routerAtom({ zone }: Reachability, host: string): Atom {
  const [atom] = zone(host) ?? [];
  if (!atom) throw new Error(`The policy has no place for the router ${host}.`);
  return atom;
}

/** Whether one of them may ask the other on a UDP port. */
export function mayAsk(analysis: Reachability, [from, to]: readonly [Atom, Atom], port: number): boolean {
  const place = stretchOf({ protocol: 'udp', first: port, last: port }).first;
  return analysis
    .verdicts(from, to)
    .some(({ allowed, stretches }) => allowed && stretches.some(({ first, last }) => first <= place && place <= last));
}
