// Decides each host's firewall: routers guard every pair of zones, other hosts themselves.
import type {
  FirewallZone,
  HostFirewall,
  PodNetwork,
  ResolvedFirewall,
  ResolvedHost,
  RouterFirewall,
  ZoneRules,
} from '../resolved.js';
import { vpnPrefixes } from '../vpn/resolve.js';
import { hostRules, routersOnHost } from './host-rules.js';
import { narrowUplinks } from './narrow-uplinks.js';
import { indexRules, type RuleIndex } from './rule-index.js';
import { type Site, zoneRule } from './zone-rule.js';

/** For every host of a site; null for systems that are not configured from here. */
export function firewalls(site: Site): (host: ResolvedHost) => ResolvedFirewall | null {
  const index = indexRules(site);
  return (host) => {
    if (host.router) return routerFirewall(host, index, site);
    return host.os === 'android' || isUnlinked(host) ? null : hostFirewall(host, index, site);
  };
}

/** A workstation that joins networks by itself: only its homes are configured from here. */
const isUnlinked = (host: ResolvedHost) => host.os === 'linux' && Object.keys(host.interfaces).length === 0;

function routerFirewall(host: ResolvedHost, index: RuleIndex, site: Site): RouterFirewall {
  const zones = zonesOf(host, site).filter((zone) => site.networks[zone.network]?.router === host.name);
  const networks = zones.map((zone) => zone.network);
  const vpn = site.vpn?.host === host.name ? site.vpn : null;
  const uplinks = Object.values(host.interfaces).flatMap((one) => (one.uplink ? [one.name] : []));
  const names = [...networks, ...(vpn ? ['vpn'] : []), 'wan'];
  return {
    kind: 'router',
    narrowUplinks: narrowUplinks(host),
    zones,
    uplinks,
    pairs: pairsOf(names).flatMap((pair) => pairRules(pair, { index, site, router: host.name })),
    pods: podsOf(host, site),
    vpn: vpn && { interface: vpn.interface, prefixes: vpnPrefixes(vpn) },
    forwards: site.exposures.filter(({ to }) => networks.includes(to.network)),
    flowOffload: site.flowOffload ? [...zones.map((zone) => zone.interface), ...uplinks] : [],
  };
}

function pairsOf(names: readonly string[]): [string, string][] {
  return [...names, 'router'].flatMap((from) =>
    [...names, 'router'].filter((to) => to !== from).map((to): [string, string] => [from, to]),
  );
}

/** The networks whose addresses the host's interfaces carry. */
function zonesOf(host: ResolvedHost, { networks }: Site): FirewallZone[] {
  return Object.values(host.interfaces).flatMap((one) => {
    const network = one.network === null || one.addresses.length === 0 ? undefined : networks[one.network];
    if (!network) return [];
    const { name, ipv4, ipv6 } = network;
    return [{ network: name, interface: one.name, ipv4: ipv4.cidr, ipv6: ipv6?.cidr ?? null }];
  });
}

function hostFirewall(host: ResolvedHost, index: RuleIndex, site: Site): HostFirewall {
  return {
    kind: 'host',
    zones: zonesOf(host, site),
    rules: hostRules(host, index, site),
    routers: routersOnHost(host, index, site),
    pods: podsOf(host, site),
  };
}

/** Interfaces as flannel and the CNI bridge plugin name them; or, where flannel is left out, as Cilium does. */
function podsOf({ node }: ResolvedHost, { clusters }: Site): PodNetwork | null {
  const cluster = node && clusters[node.cluster];
  if (!cluster) return null;
  const { podCidr: cidr, network } = cluster;
  if (cluster.flannelBackend === 'none') {
    // The last two of kube-router, which k0s brings.
    const interfaces = ['cilium_*', 'lxc*', ...(cluster.distribution === 'k0s' ? ['kube-bridge', 'tun-*'] : [])];
    return { interfaces, cidr, network };
  }
  const tunnel = { vxlan: ['flannel.1'], 'wireguard-native': ['flannel-wg'] }[cluster.flannelBackend] ?? [];
  return { interfaces: ['cni0', ...tunnel], cidr, network };
}

interface PairContext {
  readonly index: RuleIndex;
  readonly site: Site;
  /** Whose rules they are. */
  readonly router: string;
}

function pairRules([from, to]: readonly [string, string], { index, site, router }: PairContext): ZoneRules[] {
  const positions = index.between(from, to);
  const rules = positions
    .flatMap((position) => site.policy[position] ?? [])
    .flatMap((rule) => zoneRule(rule, [from, to], { site, router }));
  // What nobody denies the router it may do anyway.
  const isIdle = from === 'router' && rules.every(({ action }) => action === 'allow');
  return rules.length === 0 || isIdle ? [] : [{ from, to, rules }];
}
