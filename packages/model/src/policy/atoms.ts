// The parts of a site that rules can tell apart, and which of them a zone's name means.
import { sortedKeys } from '../names.js';
import type { ResolvedTopology } from '../resolved.js';

/** A machine that some rule names, on one of its networks; or everybody else there; or a router, vpn or wan. */
export interface Atom {
  /** Null for routers, the VPN and the Internet. */
  readonly network: string | null;
  /** A host or device, or the zone itself for vpn, wan and the only router; null for everybody else on the network. */
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
  const routers = routerAtoms(topology);
  const all = [...sortedKeys(topology.networks).flatMap(networkAtoms), ...routers, ...outside];
  const byNetwork = groupBy(all, ({ network }) => network ?? undefined);
  const byName = groupBy(all, ({ name }) => name ?? undefined);
  const zone = (name: string): readonly Atom[] | undefined => {
    const members = topology.groups[name];
    if (members) return members.flatMap((member) => zone(member) ?? []);
    if (topology.networks[name]) return byNetwork.get(name);
    if (name === 'router') return routers;
    // Its addresses end in the zone router.
    if (topology.hosts[name]?.router) return routers.length === 1 ? routers : byName.get(name);
    return byName.get(name) ?? unnamedMachine(name, topology, byNetwork);
  };
  return { all, zone };
}

const outside: readonly Atom[] = ['vpn', 'wan'].map((name) => ({ network: null, name }));

const routersOf = ({ hosts }: ResolvedTopology) => sortedKeys(hosts).filter((name) => hosts[name]?.router);

/** Each of several by its name. */
function routerAtoms(topology: ResolvedTopology): Atom[] {
  const names = routersOf(topology);
  return (names.length > 1 ? names : ['router']).map((name) => ({ network: null, name }));
}

export const isRouterAtom = ({ network, name }: Atom): boolean => network === null && name !== 'vpn' && name !== 'wan';

/** The router that an atom is behind or is; undefined on a network without one; null for the Internet, which all are joined to. */
export function routerOf(atom: Atom, topology: ResolvedTopology): string | null | undefined {
  if (atom.network !== null) return topology.networks[atom.network]?.router ?? undefined;
  if (isRouterAtom(atom)) return atom.name === 'router' ? routersOf(topology)[0] : (atom.name ?? undefined);
  return atom.name === 'vpn' ? (topology.vpn?.host ?? null) : null;
}

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
