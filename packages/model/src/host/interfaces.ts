// The system interfaces of a host: ports, VLANs, bridges, bonds, with their addresses and routes.
import { childPath, type ModelPath, modelPath } from '../model-path.js';
import { recordOf } from '../names.js';
import type { ResolvedAddress, ResolvedInterface, ResolvedNetwork, ResolvedSite, Sourced } from '../resolved.js';
import type { AnyTopology } from '../topology.js';
import { macList } from '../value.js';
import { type AnyHost, type Attachment, attachmentsOf, linksOf, vlanInterface } from './attachments.js';
import { blankInterface as blank } from './blank-interface.js';
import { type BridgePort, mastersOf, portsOf, portVlans, taggedVlans } from './bridge-ports.js';
import { hardwareOf } from './findings.js';
import { interfaceMedium, isOwnName } from './hardware.js';
import { carrierMtu, vlanMtu } from './mtu.js';
import { withRadios } from './radio.js';
import type { AnyLink } from './schema.js';
import { uplinkInterfaces } from './uplink.js';

export interface HostContext {
  readonly name: string;
  readonly host: AnyHost;
  readonly topology: AnyTopology;
  readonly site: ResolvedSite;
  readonly networks: { readonly [name: string]: ResolvedNetwork };
  readonly addresses: { readonly [network: string]: ResolvedAddress };
  /** The network of the default route; null for routers and for hosts without a network. */
  readonly gateway: string | null;
}

export function resolveInterfaces(context: HostContext): { [name: string]: ResolvedInterface } {
  const attachments = attachmentsOf(context.name, context.host, context.topology);
  const interfaces = linksOf(context.host).flatMap((link) => linkInterfaces(link, attachments, context));
  return recordOf(withRadios(withMasters(interfaces, context.host), context).map((one) => [one.name, one]));
}

/** The interface of a link itself, one for each of its VLANs, and the members of a bridge or bond. */
function linkInterfaces(
  [name, link]: [string, AnyLink],
  attachments: readonly Attachment[],
  context: HostContext,
): ResolvedInterface[] {
  const from = modelPath('hosts', context.name, 'links', name);
  const own = attachments.filter((attachment) => attachment.link === name);
  const untagged = own.find((attachment) => !attachment.tagged);
  const tagged = own.filter((attachment) => attachment.tagged);
  const networks = tagged.map(({ network }) => network);
  const base: ResolvedInterface = {
    ...portBase({ name, from, port: link }, context),
    kind: kindOf(name, link, context.host),
    vlans: tagged.map((attachment) => attachment.interface).sort(),
    mtu: carrierMtu({ from, stated: link.mtu, untagged: untagged?.network, tagged: networks }, context.networks),
    bridgeVlans: link.ports ? { untagged: null, tagged: taggedVlans(networks, context.networks) } : null,
    ...(untagged ? carried(untagged, context) : {}),
    wifi: wifiOf(link, from, context),
  };
  return [
    ...(link.uplink ? uplinkInterfaces(base, link.uplink, context) : [base]),
    ...tagged.map((attachment) => vlanOf(attachment, base, context)),
    ...membersOf({ from, port: link }, context),
    ...portsOf(from, link).flatMap((port) => bridgePort(port, context)),
  ];
}

/** What a link and a port of a bridge have in common. */
function portBase(
  { name, from, port }: { name: string; from: ModelPath; port: AnyLink },
  { host }: HostContext,
): ResolvedInterface {
  const isBond = port.bond !== undefined;
  const isReal = !isBond && !port.bridge && !port.ports;
  return {
    ...blank,
    name,
    kind: isBond ? 'bond' : interfaceMedium(hardwareOf(host), name),
    renamed: isReal && isOwnName(hardwareOf(host), name),
    from,
    bondMode: isBond ? (port.mode ?? '802.3ad') : null,
    mac: macList(port.mac)[0] ?? null,
  };
}

/** A port of a VLAN-aware bridge, and the members of a bond that it is. */
function bridgePort({ name, port, at }: BridgePort, context: HostContext): ResolvedInterface[] {
  const base: ResolvedInterface = {
    ...portBase({ name, from: at, port }, context),
    mtu: port.mtu === undefined ? null : { value: port.mtu, from: childPath(at, 'mtu') },
    bridgeVlans: portVlans(port, context.networks),
  };
  return [base, ...membersOf({ from: at, port }, context)];
}

function kindOf(name: string, link: AnyLink, host: AnyHost): ResolvedInterface['kind'] {
  if (link.bridge || link.ports) return 'bridge';
  if (link.uplink?.kind === 'modem') return 'modem';
  return link.bond ? 'bond' : interfaceMedium(hardwareOf(host), name);
}

function vlanOf(attachment: Attachment, parent: ResolvedInterface, context: HostContext): ResolvedInterface {
  const network = context.networks[attachment.network] as ResolvedNetwork;
  return {
    ...blank,
    name: vlanInterface(network.vlan),
    kind: 'vlan',
    from: attachment.at,
    vlan: { value: network.vlan, from: modelPath('networks', network.name, 'vlan') },
    mtu: vlanMtu(network.name, parent.mtu, context.networks),
    ...carried(attachment, context),
  };
}

function membersOf({ from, port }: { from: ModelPath; port: AnyLink }, { host }: HostContext): ResolvedInterface[] {
  const links = new Set(linksOf(host).map(([name]) => name));
  const members = (port.bridge ?? port.bond ?? []).filter((member) => !links.has(member));
  return members.map((name) => ({ ...blank, name, kind: interfaceMedium(hardwareOf(host), name), from }));
}

/** A bridge takes the smallest MTU of its ports, so they get its own; a bond gives its members its own by itself. */
function withMasters(interfaces: readonly ResolvedInterface[], host: AnyHost): ResolvedInterface[] {
  const masters = mastersOf(linksOf(host));
  if (masters.size === 0) return [...interfaces];
  const mtus = new Map(interfaces.map((one) => [one.name, one.mtu]));
  return interfaces.map((one) => {
    const master = masters.get(one.name) ?? null;
    const inherits = master?.kind === 'bridge' && one.kind !== 'wireless';
    return { ...one, master, mtu: one.mtu ?? (inherits ? (mtus.get(master.name) ?? null) : null) };
  });
}

/** What an interface carries for its network: addresses, default route, resolvers. */
function carried({ network: name }: Attachment, context: HostContext) {
  const network = context.networks[name] as ResolvedNetwork;
  const from = modelPath('networks', name);
  const isGateway = context.gateway === name;
  return {
    network: name,
    addresses: interfaceAddresses(network, context),
    gateways: isGateway ? [{ value: network.ipv4.gateway, from: childPath(from, 'gateway') }] : [],
    dns: isGateway ? network.dns.map((value) => ({ value, from: childPath(from, 'dns') })) : [],
    domain: isGateway ? { value: context.site.domain, from: 'site.domain' } : null,
  };
}

/** The gateway addresses a router carries come first, then the host's own. */
function interfaceAddresses(network: ResolvedNetwork, { name, addresses }: HostContext): Sourced<string>[] {
  const own = addresses[network.name];
  const gateway = network.router === name ? [network.ipv4.gateway, network.ipv6?.gateway] : [];
  const all = [
    ...gateway.map((value) => ({ value, from: modelPath('networks', network.name, 'gateway') })),
    ...(own ? [own.ipv4, own.ipv6].map((value) => ({ value, from: own.from })) : []),
  ];
  const seen = new Set<string>();
  return all.flatMap(({ value, from }) => {
    if (value === null || value === undefined || seen.has(value)) return [];
    seen.add(value);
    return [{ value: `${value}/${value.includes(':') ? network.ipv6?.prefix : network.ipv4.prefix}`, from }];
  });
}

function wifiOf(link: AnyLink, from: ModelPath, { topology }: HostContext): ResolvedInterface['wifi'] {
  if (link.uplink?.kind === 'wifi')
    return { ssid: link.uplink.ssid, psk: link.uplink.psk, from: childPath(from, 'uplink') };
  const psk = link.wifi === undefined ? undefined : topology.wifi?.[link.wifi]?.psk;
  return link.wifi === undefined || psk === undefined ? null : { ssid: link.wifi, psk, from: childPath(from, 'wifi') };
}
