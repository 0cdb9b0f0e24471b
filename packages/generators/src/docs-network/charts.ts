// The three charts of a site: every machine, networks with counts, or totals; the first that is not too large is drawn.
import type { Edge, Flowchart, Node, Shape } from './mermaid.js';
import { nodeId } from './mermaid.js';
import type { Cable, Machine, SiteNetwork, SiteSlice } from './site.js';

/** More boxes than this are no picture any more. */
export const mostNodes = 60;
/** Mermaid refuses to draw more than 500 edges (maxEdges). */
export const mostEdges = 250;

export type Detail = 'machines' | 'networks' | 'totals';

export function chartOf(site: SiteSlice): { detail: Detail; chart: Flowchart } {
  if (site.machines.length <= mostNodes) {
    const chart = machineChart(site);
    if (chart.edges.length <= mostEdges) return { detail: 'machines', chart };
  }
  const chart = networkChart(site);
  if (chart.nodes.length <= mostNodes && chart.edges.length <= mostEdges) return { detail: 'networks', chart };
  return { detail: 'totals', chart: totalsChart(site) };
}

const internet: Node = { id: 'internet', shape: 'circle', label: ['Internet'] };

const shapes: { readonly [kind: string]: Shape } = { router: 'hexagon', switch: 'round', 'access-point': 'flag' };

const machineId = (name: string) => nodeId('machine', name);
const networkId = (name: string) => nodeId('network', name);
const ssidId = (ssid: string) => nodeId('ssid', ssid);

function machineChart(site: SiteSlice): Flowchart {
  const edges = [
    ...site.machines.flatMap((machine) => uplinkEdges(machine, site)),
    ...site.machines.flatMap((machine) => cableEdges(machine, site)),
    ...site.machines.flatMap(membershipEdges),
    ...radioEdges(site),
  ];
  const used = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const nodes = [
    internet,
    ...site.machines.map(
      ({ name, kind }): Node => ({ id: machineId(name), shape: shapes[kind] ?? 'box', label: [name, kind] }),
    ),
    ...site.networks.map((network) => networkNode(network, [])),
    ...radioNodes(site),
  ];
  const isMachine = (id: string) => id.startsWith('machine_');
  return { nodes: nodes.filter(({ id }) => isMachine(id) || used.has(id)), edges };
}

const networkNode = ({ name, vlan, ipv4 }: SiteNetwork, more: readonly string[]): Node => ({
  id: networkId(name),
  shape: 'cylinder',
  label: [name, `VLAN ${vlan}`, ipv4, ...more],
});

const radioNodes = ({ radios, networks }: SiteSlice) =>
  radios.map(
    ({ ssid, network }): Node => ({ id: ssidId(ssid), shape: 'circle', label: [ssid, labelOf(network, networks)] }),
  );

function labelOf(name: string, networks: readonly SiteNetwork[]): string {
  const network = networks.find((one) => one.name === name);
  return network ? `${name} (${network.vlan})` : name;
}

/** An uplink whose cable ends in a modem is that cable, and the modem leads to the Internet. */
function uplinkEdges(machine: Machine, { machines }: SiteSlice): Edge[] {
  const { name, kind, cables, uplinks } = machine;
  const toInternet = (label: readonly string[]): Edge => ({
    from: internet.id,
    to: machineId(name),
    line: 'solid',
    label,
  });
  const of = (peer: string) => machines.find((one) => one.name === peer);
  const isUplink = ({ peer, peerPort }: Cable) => of(peer)?.uplinks.some(({ port }) => port === peerPort) === true;
  if (kind === 'modem' && cables.some(isUplink)) return [toInternet([])];
  const modemPorts = cables.filter(({ peer }) => of(peer)?.kind === 'modem').map(({ port }) => port);
  return uplinks.filter(({ port }) => !modemPorts.includes(port)).map((uplink) => toInternet(uplinkLabel(uplink)));
}

const uplinkLabel = ({ port, ssid }: Machine['uplinks'][number]) => (ssid === null ? [port] : [port, ssid]);

/** Each cable once, from the end whose name comes first. */
function cableEdges({ name, cables }: Machine, { networks }: SiteSlice): Edge[] {
  return cables
    .filter(({ peer }) => name < peer)
    .map((cable) => ({
      from: machineId(name),
      to: machineId(cable.peer),
      line: 'solid',
      label: [`${cable.port} – ${cable.peerPort}`, ...carriedLines(cable, networks)],
    }));
}

function carriedLines({ untagged, tagged }: Cable, networks: readonly SiteNetwork[]): string[] {
  if (untagged === null && tagged.length === 0) return ['uplink'];
  return [
    ...(untagged === null ? [] : [`${labelOf(untagged, networks)} untagged`]),
    ...(tagged.length === 0 ? [] : [`${tagged.map((name) => labelOf(name, networks)).join(', ')} tagged`]),
  ];
}

const membershipEdges = ({ name, memberships }: Machine): Edge[] =>
  memberships.map(({ network, interface: own }) => ({
    from: machineId(name),
    to: networkId(network),
    line: 'solid',
    label: own === null ? [] : [own],
  }));

function radioEdges({ radios, machines }: SiteSlice): Edge[] {
  const known = new Set(radios.map(({ ssid }) => ssid));
  const dotted = (from: string, to: string): Edge => ({ from, to, line: 'dotted', label: [] });
  return [
    ...radios.flatMap(({ ssid, network, by }) => [
      dotted(by === null ? networkId(network) : machineId(by), ssidId(ssid)),
    ]),
    ...machines.flatMap(({ name, joins }) =>
      joins.filter((ssid) => known.has(ssid)).map((ssid) => dotted(ssidId(ssid), machineId(name))),
    ),
  ];
}

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Which machines are on a network, by cable, by radio or unsaid. */
function networksOf({ memberships, cables, joins }: Machine, ofSsid: ReadonlyMap<string, string>): Set<string> {
  const joined = joins.flatMap((ssid) => ofSsid.get(ssid) ?? []);
  const cabled = cables.flatMap(({ untagged, tagged }) => [...(untagged === null ? [] : [untagged]), ...tagged]);
  return new Set([...memberships.map(({ network }) => network), ...cabled, ...joined]);
}

function networkChart(site: SiteSlice): Flowchart {
  const routers = site.machines.filter(({ kind }) => kind === 'router');
  const ofSsid = new Map(site.radios.map(({ ssid, network }) => [ssid, network]));
  const counts = new Map<string, number>();
  for (const machine of site.machines) {
    if (machine.kind === 'router') continue;
    for (const network of networksOf(machine, ofSsid)) counts.set(network, (counts.get(network) ?? 0) + 1);
  }
  const known = new Set(site.networks.map(({ name }) => name));
  return {
    nodes: [
      internet,
      ...routers.map(({ name }): Node => ({ id: machineId(name), shape: 'hexagon', label: [name, 'router'] })),
      ...site.networks.map((network) => networkNode(network, [plural(counts.get(network.name) ?? 0, 'machine')])),
    ],
    edges: routers.flatMap((router): Edge[] => [
      ...router.uplinks.map(
        (uplink): Edge => ({
          from: internet.id,
          to: machineId(router.name),
          line: 'solid',
          label: uplinkLabel(uplink),
        }),
      ),
      ...[...networksOf(router, ofSsid)]
        .filter((name) => known.has(name))
        .sort()
        .map((name): Edge => ({ from: machineId(router.name), to: networkId(name), line: 'solid', label: [] })),
    ]),
  };
}

function totalsChart({ machines, networks }: SiteSlice): Flowchart {
  const routers = machines.filter(({ kind }) => kind === 'router').length;
  const others = plural(machines.length - routers, 'machine');
  const link = (from: string, to: string): Edge => ({ from, to, line: 'solid', label: [] });
  return {
    nodes: [
      internet,
      { id: 'routers', shape: 'hexagon', label: [plural(routers, 'router')] },
      { id: 'networks', shape: 'cylinder', label: [plural(networks.length, 'network')] },
      { id: 'machines', shape: 'box', label: [others] },
    ],
    edges: [link('internet', 'routers'), link('routers', 'networks'), link('networks', 'machines')],
  };
}
