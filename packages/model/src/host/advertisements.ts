// IPv6 on the hosts' interfaces: what routers announce, which /64 of a delegated prefix is where, who listens to whom.
import { contains6, parseIpv6Prefix, suffix64 } from '../address/ipv6.js';
import { modelPath } from '../model-path.js';
import { recordOf } from '../names.js';
import type { Report } from '../report.js';
import type {
  AcceptedAdvertisements,
  DelegatedSubnet,
  ResolvedHost,
  ResolvedInterface,
  ResolvedNetwork,
  ResolvedSite,
  RouterAdvertisement,
  Sourced,
} from '../resolved.js';
import { delegateSubnets, delegatingUplink, isLocal } from './delegation.js';

type Named<T> = { readonly [name: string]: T };

interface Parts {
  readonly site: ResolvedSite;
  readonly networks: Named<ResolvedNetwork>;
  readonly hosts: Named<ResolvedHost>;
}

/** The networks with their subnet ids, and the hosts with what they announce and accept. */
export function resolveAdvertisements({ site, networks, hosts }: Parts, report: Report): Parts {
  const delegated = delegateSubnets(networks, hosts, report);
  const context = { site, networks: delegated, outside: outsidePrefixes(site, delegated) };
  return {
    site,
    networks: delegated,
    hosts: recordOf(
      Object.values(hosts).map((host) => [host.name, { ...host, interfaces: announcing(host, context) }]),
    ),
  };
}

interface Context {
  readonly site: ResolvedSite;
  readonly networks: Named<ResolvedNetwork>;
  /** Networks that the site's prefix does not hold. */
  readonly outside: readonly ResolvedNetwork[];
}

function outsidePrefixes(site: ResolvedSite, networks: Named<ResolvedNetwork>): ResolvedNetwork[] {
  const whole = parseIpv6Prefix(site.ula);
  return Object.values(networks).filter(({ ipv6 }) => {
    const prefix = ipv6 ? parseIpv6Prefix(ipv6.cidr) : undefined;
    return prefix !== undefined && !(whole && contains6(whole, prefix.first));
  });
}

function announcing(host: ResolvedHost, context: Context): Named<ResolvedInterface> {
  const uplink = delegatingUplink(host)?.uplink.name ?? null;
  return recordOf(
    Object.values(host.interfaces).map((one) => {
      const network = one.network === null ? undefined : context.networks[one.network];
      const advertises = network?.router === host.name ? advertisement(network, uplink, context) : null;
      return [one.name, { ...one, advertises, accepts: acceptance(one, network) }];
    }),
  );
}

/** Uplinks listen to the provider where they have no address of their own, other interfaces to the router of the default route. */
function acceptance(one: ResolvedInterface, network: ResolvedNetwork | undefined): AcceptedAdvertisements | null {
  const own = one.addresses.find(({ value }) => value.includes(':'));
  if (one.uplink) return own ? null : { except: null, suffix: null };
  if (one.gateways.length === 0) return null;
  if (!own || !network?.ipv6) return { except: null, suffix: null };
  const address = suffix64(own.value.split('/')[0] as string);
  return {
    except: { value: network.ipv6.cidr, from: modelPath('networks', network.name, 'ipv6') },
    suffix: network.ipv6.subnetId === null ? null : { value: address, from: own.from },
  };
}

function advertisement(network: ResolvedNetwork, uplink: string | null, context: Context): RouterAdvertisement | null {
  const { name, ipv6, dhcp, dns, ipv4 } = network;
  if (!ipv6) return null;
  return {
    prefix: { value: ipv6.cidr, from: modelPath('networks', name, 'ipv6') },
    delegated: uplink === null ? null : delegatedSubnet(network, uplink),
    defaultRouter: ipv6.subnetId !== null || !isLocal(ipv6.cidr),
    routes: routesOf(network, context),
    dns: dns.flatMap((server) => (server === ipv4.gateway ? [ipv6.gateway] : server.includes(':') ? [server] : [])),
    domain: dhcp?.domain || context.site.domain,
  };
}

function delegatedSubnet({ name, ipv6 }: ResolvedNetwork, uplink: string): DelegatedSubnet | null {
  if (!ipv6 || ipv6.subnetId === null) return null;
  const subnetId = { value: ipv6.subnetId, from: modelPath('networks', name, 'vlan') };
  return { subnetId, uplink, suffix: suffix64(ipv6.gateway) };
}

/** The site's prefix stands for all networks in it. */
function routesOf({ router }: ResolvedNetwork, { site, outside }: Context): Sourced<string>[] {
  const others = outside.flatMap(({ name, router: other, ipv6 }) =>
    ipv6 && other === router ? [{ value: ipv6.cidr, from: modelPath('networks', name, 'ipv6') }] : [],
  );
  return [{ value: site.ula, from: 'site.ula' }, ...others];
}
