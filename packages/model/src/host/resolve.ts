// Decides each host: platform, addresses, interfaces, its place in a cluster.
import { recordOf, sortedKeys } from '../names.js';
import type {
  ResolvedAddress,
  ResolvedHost,
  ResolvedNetwork,
  ResolvedNode,
  ResolvedPort,
  ResolvedSite,
  Sourced,
} from '../resolved.js';
import { secretFile } from '../secret/resolve.js';
import type { AnyTopology } from '../topology.js';
import { type AnyHost, attachmentsOf, linksOf } from './attachments.js';
import { systemPorts } from './bridge-ports.js';
import { hardwareOf } from './findings.js';
import { hardware, isKernelName } from './hardware.js';
import { resolveInterfaces } from './interfaces.js';

interface Context {
  readonly topology: AnyTopology;
  readonly site: ResolvedSite;
  readonly networks: { readonly [name: string]: ResolvedNetwork };
  readonly addresses: ReadonlyMap<string, { readonly [network: string]: ResolvedAddress }>;
  readonly nodes: ReadonlyMap<string, ResolvedNode>;
  readonly ports: ReadonlyMap<string, { readonly [port: string]: ResolvedPort }>;
}

export function resolveHosts(context: Context): { [name: string]: ResolvedHost } {
  return recordOf(
    Object.entries(context.topology.hosts).map(([name, host]) => [name, resolveHost(name, host, context)]),
  );
}

function resolveHost(name: string, host: AnyHost, context: Context): ResolvedHost {
  const { topology, site, networks } = context;
  const addresses = context.addresses.get(name) ?? {};
  const node = context.nodes.get(name) ?? null;
  const gateway = gatewayNetwork(name, host, topology);
  const os = host.os ?? 'nixos';
  const interfaces = resolveInterfaces({ name, host, topology, site, networks, addresses, gateway });
  return {
    name,
    description: host.description ?? null,
    os,
    hardware: hardwareOf(host),
    system: hardware[hardwareOf(host)].system,
    stateVersion: os === 'nixos' ? (host.stateVersion ?? site.stateVersion) : null,
    router: host.router === true,
    predictableInterfaceNames: !linksOf(host).some(([link, value]) =>
      [link, ...systemPorts(link, value)].some(isKernelName),
    ),
    addresses,
    address: mainAddress(addresses, node, gateway),
    interfaces,
    ports: context.ports.get(name) ?? {},
    wifiSecretsFile: Object.values(interfaces).some((one) => one.wifi) ? secretFile('wireless') : null,
    node,
    nameserver: null,
    firewall: null,
    nixos: null,
    secrets: [],
  };
}

/** Where the default route goes: where the host says, else its first network by name. A router's goes to its uplink. */
export function gatewayNetwork(name: string, host: AnyHost, topology: AnyTopology): string | null {
  if (host.router) return null;
  const linked = attachmentsOf(name, host, topology).map((attachment) => attachment.network);
  const addressed = linked.filter((network) => host.addresses?.[network] !== false);
  return host.gateway ?? addressed.sort()[0] ?? null;
}

/** The address to reach a host by: on its cluster's network, else where its default route goes, else the first by network name. */
export function mainAddress(
  addresses: { readonly [network: string]: ResolvedAddress },
  node: ResolvedNode | null,
  gateway: string | null,
): Sourced<string> | null {
  const onCluster = node && Object.values(addresses).find((address) => address.ipv4 === node.ip.value);
  const address = onCluster ?? addresses[gateway ?? ''] ?? addresses[sortedKeys(addresses)[0] ?? ''];
  return address ? { value: address.ipv4, from: address.from } : null;
}
