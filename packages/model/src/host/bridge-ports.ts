// The ports of a VLAN-aware bridge: which networks each carries, and the interfaces they are.
import { childPath, type ModelPath, modelPath } from '../model-path.js';
import { sortedKeys } from '../names.js';
import type { BridgeVlans, ResolvedInterface, ResolvedNetwork, Sourced } from '../resolved.js';
import type { AnyTopology } from '../topology.js';
import type { AnyBridgePort, AnyLink } from './schema.js';

export interface BridgePort {
  readonly name: string;
  readonly port: AnyBridgePort;
  readonly at: ModelPath;
}

type Named<T> = { readonly [name: string]: T };

/** In the order of their names; empty for a link that is no VLAN-aware bridge. */
export function portsOf(at: ModelPath, link: AnyLink): BridgePort[] {
  return sortedKeys(link.ports).map((name) => ({
    name,
    port: link.ports?.[name] as AnyBridgePort,
    at: childPath(at, 'ports', name),
  }));
}

/** The interfaces of the hardware that a link is made of. */
export function systemPorts(name: string, link: AnyLink): string[] {
  if (!link.ports) return [...(link.bridge ?? link.bond ?? [name])];
  return sortedKeys(link.ports).flatMap((port) => link.ports?.[port]?.bond ?? [port]);
}

/** Every network of the bridge once, with the first port that carries it. */
export function bridgeNetworks(host: string, ports: readonly BridgePort[], topology: AnyTopology) {
  const first = new Map<string, ModelPath>();
  for (const { port, at } of ports) {
    for (const network of portNetworks(host, port, topology)) if (!first.has(network)) first.set(network, at);
  }
  return [...first].map(([network, at]) => ({ network, at }));
}

/** An access point carries the networks of the SSIDs it provides. */
function portNetworks(host: string, port: AnyBridgePort, { wifi }: AnyTopology): string[] {
  if (!port.accessPoint) return membership(port);
  return sortedKeys(wifi).flatMap((ssid) => (wifi?.[ssid]?.by === host ? [wifi[ssid].network] : []));
}

const membership = ({ access, native, trunk = [] }: AnyBridgePort) =>
  [access, native, ...trunk].filter((name) => name !== undefined);

/** What frames of a port belong to; null for an access point, whose SSIDs are ports of their own. */
export function portVlans(port: AnyBridgePort, networks: Named<ResolvedNetwork>): BridgeVlans | null {
  if (port.accessPoint) return null;
  const untagged = port.access ?? port.native;
  return {
    untagged: untagged === undefined ? null : vlanOf(untagged, networks),
    tagged: taggedVlans(port.trunk ?? [], networks),
  };
}

/** Sorted by VLAN id. */
export function taggedVlans(names: readonly string[], networks: Named<ResolvedNetwork>): Sourced<number>[] {
  return names.map((name) => vlanOf(name, networks)).sort((a, b) => a.value - b.value);
}

function vlanOf(name: string, networks: Named<ResolvedNetwork>): Sourced<number> {
  return { value: (networks[name] as ResolvedNetwork).vlan, from: modelPath('networks', name, 'vlan') };
}

/** The bridge or bond each interface of the host belongs to. */
export function mastersOf(links: readonly (readonly [string, AnyLink])[]): Map<string, ResolvedInterface['master']> {
  const masters = new Map<string, ResolvedInterface['master']>();
  for (const [name, { bridge, bond, ports }] of links) {
    for (const member of [...(bridge ?? []), ...sortedKeys(ports)]) masters.set(member, { name, kind: 'bridge' });
    for (const member of bond ?? []) masters.set(member, { name, kind: 'bond' });
    for (const port of sortedKeys(ports))
      for (const member of ports?.[port]?.bond ?? []) masters.set(member, { name: port, kind: 'bond' });
  }
  return masters;
}
