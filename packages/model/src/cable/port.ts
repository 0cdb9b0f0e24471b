// The ports that cables end in: Ethernet interfaces of hosts and ports of devices, and what each carries.
import type { AnyHost } from '../host/attachments.js';
import { linksOf } from '../host/attachments.js';
import { hardwareOf } from '../host/findings.js';
import { interfaceMedium } from '../host/hardware.js';
import type { AnyBridgePort, AnyLink } from '../host/schema.js';
import { childPath, type ModelPath, modelPath } from '../model-path.js';
import type { ResolvedPort } from '../resolved.js';
import type { AnyTopology } from '../topology.js';

/** Networks by name; a router's uplink carries none of the site. */
export interface Carried {
  readonly mode: ResolvedPort['mode'];
  readonly untagged: string | null;
  readonly tagged: readonly string[];
}

export interface Place {
  readonly machine: string;
  readonly port: string;
}

/** An end that topology.ts tells of, whether or not a cable ends there. */
export interface Port extends Place {
  readonly at: ModelPath;
  readonly carried: Carried;
  readonly bond: { readonly name: string; readonly mode: string } | null;
  /** The other end, where this one says it. */
  readonly to: Place | null;
}

/** A link that is no port, because it is several or has no socket. */
export interface NoPort extends Place {
  readonly at: ModelPath;
  readonly kind: 'bond' | 'bridge' | 'radio';
  readonly members: readonly string[];
  readonly to: Place | null;
}

export interface Ports {
  /** By `placeKey`. */
  readonly ports: ReadonlyMap<string, Port>;
  readonly others: ReadonlyMap<string, NoPort>;
}

export const placeKey = ({ machine, port }: Place) => `${machine}/${port}`;

export function portsOf(topology: AnyTopology): Ports {
  const found = [
    ...Object.entries(topology.hosts).flatMap(([name, host]) => hostPorts(name, host)),
    ...Object.entries(topology.devices ?? {}).flatMap(([name, device]) => devicePorts(name, device)),
  ];
  const byKey = <T extends Place>(places: readonly T[]) => new Map(places.map((place) => [placeKey(place), place]));
  return {
    ports: byKey(found.filter((one): one is Port => 'carried' in one)),
    others: byKey(found.filter((one): one is NoPort => 'kind' in one)),
  };
}

type Device = NonNullable<AnyTopology['devices']>[string];

/** A port's fields in their flat form. */
type AnyDevicePort = Pick<AnyLink, 'access' | 'trunk' | 'native' | 'to'>;

export function devicePortsOf(device: Device): [string, AnyDevicePort][] {
  return Object.entries((device.ports ?? {}) as { readonly [port: string]: AnyDevicePort });
}

function devicePorts(machine: string, device: Device): Port[] {
  return devicePortsOf(device).map(([port, value]) => ({
    machine,
    port,
    at: modelPath('devices', machine, 'ports', port),
    carried: carriedBy(value),
    bond: null,
    to: placeOf(value.to),
  }));
}

interface Socket extends Place {
  readonly at: ModelPath;
  readonly value: AnyLink | AnyBridgePort;
}

function hostPorts(machine: string, host: AnyHost): (Port | NoPort)[] {
  const links = new Set(linksOf(host).map(([link]) => link));
  return linksOf(host).flatMap(([port, value]) => {
    const socket = { machine, port, at: modelPath('hosts', machine, 'links', port), value };
    return linkPorts(socket, host).filter((one) => one.port === port || !links.has(one.port));
  });
}

/** The port of a link, or its members; a VLAN-aware bridge has ports with networks of their own. */
function linkPorts(socket: Socket, host: AnyHost): (Port | NoPort)[] {
  const { machine, at } = socket;
  const value: AnyLink = socket.value;
  if (!value.ports) return socketPorts(socket, host);
  const members = Object.entries(value.ports);
  const bridge = noPort(socket, 'bridge', Object.keys(value.ports));
  return [
    bridge,
    ...members.flatMap(([port, one]) =>
      socketPorts({ machine, port, at: childPath(at, 'ports', port), value: one }, host),
    ),
  ];
}

function socketPorts(socket: Socket, host: AnyHost): (Port | NoPort)[] {
  const { machine, port, at, value } = socket;
  const bridge = 'bridge' in value ? value.bridge : undefined;
  const carried = carriedBy(value);
  if (bridge) return [noPort(socket, 'bridge', bridge), ...bridge.map((member) => memberPort(socket, member, null))];
  if (value.bond) {
    const bond = { name: port, mode: value.mode ?? '802.3ad' };
    return [noPort(socket, 'bond', value.bond), ...value.bond.map((member) => memberPort(socket, member, bond))];
  }
  return [
    isRadio(socket, host)
      ? noPort(socket, 'radio', [])
      : { machine, port, at, carried, bond: null, to: placeOf(value.to) },
  ];
}

function isRadio({ port, value }: Socket, host: AnyHost): boolean {
  const { wifi, accessPoint, uplink }: AnyLink & AnyBridgePort = value;
  if (wifi !== undefined || accessPoint || uplink?.kind === 'wifi' || uplink?.kind === 'modem') return true;
  return interfaceMedium(hardwareOf(host), port) === 'wireless';
}

const noPort = ({ machine, port, at, value }: Socket, kind: NoPort['kind'], members: readonly string[]): NoPort => ({
  machine,
  port,
  at,
  kind,
  members,
  to: placeOf(value.to),
});

const memberPort = ({ machine, at, value }: Socket, port: string, bond: Port['bond']): Port => ({
  machine,
  port,
  at,
  carried: carriedBy(value),
  bond,
  to: null,
});

function carriedBy(value: Partial<AnyLink>): Carried {
  if (value.access !== undefined) return { mode: 'access', untagged: value.access, tagged: [] };
  if (value.trunk === undefined) return { mode: 'uplink', untagged: null, tagged: [] };
  return { mode: 'trunk', untagged: value.native ?? null, tagged: value.trunk };
}

function placeOf(to: string | undefined): Place | null {
  const [machine, port] = to?.split('/') ?? [];
  return machine === undefined || port === undefined ? null : { machine, port };
}

export function networksIn({ untagged, tagged }: Carried): string[] {
  return untagged === null ? [...tagged] : [untagged, ...tagged];
}
