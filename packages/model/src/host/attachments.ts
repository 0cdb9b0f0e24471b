// Which networks a host is linked to, and by which system interface.
import { type ModelPath, modelPath } from '../model-path.js';
import { byCodeUnit } from '../names.js';
import type { AnyTopology } from '../topology.js';
import { macList } from '../value.js';
import { bridgeNetworks, portsOf } from './bridge-ports.js';
import type { AnyLink } from './schema.js';

export interface Attachment {
  readonly network: string;
  readonly link: string;
  /** The interface that carries the network's addresses. */
  readonly interface: string;
  readonly tagged: boolean;
  readonly macs: readonly string[];
  readonly at: ModelPath;
}

export type AnyHost = AnyTopology['hosts'][string];

/** Links in their flat form, in which every field may be absent. */
export function linksOf(host: AnyHost): [string, AnyLink][] {
  return Object.entries(host.links as { readonly [name: string]: AnyLink });
}

export function attachmentsOf(name: string, host: AnyHost, topology: AnyTopology): Attachment[] {
  return linksOf(host).flatMap(([link, value]) =>
    value.ports
      ? bridgeAttachments(name, [link, value], topology)
      : linkAttachments(modelPath('hosts', name, 'links', link), [link, value], topology),
  );
}

/** The host is on every network of the bridge, by a VLAN interface on it. */
function bridgeAttachments(host: string, [link, value]: [string, AnyLink], topology: AnyTopology): Attachment[] {
  const macs = macList(value.mac);
  const ports = portsOf(modelPath('hosts', host, 'links', link), value);
  return bridgeNetworks(host, ports, topology).map(({ network, at }) => ({
    network,
    link,
    interface: vlanInterface(topology.networks[network]?.vlan ?? 0),
    tagged: true,
    macs,
    at,
  }));
}

function linkAttachments(at: ModelPath, [link, value]: [string, AnyLink], topology: AnyTopology): Attachment[] {
  const macs = macList(value.mac);
  const attachment = (network: string, tagged: boolean): Attachment => ({
    network,
    link,
    interface: tagged ? vlanInterface(topology.networks[network]?.vlan ?? 0) : link,
    tagged,
    macs,
    at,
  });
  const untagged =
    value.access ?? value.native ?? (value.wifi === undefined ? undefined : topology.wifi?.[value.wifi]?.network);
  return [
    ...(untagged === undefined ? [] : [attachment(untagged, false)]),
    ...(value.trunk ?? []).map((network) => attachment(network, true)),
  ];
}

/** One attachment per network; a second one is a finding of its own. */
export function networksOf(name: string, host: AnyHost, topology: AnyTopology): Attachment[] {
  const byNetwork = new Map<string, Attachment>();
  for (const attachment of attachmentsOf(name, host, topology)) {
    if (!byNetwork.has(attachment.network)) byNetwork.set(attachment.network, attachment);
  }
  return [...byNetwork.values()].sort((a, b) => byCodeUnit(a.network, b.network));
}

/** The name of the interface of a VLAN; short enough for every id. */
export function vlanInterface(vlan: number): string {
  return `vlan${vlan}`;
}

/** The routers of each network. */
export function routersByNetwork(topology: AnyTopology): Map<string, string[]> {
  const routers = new Map<string, string[]>();
  for (const [name, host] of Object.entries(topology.hosts)) {
    if (!host.router) continue;
    for (const { network } of networksOf(name, host, topology)) {
      routers.set(network, [...(routers.get(network) ?? []), name].sort());
    }
  }
  return routers;
}
