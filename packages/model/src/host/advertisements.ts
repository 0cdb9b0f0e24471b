// IPv6 on the hosts' interfaces: what routers announce, which /64 of a delegated prefix is where, who listens to whom.
import { contains6, isUniqueLocal, parseIpv6Prefix, suffix64 } from '../address/ipv6.js';
import { modelPath } from '../model-path.js';
import { recordOf } from '../names.js';
import { subnetIds } from '../network/delegation.js';
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

type Named<T> = { readonly [name: string]: T };

interface Parts {
  readonly site: ResolvedSite;
  readonly networks: Named<ResolvedNetwork>;
  readonly hosts: Named<ResolvedHost>;
}

/** The networks with their subnet ids, and the hosts with what they announce and accept. */
export function resolveAdvertisements({ site, networks, hosts }: Parts, report: Report): Parts {
  const delegated = delegateSubnets(networks, hosts, report);
  const context = { site, networks: delegated };
  return {
    site,
    networks: delegated,
    hosts: recordOf(
      Object.values(hosts).map((host) => [host.name, { ...host, interfaces: announcing(host, context) }]),
    ),
  };
}

/**
 * The interface on which a router is delegated a prefix; of several the preferred one, because a network has one subnet id.
 * A modem's prefix comes to NetworkManager, which passes none on.
 */
function delegatingUplink({ interfaces }: ResolvedHost): { uplink: ResolvedInterface; length: number } | undefined {
  const found = Object.values(interfaces).flatMap((uplink) => {
    const length = uplink.kind === 'modem' ? null : (uplink.wan?.delegatedPrefix ?? null);
    return length === null ? [] : [{ uplink, length }];
  });
  return found.sort((a, b) => (a.uplink.wan?.metric ?? 0) - (b.uplink.wan?.metric ?? 0))[0];
}

function delegateSubnets(
  networks: Named<ResolvedNetwork>,
  hosts: Named<ResolvedHost>,
  report: Report,
): Named<ResolvedNetwork> {
  const ids = new Map<string, number>();
  for (const host of Object.values(hosts)) {
    const delegation = host.router ? delegatingUplink(host) : undefined;
    if (!delegation) continue;
    const own = Object.values(networks).filter(
      ({ router, ipv6 }) => router === host.name && ipv6 && isLocal(ipv6.cidr),
    );
    const found = subnetIds(own, delegation.length);
    for (const [name, id] of found) ids.set(name, id);
    reportShort(own, found, delegation, report);
  }
  return recordOf(
    Object.values(networks).map((network) => {
      const subnetId = ids.get(network.name) ?? null;
      return [network.name, network.ipv6 ? { ...network, ipv6: { ...network.ipv6, subnetId } } : network];
    }),
  );
}

const isLocal = (cidr: string) => {
  const prefix = parseIpv6Prefix(cidr);
  return prefix !== undefined && isUniqueLocal(prefix);
};

function reportShort(
  networks: readonly ResolvedNetwork[],
  ids: ReadonlyMap<string, number>,
  { uplink, length }: { uplink: ResolvedInterface; length: number },
  report: Report,
): void {
  const names = (served: boolean) => networks.map(({ name }) => name).filter((name) => ids.has(name) === served);
  const without = names(false);
  if (without.length === 0 || !uplink.wan) return;
  const [served, unserved] = [names(true), without].map((list) => list.join(', '));
  const size = length === 64 ? 'one network' : `${2 ** (64 - length)} networks`;
  report({
    code: 'delegation-short',
    at: uplink.wan.from,
    message: `The uplink is delegated a /${length}, enough for ${size}: ${served}, lowest VLAN id first. No public IPv6 for ${unserved}.`,
    fix: `Ask the provider for a shorter prefix, such as a /56, and write delegatedPrefix: 56. The others keep IPv4 and their unique local addresses.`,
    related: without.map((name) => modelPath('networks', name)),
  });
}

type Context = Pick<Parts, 'site' | 'networks'>;

function announcing(host: ResolvedHost, { site, networks }: Context): Named<ResolvedInterface> {
  const uplink = delegatingUplink(host)?.uplink.name ?? null;
  return recordOf(
    Object.values(host.interfaces).map((one) => {
      const network = one.network === null ? undefined : networks[one.network];
      const advertises = network?.router === host.name ? advertisement(network, uplink, { site, networks }) : null;
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
function routesOf({ router }: ResolvedNetwork, { site, networks }: Context): Sourced<string>[] {
  const whole = parseIpv6Prefix(site.ula);
  const others = Object.values(networks).flatMap(({ name, router: other, ipv6 }) => {
    const prefix = ipv6 && other === router ? parseIpv6Prefix(ipv6.cidr) : undefined;
    if (!ipv6 || !prefix || (whole && contains6(whole, prefix.first))) return [];
    return [{ value: ipv6.cidr, from: modelPath('networks', name, 'ipv6') }];
  });
  return [{ value: site.ula, from: 'site.ula' }, ...others];
}
