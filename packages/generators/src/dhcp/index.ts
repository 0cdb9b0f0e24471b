// DHCP of the networks a router serves: dnsmasq pools, reservations, router and resolver options (dnsmasq(8)).
import type { Generator } from '@groundplan/engine';
import type { ResolvedHost, ResolvedInterface, ResolvedNetwork, ResolvedTopology } from '@groundplan/model';
import { byCodeUnit } from '@groundplan/model';
import { generatedPath, type NixOptions, nixosHosts, printModule } from '../nix-module.js';

export interface Reservation {
  readonly name: string;
  readonly macs: readonly string[];
  readonly ipv4: string;
}

export interface ServedNetwork {
  readonly network: ResolvedNetwork;
  readonly interface: string;
  /** Sorted by name. */
  readonly reservations: readonly Reservation[];
}

export interface DhcpSlice {
  readonly host: string;
  readonly domain: string;
  readonly nameservers: readonly string[];
  readonly served: readonly ServedNetwork[];
  /** Hosts and devices with a reservation, as model paths. */
  readonly clients: readonly string[];
}

export const dhcp: Generator<DhcpSlice> = {
  name: 'dhcp',
  slices: slicesOf,
  render: (slice) => [
    {
      path: generatedPath(slice.host, 'dhcp.nix'),
      content: printModule(slice.host, {
        services: { dnsmasq: { enable: true, resolveLocalQueries: false, settings: settings(slice) } },
      }),
      from: [
        `hosts.${slice.host}`,
        ...slice.served.map(({ network }) => `networks.${network.name}`),
        ...slice.clients,
        'site',
      ],
    },
  ],
};

/** Whether the host answers DHCP on one of its networks. */
export function servesDhcp(host: ResolvedHost, topology: ResolvedTopology): boolean {
  return Object.values(host.interfaces).some((one) => servedOn(one, host, topology) !== undefined);
}

/** The network of an interface when the host hands out its addresses. */
function servedOn(one: ResolvedInterface, host: ResolvedHost, topology: ResolvedTopology): ResolvedNetwork | undefined {
  const network = one.network === null ? undefined : topology.networks[one.network];
  return network?.dhcp && network.router === host.name ? network : undefined;
}

function slicesOf(topology: ResolvedTopology): DhcpSlice[] {
  const clients = clientsByNetwork(topology);
  return nixosHosts(topology).flatMap((host) => {
    const served = Object.values(host.interfaces).flatMap((one): ServedNetwork[] => {
      const network = servedOn(one, host, topology);
      if (!network) return [];
      const reservations = (clients.get(network.name) ?? []).map(({ reservation }) => reservation);
      return [{ network, interface: one.name, reservations }];
    });
    if (served.length === 0) return [];
    const paths = served.flatMap(({ network }) => (clients.get(network.name) ?? []).map(({ path }) => path));
    return [
      {
        host: host.name,
        domain: topology.site.domain,
        nameservers: topology.site.nameservers,
        served,
        clients: [...new Set(paths)],
      },
    ];
  });
}

interface Client {
  readonly path: string;
  readonly reservation: Reservation;
}

/** Everything with a known MAC, by network, sorted by name. */
function clientsByNetwork({ hosts, devices }: ResolvedTopology): Map<string, Client[]> {
  const clients = new Map<string, Client[]>();
  const machines = [
    ...Object.values(hosts).map((host) => ({ kind: 'hosts', ...host })),
    ...Object.values(devices).map((device) => ({ ...device, kind: 'devices' })),
  ];
  for (const { kind, name, addresses } of machines.sort((a, b) => byCodeUnit(a.name, b.name))) {
    for (const [network, { ipv4, macs }] of Object.entries(addresses)) {
      if (macs.length === 0) continue;
      const known = clients.get(network) ?? [];
      known.push({ path: `${kind}.${name}`, reservation: { name, macs, ipv4 } });
      clients.set(network, known);
    }
  }
  return clients;
}

/** Serves only the interfaces it names; answers nobody on the uplink. */
function settings({ domain, nameservers, served }: DhcpSlice): NixOptions {
  return {
    'bind-dynamic': true,
    'bogus-priv': true,
    'dhcp-authoritative': true,
    'dhcp-host': served.flatMap(({ reservations }) => reservations.map(reservationLine)),
    'dhcp-option': served.flatMap(({ network }) => optionLines(network)),
    'dhcp-range': served.map(({ network }) => rangeLine(network)),
    domain,
    'domain-needed': true,
    interface: served.map((one) => one.interface),
    local: `/${domain}/`,
    'no-resolv': true,
    server: nameservers,
  };
}

function reservationLine({ macs, ipv4, name }: Reservation): string {
  return [...macs, ipv4, name].join(',');
}

function rangeLine({ name, ipv4, dhcp: pool }: ResolvedNetwork): string {
  return [`set:${name}`, pool?.start, pool?.end, ipv4.netmask, pool?.lease].join(',');
}

function optionLines({ name, ipv4, dns }: ResolvedNetwork): string[] {
  const ipv4Resolvers = dns.filter((address) => !address.includes(':'));
  return [
    `tag:${name},option:router,${ipv4.gateway}`,
    ...(ipv4Resolvers.length === 0 ? [] : [`tag:${name},option:dns-server,${ipv4Resolvers.join(',')}`]),
  ];
}
