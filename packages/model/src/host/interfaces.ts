// The system interfaces of a host: ports, VLANs, bridges, bonds, with their addresses and routes.
import { childPath, type ModelPath, modelPath } from '../model-path.js';
import { recordOf } from '../names.js';
import type { ResolvedAddress, ResolvedInterface, ResolvedNetwork, ResolvedSite, Sourced } from '../resolved.js';
import type { AnyTopology } from '../topology.js';
import { macList } from '../value.js';
import { type AnyHost, type Attachment, attachmentsOf, linksOf, vlanInterface } from './attachments.js';
import { hardwareOf } from './findings.js';
import { interfaceMedium, isOwnName } from './hardware.js';
import type { AnyLink } from './schema.js';

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
  return recordOf(withMasters(interfaces, context.host).map((one) => [one.name, one]));
}

export const blank = {
  renamed: false,
  network: null,
  vlan: null,
  vlans: [],
  master: null,
  bondMode: null,
  mac: null,
  mtu: null,
  addresses: [],
  gateways: [],
  dns: [],
  domain: null,
  dhcp: false,
  uplink: false,
  wan: null,
  bridgeVlans: null,
  advertises: null,
  radio: null,
  wifi: null,
  wireguard: null,
} as const;

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
  const base: ResolvedInterface = {
    ...blank,
    name,
    kind: kindOf(name, link, context.host),
    renamed: isPort(link) && isOwnName(hardwareOf(context.host), name),
    from,
    vlans: tagged.map((attachment) => attachment.interface).sort(),
    bondMode: link.bond ? (link.mode ?? '802.3ad') : null,
    mac: macList(link.mac)[0] ?? null,
    mtu:
      link.mtu === undefined
        ? untagged
          ? mtuOf(untagged, context)
          : null
        : { value: link.mtu, from: childPath(from, 'mtu') },
    ...(untagged ? carried(untagged, context) : {}),
    ...uplinkOf(link, from, context),
    wifi: wifiOf(link, from, context),
  };
  return [base, ...tagged.map((attachment) => vlanOf(attachment, context)), ...membersOf(link, from, context.host)];
}

function mtuOf({ network }: Attachment, { networks }: HostContext): Sourced<number> | null {
  const mtu = networks[network]?.mtu ?? null;
  return mtu === null ? null : { value: mtu, from: modelPath('networks', network, 'mtu') };
}

const isPort = (link: AnyLink) => !link.bridge && !link.bond;

function kindOf(name: string, link: AnyLink, host: AnyHost): ResolvedInterface['kind'] {
  if (link.bridge) return 'bridge';
  return link.bond ? 'bond' : interfaceMedium(hardwareOf(host), name);
}

function vlanOf(attachment: Attachment, context: HostContext): ResolvedInterface {
  const network = context.networks[attachment.network] as ResolvedNetwork;
  return {
    ...blank,
    name: vlanInterface(network.vlan),
    kind: 'vlan',
    from: attachment.at,
    vlan: { value: network.vlan, from: modelPath('networks', network.name, 'vlan') },
    mtu: mtuOf(attachment, context),
    ...carried(attachment, context),
  };
}

function membersOf(link: AnyLink, from: ModelPath, host: AnyHost): ResolvedInterface[] {
  const links = new Set(linksOf(host).map(([name]) => name));
  const members = (link.bridge ?? link.bond ?? []).filter((member) => !links.has(member));
  return members.map((name) => ({ ...blank, name, kind: interfaceMedium(hardwareOf(host), name), from }));
}

function withMasters(interfaces: readonly ResolvedInterface[], host: AnyHost): ResolvedInterface[] {
  const masters = new Map<string, ResolvedInterface['master']>();
  for (const [name, link] of linksOf(host)) {
    for (const member of link.bridge ?? []) masters.set(member, { name, kind: 'bridge' });
    for (const member of link.bond ?? []) masters.set(member, { name, kind: 'bond' });
  }
  return interfaces.map((one) => ({ ...one, master: masters.get(one.name) ?? null }));
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

function uplinkOf({ uplink }: AnyLink, from: ModelPath, { site }: HostContext): Partial<ResolvedInterface> {
  if (!uplink) return {};
  const at = childPath(from, 'uplink');
  if (uplink.kind !== 'static')
    return { uplink: true, dhcp: true, dns: site.nameservers.map((value) => ({ value, from: 'site.nameservers' })) };
  return {
    uplink: true,
    addresses: [{ value: uplink.address, from: childPath(at, 'address') }],
    gateways: [{ value: uplink.gateway, from: childPath(at, 'gateway') }],
    dns: (uplink.nameservers ?? site.nameservers).map((value) => ({
      value,
      from: uplink.nameservers ? childPath(at, 'nameservers') : 'site.nameservers',
    })),
  };
}

function wifiOf(link: AnyLink, from: ModelPath, { topology }: HostContext): ResolvedInterface['wifi'] {
  if (link.uplink?.kind === 'wifi')
    return { ssid: link.uplink.ssid, psk: link.uplink.psk, from: childPath(from, 'uplink') };
  const psk = link.wifi === undefined ? undefined : topology.wifi?.[link.wifi]?.psk;
  return link.wifi === undefined || psk === undefined ? null : { ssid: link.wifi, psk, from: childPath(from, 'wifi') };
}
