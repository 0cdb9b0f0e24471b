// The parts of a site that rules can tell apart, and which of them a zone's name means.
import { sortedKeys } from '../names.js';
import type { ResolvedTopology } from '../resolved.js';

/** A machine that some rule names, on one of its networks; or everybody else there; or router, vpn or wan. */
export interface Atom {
  /** Null for the router, the VPN and the Internet. */
  readonly network: string | null;
  /** A host or device, or the zone itself for router, vpn and wan; null for everybody else on the network. */
  readonly name: string | null;
}

export interface Atoms {
  readonly all: readonly Atom[];
  /** Undefined when there is no such zone. */
  zone(name: string): readonly Atom[] | undefined;
}

export function atomsOf(topology: ResolvedTopology): Atoms {
  const named = namedMachines(topology);
  const networkAtoms = (network: string): Atom[] => [
    ...(named.get(network) ?? []).map((name) => ({ network, name })),
    { network, name: null },
  ];
  const all = [...sortedKeys(topology.networks).flatMap(networkAtoms), ...outside];
  const byNetwork = groupBy(all, ({ network }) => network ?? undefined);
  const byName = groupBy(all, ({ name }) => name ?? undefined);
  const zone = (name: string): readonly Atom[] | undefined => {
    const members = topology.groups[name];
    if (members) return members.flatMap((member) => zone(member) ?? []);
    if (topology.networks[name]) return byNetwork.get(name);
    // A router named as a host is the zone router: its addresses end there.
    if (topology.hosts[name]?.router) return byName.get('router');
    return byName.get(name) ?? unnamedMachine(name, topology, byNetwork);
  };
  return { all, zone };
}

const outside: readonly Atom[] = ['router', 'vpn', 'wan'].map((name) => ({ network: null, name }));

function groupBy(atoms: readonly Atom[], key: (atom: Atom) => string | undefined): Map<string, Atom[]> {
  const groups = new Map<string, Atom[]>();
  for (const atom of atoms) {
    const name = key(atom);
    if (name === undefined) continue;
    const known = groups.get(name);
    if (known) known.push(atom);
    else groups.set(name, [atom]);
  }
  return groups;
}

/** Machines that rules name, by network, sorted. */
function namedMachines(topology: ResolvedTopology): ReadonlyMap<string, readonly string[]> {
  const names = topology.policy.flatMap((rule) => [...rule.from, ...rule.to]);
  const machines = new Map<string, string[]>();
  for (const name of [...new Set(names.flatMap((one) => topology.groups[one] ?? [one]))].sort()) {
    if (topology.hosts[name]?.router) continue;
    for (const network of Object.keys(addressesOf(name, topology) ?? {})) {
      const known = machines.get(network);
      if (known) known.push(name);
      else machines.set(network, [name]);
    }
  }
  return machines;
}

const addressesOf = (name: string, { hosts, devices }: ResolvedTopology) => (hosts[name] ?? devices[name])?.addresses;

/** A machine that no rule names is one of the others on its networks. */
function unnamedMachine(
  name: string,
  topology: ResolvedTopology,
  byNetwork: ReadonlyMap<string, readonly Atom[]>,
): Atom[] | undefined {
  const addresses = addressesOf(name, topology);
  return (
    addresses &&
    Object.keys(addresses).flatMap((network) => (byNetwork.get(network) ?? []).filter((atom) => atom.name === null))
  );
}

/** `nas` for a named machine, `infra` for everybody else there, `wan` and its like for themselves. */
export function atomName(atom: Atom): string {
  return atom.name ?? atom.network ?? '';
}
