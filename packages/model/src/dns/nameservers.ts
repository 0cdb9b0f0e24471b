// Which machines answer for the site's names: on which interfaces and addresses, whom, and with which records.
import { own, recordOf } from '../names.js';
import type { ResolvedDns, ResolvedHost, ResolvedNameserver, ResolvedNetwork, ResolvedRecord } from '../resolved.js';
import { byFirstName, type Machines } from './records.js';
import { resolveReverseZones } from './reverse.js';
import { upstreamOf } from './upstream.js';

type Named<T> = { readonly [name: string]: T };

export type Nameservers = ReadonlyMap<string, ResolvedNameserver>;

export interface NameserverContext extends Machines {
  readonly dns: ResolvedDns;
}

/** By machine: the one `dns.by` names, else every router for those of its networks that ask it. */
export function resolveNameservers(context: NameserverContext): Nameservers {
  const { dns, hosts, networks } = context;
  if (dns.by !== null) return chosen(dns.by, context);
  const routers = Object.values(hosts).filter(({ router, os }) => router && os !== 'android');
  const known = recordsByRouter(context);
  return new Map(
    routers.flatMap((host) => {
      const asking = Object.values(networks).filter((network) => asksGateway(network, host));
      if (asking.length === 0) return [];
      const places = placesOf(host, new Set(asking.map(({ name }) => name)));
      const records = known(host.name);
      return [[host.name, nameserver(host.name, { places, asking, records }, context)] as const];
    }),
  );
}

const asksGateway = ({ router, dns, ipv4, ipv6 }: ResolvedNetwork, { name }: ResolvedHost) =>
  router === name && (dns.includes(ipv4.gateway) || (ipv6 !== null && dns.includes(ipv6.gateway)));

function chosen(machine: string, context: NameserverContext): Nameservers {
  const { hosts, devices, networks } = context;
  const host = own(hosts, machine);
  const device = Object.values(own(devices, machine)?.addresses ?? {}).map(({ ipv4 }) => ipv4);
  const places = host ? placesOf(host, new Set(Object.keys(networks))) : { interfaces: [], addresses: device };
  const answer = { places, asking: Object.values(networks), records: context.dns.records };
  return new Map([[machine, nameserver(machine, answer, context)]]);
}

type Places = Pick<ResolvedNameserver, 'interfaces' | 'addresses'>;

/** The interfaces that carry addresses of the networks, and the VPN's. */
function placesOf({ interfaces }: ResolvedHost, networks: ReadonlySet<string>): Places {
  const carrying = Object.values(interfaces).filter(
    ({ network, addresses, kind }) =>
      (network === null ? kind === 'wireguard' : networks.has(network)) && addresses.length > 0,
  );
  return {
    interfaces: carrying.map(({ name }) => name),
    addresses: carrying.flatMap((one) => one.addresses.map(({ value }) => value.replace(/\/\d+$/, ''))),
  };
}

/** Machines behind other routers cannot be reached from a router, so their names would be of no use; those without any are known to all. */
function recordsByRouter({ dns, networks }: NameserverContext): (router: string) => ResolvedRecord[] {
  const routerOf = ({ network }: ResolvedRecord) => networks[network]?.router ?? null;
  const machines = new Map<string | null, Set<string>>();
  const routed = new Set<string>();
  for (const record of dns.records) {
    const router = routerOf(record);
    const around = machines.get(router) ?? new Set();
    machines.set(router, around.add(record.machine));
    if (router !== null) routed.add(record.machine);
  }
  const byMachine = new Map<string, ResolvedRecord[]>();
  for (const record of dns.records) byMachine.set(record.machine, [...(byMachine.get(record.machine) ?? []), record]);
  const alone = [...(machines.get(null) ?? [])].filter((machine) => !routed.has(machine));
  return (router) =>
    [...(machines.get(router) ?? []), ...alone].flatMap((machine) => byMachine.get(machine) ?? []).sort(byFirstName);
}

interface Answer {
  readonly places: Places;
  readonly asking: readonly ResolvedNetwork[];
  readonly records: readonly ResolvedRecord[];
}

function nameserver(machine: string, { places, asking, records }: Answer, context: NameserverContext) {
  const { dns, site, networks } = context;
  const names = new Set(records.flatMap((record) => record.names));
  return {
    server: dns.server,
    domain: site.domain,
    name: `${machine}.${site.domain}`,
    ...places,
    clients: [
      ...asking.flatMap(({ ipv4, ipv6 }) => [ipv4.cidr, ...(ipv6 ? [ipv6.cidr] : [])]),
      ...peersOf(machine, context),
    ],
    ...upstreamOf(dns, own(context.hosts, machine) !== undefined),
    records,
    aliases: dns.aliases.filter(({ target }) => names.has(target)),
    reverseZones: resolveReverseZones(records, networks),
  };
}

/** The VPN asks its router, or the site's nameserver. */
function peersOf(machine: string, { vpn, dns }: NameserverContext): string[] {
  return vpn && (dns.by ?? vpn.host) === machine ? [vpn.ipv4, vpn.ipv6] : [];
}

/** The machines with what they need to answer. */
export function withNameservers<M extends { readonly name: string }>(
  machines: Named<M>,
  nameservers: Nameservers,
): { [name: string]: M } {
  return recordOf(
    Object.values(machines).map((machine) => [
      machine.name,
      { ...machine, nameserver: nameservers.get(machine.name) ?? null },
    ]),
  );
}
