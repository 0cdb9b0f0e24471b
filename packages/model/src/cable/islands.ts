// Networks that stop on the way: machines cabled to each other on a network, and no cable with it leads to its router.
import { routersByNetwork } from '../host/attachments.js';
import { byCodeUnit } from '../names.js';
import type { Report } from '../report.js';
import type { AnyTopology } from '../topology.js';
import type { Cable } from './cables.js';
import { networksIn, type Port, type Ports, placeKey } from './port.js';

interface Cabling {
  readonly ports: Ports;
  readonly cables: readonly Cable[];
}

/** Where a network's way may go on unseen, by a port without a cable, nothing is said. */
export function islandFindings({ ports, cables }: Cabling, topology: AnyTopology, report: Report): void {
  const open = openMachines(ports.ports, cables);
  const routers = routersByNetwork(topology);
  for (const [network, carrying] of [...cablesByNetwork(cables, ports)].sort(([a], [b]) => byCodeUnit(a, b))) {
    const [router] = routers.get(network) ?? [];
    const isOpen = (machine: string) => open.has(`${network} ${machine}`);
    if (router === undefined || isOpen(router)) continue;
    const groups = groupsOf(carrying);
    if (!groups.some(({ machines }) => machines.has(router))) continue;
    for (const group of groups) {
      if (!group.machines.has(router) && ![...group.machines].some(isOpen))
        reportIsland(network, router, group, report);
    }
  }
}

function reportIsland(network: string, router: string, { machines, cables: [first] }: Group, report: Report): void {
  const names = [...machines].sort(byCodeUnit).join(', ');
  report({
    code: 'cable-island',
    at: first?.at[0] ?? '',
    message: `${network} ends here: ${names} have it, and no cable that carries it leads on to its router ${router}.`,
    fix: `Add ${network} to each port on the way to ${router}, or say the cable that is missing.`,
  });
}

/** Network and machine, where the machine has a port with the network and no cable. */
function openMachines(ports: ReadonlyMap<string, Port>, cables: readonly Cable[]): Set<string> {
  const cabled = new Set(cables.flatMap(({ ends }) => ends.map(placeKey)));
  return new Set(
    [...ports].flatMap(([key, { machine, carried }]) =>
      cabled.has(key) ? [] : networksIn(carried).map((network) => `${network} ${machine}`),
    ),
  );
}

function cablesByNetwork(cables: readonly Cable[], { ports }: Ports): Map<string, Cable[]> {
  const carrying = new Map<string, Cable[]>();
  for (const cable of cables) {
    const stated = cable.ends.flatMap((end) => ports.get(placeKey(end))?.carried ?? []);
    for (const network of new Set(stated.flatMap(networksIn))) append(carrying, network, cable);
  }
  return carrying;
}

function append(lists: Map<string, Cable[]>, key: string, cable: Cable): void {
  const known = lists.get(key);
  if (known) known.push(cable);
  else lists.set(key, [cable]);
}

interface Group {
  readonly machines: ReadonlySet<string>;
  readonly cables: readonly Cable[];
}

/** Cables that hang together; a machine joins its cables, as a switch or a bridge does. */
function groupsOf(cables: readonly Cable[]): Group[] {
  const byMachine = new Map<string, Cable[]>();
  for (const cable of cables) {
    for (const { machine } of cable.ends) append(byMachine, machine, cable);
  }
  const seen = new Set<Cable>();
  return cables.flatMap((cable) => (seen.has(cable) ? [] : [groupFrom(cable, byMachine, seen)]));
}

function groupFrom(start: Cable, byMachine: ReadonlyMap<string, readonly Cable[]>, seen: Set<Cable>): Group {
  const machines = new Set<string>();
  const found: Cable[] = [];
  const waiting = [start];
  for (let cable = waiting.pop(); cable; cable = waiting.pop()) {
    if (seen.has(cable)) continue;
    seen.add(cable);
    found.push(cable);
    for (const { machine } of cable.ends) {
      if (machines.has(machine)) continue;
      machines.add(machine);
      waiting.push(...(byMachine.get(machine) ?? []));
    }
  }
  return { machines, cables: found };
}
