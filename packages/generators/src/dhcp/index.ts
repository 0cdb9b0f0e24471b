// DHCP of the networks a router serves, by dnsmasq or Kea; dnsmasq answers for names in the same file where it does both.
import { type Artifact, type Generator, printJson } from '@groundplan/engine';
import type { ResolvedHost, ResolvedNameserver, ResolvedTopology } from '@groundplan/model';
import { dnsmasqConf } from '../dns/dnsmasq.js';
import { etcPath } from '../linux-host.js';
import { generatedPath, printModule } from '../nix-module.js';
import { dnsmasqSettings } from './dnsmasq.js';
import { keaSettings } from './kea.js';
import { type Client, clientsByNetwork, type ServedNetwork, servedNetworks, servesDhcp } from './served.js';

export interface DhcpSlice {
  readonly host: string;
  readonly os: ResolvedHost['os'];
  readonly server: ResolvedTopology['dhcp']['server'];
  readonly domain: string;
  readonly served: readonly ServedNetwork[];
  /** What dnsmasq answers for beside DHCP. */
  readonly nameserver: ResolvedNameserver | null;
  /** Hosts and devices with a reservation, as model paths. */
  readonly clients: readonly string[];
}

export const dhcp: Generator<DhcpSlice> = {
  name: 'dhcp',
  slices: (topology) => {
    const clients = clientsByNetwork(topology);
    return Object.values(topology.hosts)
      .filter((host) => servesDhcp(host, topology))
      .map((host) => sliceOf(host, topology, clients));
  },
  render: (slice) => [{ ...(slice.os === 'nixos' ? nixos(slice) : native(slice)), from: origins(slice) }],
};

/** Whether one dnsmasq of the host serves addresses, and names too if it is the nameserver. */
export function hasDhcpDnsmasq(host: ResolvedHost, topology: ResolvedTopology): boolean {
  return topology.dhcp.server === 'dnsmasq' && servesDhcp(host, topology);
}

function sliceOf(
  host: ResolvedHost,
  topology: ResolvedTopology,
  clients: ReadonlyMap<string, readonly Client[]>,
): DhcpSlice {
  const served = servedNetworks(host, topology, clients);
  const paths = served.flatMap(({ network }) => (clients.get(network.name) ?? []).map(({ path }) => path));
  const { name, os, nameserver } = host;
  return {
    host: name,
    os,
    server: topology.dhcp.server,
    domain: topology.site.domain,
    served,
    nameserver: nameserver?.server === 'dnsmasq' && hasDhcpDnsmasq(host, topology) ? nameserver : null,
    clients: [...new Set(paths)],
  };
}

type File = Omit<Artifact, 'from'>;

function nixos(slice: DhcpSlice): File {
  const services =
    slice.server === 'kea'
      ? { kea: { dhcp4: { enable: true, settings: keaSettings(slice.served) } } }
      : { dnsmasq: { enable: true, resolveLocalQueries: false, settings: dnsmasqSettings(slice) } };
  return { path: generatedPath(slice.host, 'dhcp.nix'), content: printModule(slice.host, { services }) };
}

function native(slice: DhcpSlice): File {
  return slice.server === 'kea'
    ? { path: etcPath(slice.host, 'kea/kea-dhcp4.conf'), content: printJson({ Dhcp4: keaSettings(slice.served) }) }
    : { path: etcPath(slice.host, 'dnsmasq.conf'), content: dnsmasqConf(dnsmasqSettings(slice)) };
}

function origins({ host, served, clients }: DhcpSlice): string[] {
  return [`hosts.${host}`, ...served.map(({ network }) => `networks.${network.name}`), ...clients, 'site', 'dhcp'];
}
