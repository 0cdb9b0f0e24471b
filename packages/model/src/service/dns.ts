// Decides the resolver a host runs as a service: where it answers, whom, and whom it asks.
import { own, sortedKeys } from '../names.js';
import type { ResolvedHost, ResolvedNetwork, ResolvedServices } from '../resolved.js';
import type { AnyServices, ServiceContext } from './resolve.js';

type DnsService = NonNullable<ResolvedServices['dns']>;

export function resolveDnsService(
  host: ResolvedHost,
  { allow = [] }: NonNullable<AnyServices['dns']>,
  context: ServiceContext,
): DnsService {
  const linked = sortedKeys(host.addresses).flatMap((name) => own(context.networks, name) ?? []);
  return {
    addresses: addressesOf(host),
    allow: [...new Set([...linked.flatMap(prefixes), ...allow])],
    forwards: [outside(context), ...siteNames(host, linked, context)],
  };
}

const prefixes = ({ ipv4, ipv6 }: ResolvedNetwork) => [ipv4.cidr, ...(ipv6 ? [ipv6.cidr] : [])];

/** Not all addresses of the machine: systemd-resolved has port 53 of 127.0.0.53. */
function addressesOf({ interfaces }: ResolvedHost): string[] {
  const carrying = Object.values(interfaces).filter(({ network }) => network !== null);
  return carrying.flatMap(({ addresses }) => addresses.map(({ value }) => value.replace(/\/\d+$/, '')));
}

/** As unbound writes a server that is asked over TLS: address@port#name (unbound.conf(5), forward-addr). */
function outside({ dns: { upstream } }: ServiceContext): DnsService['forwards'][number] {
  const tls = upstream.some((one) => one.tls !== null);
  return {
    zone: '.',
    to: upstream.map((one) => (one.tls === null ? one.address : `${one.address}@853#${one.tls}`)),
    tls,
  };
}

/** The machine that answers for the site's names, else the routers that do so on the host's networks. */
function siteNames(
  host: ResolvedHost,
  linked: readonly ResolvedNetwork[],
  { dns, hosts, site }: ServiceContext,
): DnsService['forwards'] {
  const named = dns.records.filter(({ machine }) => machine === dns.by);
  const near = named.filter(({ network }) => own(host.addresses, network) !== undefined);
  const gateways = linked.filter(({ router, ipv4 }) =>
    own(hosts, router ?? '')?.nameserver?.addresses.includes(ipv4.gateway),
  );
  const [to] = dns.by === null ? gateways.map(({ ipv4 }) => ipv4.gateway) : [...near, ...named].map(({ ipv4 }) => ipv4);
  return to === undefined ? [] : [{ zone: site.domain, to: [to], tls: false }];
}
