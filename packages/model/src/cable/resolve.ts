// Decides the ports of machines: what each carries and what is at the other end of its cable.
import { recordOf } from '../names.js';
import type { ResolvedNetwork, ResolvedPort } from '../resolved.js';
import type { AnyTopology } from '../topology.js';
import { type Cable, cablesOf, otherEnd } from './cables.js';
import { type Carried, type Place, type Ports, placeKey, portsOf } from './port.js';

type Networks = { readonly [name: string]: ResolvedNetwork };
type MachinePorts = { readonly [port: string]: ResolvedPort };

/** By machine: the ports that topology.ts or a cable tells of; of hosts only those with a cable. */
export function resolvePorts(topology: AnyTopology, networks: Networks): ReadonlyMap<string, MachinePorts> {
  const all = portsOf(topology);
  const cables = new Map(cablesOf(all).flatMap((cable) => cable.ends.map((end) => [placeKey(end), cable] as const)));
  const declared = [...all.ports.values()].filter(({ machine }) => !Object.hasOwn(topology.hosts, machine));
  const places = new Map<string, Place>(declared.map((port) => [placeKey(port), port]));
  for (const { ends } of cables.values()) for (const end of ends) places.set(placeKey(end), end);

  const machines = new Map<string, [string, ResolvedPort][]>();
  for (const [key, { machine, port }] of places) {
    const known = machines.get(machine) ?? [];
    known.push([port, resolvePort({ machine, port }, cables.get(key), all, networks)]);
    machines.set(machine, known);
  }
  return new Map([...machines].map(([machine, ports]) => [machine, recordOf(ports)]));
}

function resolvePort(place: Place, cable: Cable | undefined, { ports }: Ports, networks: Networks): ResolvedPort {
  const own = ports.get(placeKey(place));
  const end = cable && otherEnd(cable, placeKey(place));
  const other = end && ports.get(placeKey(end));
  const { mode, untagged, tagged } = carriedBy(own?.carried, other?.carried);
  const vlan = (network: string) => networks[network]?.vlan ?? 0;
  return {
    name: place.port,
    from: own?.at ?? cable?.at[0] ?? '',
    peer: end ? { machine: end.machine, port: end.port, bond: other?.bond ?? null } : null,
    mode,
    untagged,
    tagged: [...tagged].sort((a, b) => vlan(a) - vlan(b)),
  };
}

/** What the port states itself, else the other end; an uplink takes what it is plugged into. */
function carriedBy(own: Carried | undefined, other: Carried | undefined): Carried {
  const stated = own ?? other;
  return (stated?.mode === 'uplink' ? (other ?? stated) : stated) ?? { mode: 'uplink', untagged: null, tagged: [] };
}
