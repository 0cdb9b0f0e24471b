// The cables of a site with 802.1Q: one switch that filters VLANs, trunks to the routers, access ports to everybody else.
import type { ResolvedHost, ResolvedInterface, ResolvedTopology } from '@groundplan/model';
import type { Link, Site, Station } from './station.js';
import { Unable } from './unable.js';

/** VLANs as frames carry them on a port. */
export interface PortVlans {
  readonly untagged: number | null;
  readonly tagged: readonly number[];
}

/** The ports of a router that lead to the same place: one, or the members of a bond. */
interface Carrier extends PortVlans {
  readonly interfaces: readonly ResolvedInterface[];
}

export interface Cable {
  readonly station: string;
  readonly interface: string;
  readonly mac: string | null;
  readonly bridge: string;
  /** Null on a bridge that knows no VLANs. */
  readonly vlans: PortVlans | null;
}

export interface Fabric {
  /** Names of bridges that filter VLANs, and of bridges that do not. */
  readonly filtering: readonly string[];
  readonly plain: readonly string[];
  readonly cables: readonly Cable[];
}

/** A network card of the virtual machine: outside it is plugged into a bridge, inside into the switch or a router. */
export interface Card {
  readonly bridge: string;
  readonly inside:
    | { readonly bridge: string; readonly vlan: number }
    | { readonly station: string; readonly interface: string; readonly mac: string | null };
}

/** The stations outside, switch and routers in the machine, and the cards that join them. */
export interface TrunkFabric {
  readonly outside: Fabric;
  readonly inside: Fabric;
  readonly cards: readonly Card[];
}

/** Every station's links plugged into bridges of their own. */
export function directFabric({ stations, bridges }: Site): Fabric {
  const cables = stations.flatMap(({ id, links }) => links.map((link) => plainCable(id, link)));
  return { filtering: [], plain: bridges.map(({ name }) => name), cables };
}

const plainCable = (station: string, { interface: name, mac, bridge }: Link): Cable => ({
  station,
  interface: name,
  mac,
  bridge,
  vlans: null,
});

const mainSwitch = 'sw0';

export function trunkFabric(site: Site, topology: ResolvedTopology): TrunkFabric {
  const routers = site.stations.filter(({ kind }) => kind === 'router');
  const segments: Cable[][] = [];
  const trunks = routers.flatMap(({ id, host }) =>
    routerCables(id, carriersOf(topology.hosts[host ?? ''] as ResolvedHost, topology.networks), segments),
  );
  const moved = movedStations(site, segments);
  const others = site.stations.filter((station) => !routers.includes(station));
  const links = routers.flatMap((router) => router.links.filter(isUplink(site)).map((link) => ({ router, link })));
  const uplinks = links.map((one, index) =>
    uplinkParts(one, topology, { index, trunks: [...trunks, ...segments.flat()] }),
  );
  return {
    outside: {
      filtering: [],
      plain: [...site.bridges.map(({ name }) => name), ...moved.map(({ name }) => `out-${name}`)],
      cables: others.flatMap((station) => outsideCables(station, moved)),
    },
    inside: {
      filtering: [
        mainSwitch,
        ...segments.map((_, index) => segmentName(index)),
        ...uplinks.flatMap(({ filtering }) => filtering),
      ],
      plain: [],
      cables: [...trunks, ...segments.flat(), ...uplinks.flatMap(({ cables }) => cables)],
    },
    cards: [
      ...site.bridges.flatMap(({ name, vlan }) =>
        vlan === null ? [] : [{ bridge: name, inside: { bridge: mainSwitch, vlan } }],
      ),
      ...moved.map(({ name, vlan }) => ({ bridge: `out-${name}`, inside: { bridge: name, vlan } })),
      ...uplinks.map(({ card }) => card),
    ],
  };
}

function outsideCables({ id, links }: Station, moved: readonly Moved[]): Cable[] {
  const segment = moved.find(({ station }) => station === id);
  return links.map((link) => plainCable(id, segment ? { ...link, bridge: `out-${segment.name}` } : link));
}

interface UplinkParts {
  readonly filtering: readonly string[];
  readonly cables: readonly Cable[];
  readonly card: Card;
}

/** Where the provider's network is a VLAN, a switch of its own carries it as tagged frames. */
function uplinkParts(
  { router, link }: { router: Station; link: Link },
  topology: ResolvedTopology,
  { index, trunks }: { index: number; trunks: readonly Cable[] },
): UplinkParts {
  const interfaces = Object.values(topology.hosts[router.host ?? '']?.interfaces ?? {});
  const vlan = interfaces.find(({ name }) => name === link.interface)?.vlan?.value;
  const port = interfaces.find(({ vlans }) => vlans.includes(link.interface));
  const { bridge } = link;
  if (vlan === undefined || !port) {
    const { interface: name, mac } = link;
    return { filtering: [], cables: [], card: { bridge, inside: { station: router.id, interface: name, mac } } };
  }
  const name = `swu${index}`;
  if (trunks.some((cable) => cable.station === router.id && cable.interface === port.name))
    throw new Unable(`${router.label}: ${port.name} carries networks and an uplink, which this lab cannot plug in.`);
  const cable = { station: router.id, interface: port.name, mac: port.mac, bridge: name };
  return {
    filtering: [name],
    cables: [{ ...cable, vlans: { untagged: null, tagged: [vlan] } }],
    card: { bridge, inside: { bridge: name, vlan } },
  };
}

/** For every port of a router that needs a switch of its own, the network whose last station sits there. */
export function furtherPorts({ hosts, networks }: ResolvedTopology): string[] {
  const segments: Cable[][] = [];
  for (const host of Object.values(hosts))
    if (host.router) routerCables(host.name, carriersOf(host, networks), segments);
  const first = segments.map(([cable]) => allOf(cable?.vlans ?? { untagged: null, tagged: [] })[0]);
  return first.flatMap((vlan) => Object.values(networks).find((network) => network.vlan === vlan)?.name ?? []);
}

const segmentName = (index: number) => `sw${index + 1}`;

function isUplink({ bridges }: Site): (link: Link) => boolean {
  const uplinks = bridges.filter(({ vlan }) => vlan === null).map(({ name }) => name);
  return ({ bridge }) => uplinks.includes(bridge);
}

interface Moved {
  readonly station: string;
  /** Of the segment. */
  readonly name: string;
  readonly vlan: number;
}

/** The last station of a network sits on a further port of the router, so that this port is tried too. */
function movedStations({ stations, bridges }: Site, segments: readonly (readonly Cable[])[]): Moved[] {
  const clients = stations.filter(({ kind }) => kind === 'client');
  const moved: Moved[] = [];
  for (const [index, segment] of segments.entries()) {
    const vlan = allOf(segment[0]?.vlans ?? { untagged: null, tagged: [] })[0];
    const bridge = bridges.find((one) => one.vlan === vlan)?.name;
    const free = clients.filter(
      ({ id, links }) => links.some((link) => link.bridge === bridge) && !moved.some(({ station }) => station === id),
    );
    const last = free.length > 1 ? free.at(-1) : undefined;
    if (last && vlan !== undefined) moved.push({ station: last.id, name: segmentName(index), vlan });
  }
  return moved;
}

/** A VLAN reaches the main switch by one port of a router only, so that there is no loop; its further ports get a switch each. */
function routerCables(station: string, carriers: readonly Carrier[], segments: Cable[][]): Cable[] {
  const known = new Set<number>();
  return carriers.flatMap(({ interfaces, ...vlans }) => {
    const own = without(vlans, known);
    for (const vlan of allOf(vlans)) known.add(vlan);
    const isFurther = allOf(own).length === 0;
    const cable = ({ name, mac }: ResolvedInterface): Cable => ({
      station,
      interface: name,
      mac,
      bridge: isFurther ? segmentName(segments.length) : mainSwitch,
      vlans: isFurther ? vlans : own,
    });
    const cables = interfaces.map(cable);
    if (isFurther) segments.push(cables);
    return isFurther ? [] : cables;
  });
}

const allOf = ({ untagged, tagged }: PortVlans) => [...(untagged === null ? [] : [untagged]), ...tagged];

function without({ untagged, tagged }: PortVlans, known: ReadonlySet<number>): PortVlans {
  return {
    untagged: untagged !== null && known.has(untagged) ? null : untagged,
    tagged: tagged.filter((vlan) => !known.has(vlan)),
  };
}

/** The wired ports of a router, with what the interfaces above them carry; radios need the air. */
function carriersOf({ interfaces }: ResolvedHost, networks: ResolvedTopology['networks']): Carrier[] {
  const all = Object.values(interfaces);
  const ports = all.filter(({ kind, uplink }) => kind === 'ethernet' && !uplink);
  const bonds = all.filter(({ kind }) => kind === 'bond');
  const vlans = (one: ResolvedInterface) => vlansOf(one, { interfaces, networks });
  return [
    ...bonds.map((bond) => ({
      interfaces: ports.filter(({ master }) => master?.name === bond.name),
      ...vlans(bond),
    })),
    ...ports.filter(({ master }) => master?.kind !== 'bond').map((port) => ({ interfaces: [port], ...vlans(port) })),
  ].filter((carrier) => carrier.interfaces.length > 0 && allOf(carrier).length > 0);
}

function vlansOf(
  port: ResolvedInterface,
  { interfaces, networks }: Pick<ResolvedHost, 'interfaces'> & Pick<ResolvedTopology, 'networks'>,
): PortVlans {
  const { bridgeVlans, master } = port;
  if (bridgeVlans && master?.kind === 'bridge')
    return { untagged: bridgeVlans.untagged?.value ?? null, tagged: bridgeVlans.tagged.map(({ value }) => value) };
  const bridge = master?.kind === 'bridge' ? interfaces[master.name] : undefined;
  const { network, vlans } = bridge ?? port;
  return {
    untagged: networks[network ?? '']?.vlan ?? null,
    tagged: vlans.flatMap((name) => (interfaces[name]?.uplink ? [] : (interfaces[name]?.vlan?.value ?? []))),
  };
}
