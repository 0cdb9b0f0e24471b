// Decides the VPN: prefixes, addresses, keys by name and file, and who is found behind whom.
import { formatIpv4, parseIpv4Prefix } from '../address/ipv4.js';
import { formatIpv6Prefix } from '../address/ipv6.js';
import type { Assignment } from '../address-plan/allocate.js';
import { linksOf } from '../host/attachments.js';
import { childPath, modelPath } from '../model-path.js';
import { own, recordOf, sortedKeys } from '../names.js';
import { ipv6Host } from '../network/resolve.js';
import type {
  ResolvedHost,
  ResolvedNetwork,
  ResolvedRule,
  ResolvedSite,
  ResolvedVpn,
  ResolvedVpnPeer,
} from '../resolved.js';
import { secretFile } from '../secret/resolve.js';
import type { AnyTopology } from '../topology.js';
import { vpnPrefix6 } from './addresses.js';

type VpnInput = NonNullable<AnyTopology['vpn']>;

interface Context {
  readonly site: ResolvedSite;
  readonly networks: { readonly [name: string]: ResolvedNetwork };
  /** Of the peers. */
  readonly assignments: readonly Assignment[];
}

export const vpnInterface = 'wg0';

/** What fits into 1,500 bytes of Ethernet behind the headers of IPv6, UDP and WireGuard. */
const mtu = 1420;
const defaultPort = 51820;

export function resolveVpn(topology: AnyTopology, context: Context): ResolvedVpn | null {
  const { vpn } = topology;
  const prefix = vpn && parseIpv4Prefix(vpn.ipv4);
  if (!vpn || !prefix) return null;
  const prefix6 = vpnPrefix6(context.site.ula);
  return {
    from: 'vpn',
    host: vpn.host,
    interface: vpnInterface,
    port: vpn.port ?? defaultPort,
    endpoint: vpn.endpoint ?? staticAddress(topology, vpn.host),
    ipv4: vpn.ipv4,
    ipv6: formatIpv6Prefix(prefix6),
    addresses: [`${formatIpv4(prefix.first + 1)}/${prefix.length}`, `${ipv6Host(prefix6, 1)}/64`],
    privateKey: vpn.privateKey,
    privateKeyFile: secretFile(vpn.privateKey),
    publicKey: vpn.publicKey,
    mtu,
    dns: resolversOf(topology, { own: formatIpv4(prefix.first + 1), router: vpn.host, networks: context.networks }),
    reaches: [],
    peers: recordOf(context.assignments.map((one) => [one.request.machine, resolvePeer(one, vpn, context)])),
  };
}

function resolvePeer({ request, address, origin }: Assignment, vpn: VpnInput, { site }: Context): ResolvedVpnPeer {
  const name = request.machine;
  const peer = vpn.peers[name] as VpnInput['peers'][string];
  const first = parseIpv4Prefix(vpn.ipv4)?.first ?? 0;
  return {
    name,
    from: modelPath('vpn', 'peers', name),
    publicKey: peer.publicKey,
    presharedKey: peer.presharedKey ?? null,
    presharedKeyFile: peer.presharedKey === undefined ? null : secretFile(peer.presharedKey),
    endpoint: peer.endpoint ?? null,
    keepalive: peer.keepalive ?? null,
    ipv4: formatIpv4(address),
    ipv6: ipv6Host(vpnPrefix6(site.ula), Math.max(0, address - first)),
    origin,
    networks: [...(peer.networks ?? [])],
  };
}

/** The first fixed address of the router towards the Internet. */
function staticAddress({ hosts }: AnyTopology, name: string): string | null {
  const host = own(hosts, name);
  const links = host ? linksOf(host).sort(([a], [b]) => (a < b ? -1 : 1)) : [];
  for (const [, { uplink }] of links) {
    if (uplink?.kind === 'static') return uplink.address.split('/')[0] ?? null;
  }
  return null;
}

export const vpnPortPath = childPath('vpn', 'port');

interface Asking {
  /** The router's address on the VPN. */
  readonly own: string;
  readonly router: string;
  readonly networks: Context['networks'];
}

/** The router where it answers for networks of its own, else the site's nameserver as one of these networks asks it. */
function resolversOf({ dns, networks: stated }: AnyTopology, { own: address, router, networks }: Asking): string[] {
  const around = Object.values(networks).filter((network) => network.router === router);
  if (around.some((network) => network.dns.includes(network.ipv4.gateway))) return [address];
  if (dns?.by === undefined) return [];
  const asking = around.find(({ name }) => own(stated, name)?.dns === undefined);
  return asking?.dns.slice(0, 1) ?? [];
}

/** The networks to which the router's rules let anything of the VPN through, and the VPN itself. */
export function withReach(
  vpn: ResolvedVpn | null,
  hosts: { readonly [name: string]: ResolvedHost },
  networks: Context['networks'],
): ResolvedVpn | null {
  const firewall = vpn && hosts[vpn.host]?.firewall;
  if (!vpn || firewall?.kind !== 'router') return vpn;
  const open = firewall.pairs.filter(
    ({ from, rules }) => from === 'vpn' && rules.some(({ action }) => action === 'allow'),
  );
  const zones = new Set(open.map(({ to }) => to));
  if (zones.has('wan')) return { ...vpn, reaches: ['0.0.0.0/0', '::/0'] };
  const reached = Object.values(networks).filter(({ name }) => zones.has(name));
  return {
    ...vpn,
    reaches: [vpn.ipv4, vpn.ipv6, ...reached.flatMap(({ ipv4, ipv6 }) => [ipv4.cidr, ...(ipv6 ? [ipv6.cidr] : [])])],
  };
}

/** Peers call in from anywhere, and ask the router for names where it answers. */
export function vpnRules(vpn: ResolvedVpn | null, nameserver: string | null): ResolvedRule[] {
  if (!vpn) return [];
  const rule = { action: 'allow', within: null } as const;
  const port = [`udp/${vpn.port}`];
  const call = { ...rule, at: vpnPortPath, description: 'WireGuard', from: ['wan'], to: [vpn.host], ports: port };
  if (vpn.dns.length === 0) return [call];
  const to = [nameserver ?? 'router'];
  return [call, { ...rule, at: vpn.from, description: 'DNS', from: ['vpn'], to, ports: ['tcp/53', 'udp/53'] }];
}

/** The prefixes of the zone vpn: its own, and those behind the peers. */
export function vpnPrefixes(vpn: ResolvedVpn): { ipv4: string[]; ipv6: string[] } {
  const behind = sortedKeys(vpn.peers).flatMap((name) => vpn.peers[name]?.networks ?? []);
  const isIpv6 = (prefix: string) => prefix.includes(':');
  return {
    ipv4: [vpn.ipv4, ...behind.filter((prefix) => !isIpv6(prefix))],
    ipv6: [vpn.ipv6, ...behind.filter(isIpv6)],
  };
}
