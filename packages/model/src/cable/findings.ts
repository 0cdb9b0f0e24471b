// What can be wrong with cables: ends that are no port, two cables in one port, ends that disagree.
import { networksOf } from '../host/attachments.js';
import { childPath, type ModelPath, modelPath } from '../model-path.js';
import { own, sortedKeys, suggestion } from '../names.js';
import type { Report } from '../report.js';
import type { AnyTopology } from '../topology.js';
import { type Cable, cablesOf, otherEnd } from './cables.js';
import { islandFindings } from './islands.js';
import { type Carried, type NoPort, networksIn, type Place, type Port, type Ports, placeKey, portsOf } from './port.js';

export function cableFindings(topology: AnyTopology, report: Report): void {
  const all = portsOf(topology);
  for (const port of all.ports.values()) endFindings(port, all, topology, report);
  for (const other of all.others.values()) if (other.to) reportNoPort(childPath(other.at, 'to'), other, report);
  const cables = cablesOf(all);
  sharedPorts(cables, report);
  for (const cable of cables) mismatch(cable, all, topology, report);
  unpluggedFindings(all, topology, report);
  islandFindings({ ports: all, cables }, topology, report);
}

function endFindings({ machine, to, at }: Port, { ports, others }: Ports, topology: AnyTopology, report: Report): void {
  if (!to) return;
  if (to.machine === machine) {
    report({
      code: 'cable-loop',
      at: childPath(at, 'to'),
      message: `The cable leaves ${machine} and comes back to it.`,
      fix: 'Name the machine at the other end.',
    });
    return;
  }
  const host = own(topology.hosts, to.machine);
  if (!host || ports.has(placeKey(to))) return;
  const other = others.get(placeKey(to));
  if (other) reportNoPort(childPath(at, 'to'), other, report);
  else reportUnknownPort(childPath(at, 'to'), to, ports, report);
}

function reportUnknownPort(at: ModelPath, to: Place, ports: Ports['ports'], report: Report): void {
  const known = [...ports.values()].filter(({ machine }) => machine === to.machine).map(({ port }) => port);
  report({
    code: 'cable-port',
    at,
    message: `${to.machine} has no Ethernet link ${to.port}.`,
    fix: `${suggestion(to.port, known)} A host has the ports of its links.`,
    related: [modelPath('hosts', to.machine, 'links')],
  });
}

function reportNoPort(at: ModelPath, { machine, port, kind, members }: NoPort, report: Report): void {
  const isRadio = kind === 'radio';
  report({
    code: 'cable-port',
    at,
    message: isRadio
      ? `${port} of ${machine} is a radio.`
      : `${port} of ${machine} is a ${kind} of ${members.join(' and ')}.`,
    fix: isRadio
      ? 'Name an Ethernet port, or take the cable away.'
      : `Say each cable at its other end, such as to: '${machine}/${members[0]}'.`,
  });
}

function sharedPorts(cables: readonly Cable[], report: Report): void {
  const first = new Map<string, Cable>();
  for (const cable of cables) {
    for (const key of cable.ends.map(placeKey)) {
      const earlier = first.get(key);
      if (!earlier) first.set(key, cable);
      else
        report({
          code: 'cable-twice',
          at: childPath(cable.at[0], 'to'),
          message: `Two cables end in ${key}: from ${placeKey(otherEnd(earlier, key))} and from ${placeKey(otherEnd(cable, key))}.`,
          fix: 'Name another port for one of them.',
          related: [childPath(earlier.at[0], 'to')],
        });
    }
  }
}

function mismatch({ ends, at }: Cable, { ports }: Ports, topology: AnyTopology, report: Report): void {
  const [first, second] = ends.map((end) => ports.get(placeKey(end)));
  if (!first || !second || agree(first, second, topology)) return;
  const stated = first.at === at[0] ? first : second;
  const other = stated === first ? second : first;
  report({
    code: 'cable-mismatch',
    at: stated.at,
    message: `${placeKey(stated)} carries ${inWords(stated.carried)}, and the other end of its cable, ${placeKey(other)}, ${inWords(other.carried)}.`,
    fix: 'Say the same at both ends. A port of a device may be left out: it then carries what the other end does.',
    related: [other.at],
  });
}

/** An uplink may lead into a network of the site, as long as the router is not in that network itself. */
function agree(a: Port, b: Port, topology: AnyTopology): boolean {
  if (a.carried.mode === 'uplink') return b.carried.mode === 'uplink' || !isWithin(a.machine, b.carried, topology);
  if (b.carried.mode === 'uplink') return !isWithin(b.machine, a.carried, topology);
  return inWords(a.carried) === inWords(b.carried);
}

function isWithin(machine: string, carried: Carried, topology: AnyTopology): boolean {
  const host = own(topology.hosts, machine);
  const linked = host ? networksOf(machine, host, topology).map(({ network }) => network) : [];
  return networksIn(carried).some((network) => linked.includes(network));
}

function inWords({ mode, untagged, tagged }: Carried): string {
  if (mode === 'uplink') return 'the way to the Internet';
  const parts = [
    ...(untagged === null ? [] : [`${untagged} untagged`]),
    ...(tagged.length === 0
      ? []
      : [`${sortedKeys(Object.fromEntries(tagged.map((name) => [name, 0]))).join(', ')} tagged`]),
  ];
  return parts.join(' and ');
}

/** Devices whose ports lack a network that they need: of an address, or of an SSID they provide. Not switches, of which topology.ts may tell a few ports only. */
function unpluggedFindings(all: Ports, topology: AnyTopology, report: Report): void {
  const carried = carriedByDevice(all, topology);
  for (const name of sortedKeys(topology.devices)) {
    const has = carried.get(name);
    if (!has || topology.devices?.[name]?.kind === 'switch') continue;
    for (const { network, at, what } of needs(name, topology)) {
      if (has.has(network)) continue;
      report({
        code: 'cable-without-network',
        at,
        message: `No port of ${name} carries ${network}, the network of ${what}.`,
        fix: `Add ${network} to the port its cable is in, or correct the network here.`,
      });
    }
  }
}

/** The networks of each device's ports; nothing for devices of which no port is known. */
function carriedByDevice({ ports }: Ports, topology: AnyTopology): Map<string, Set<string>> {
  const carried = new Map<string, Set<string>>();
  for (const { machine, to, carried: own } of ports.values()) {
    for (const name of [machine, to?.machine ?? machine]) {
      if (!Object.hasOwn(topology.devices ?? {}, name)) continue;
      carried.set(name, new Set([...(carried.get(name) ?? []), ...networksIn(own)]));
    }
  }
  return carried;
}

function needs(name: string, topology: AnyTopology): { network: string; at: ModelPath; what: string }[] {
  const addresses = sortedKeys(topology.devices?.[name]?.addresses).map((network) => ({
    network,
    at: modelPath('devices', name, 'addresses', network),
    what: 'this address',
  }));
  const ssids = sortedKeys(topology.wifi).flatMap((ssid) => {
    const wifi = topology.wifi?.[ssid];
    const what = `the SSID ${JSON.stringify(ssid)}`;
    return wifi?.by === name ? [{ network: wifi.network, at: modelPath('wifi', ssid), what }] : [];
  });
  return [...addresses, ...ssids];
}
