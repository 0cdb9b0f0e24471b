// Decides each host's firewall: routers guard every pair of zones, other hosts themselves.
import { sortedKeys } from '../names.js';
import type {
  FirewallZone,
  HostFirewall,
  PodNetwork,
  ResolvedFirewall,
  ResolvedHost,
  ResolvedRule,
  ResolvedTopology,
  RouterFirewall,
  ZoneRule,
  ZoneRules,
} from '../resolved.js';

type Site = Pick<ResolvedTopology, 'networks' | 'hosts' | 'devices' | 'groups' | 'policy' | 'clusters'>;

/** Null for systems that are not configured from here. */
export function resolveFirewall(host: ResolvedHost, site: Site): ResolvedFirewall | null {
  if (host.router) return routerFirewall(host, site);
  if (host.os === 'android' || isUnlinked(host)) return null;
  return hostFirewall(host, site);
}

/** A workstation that joins networks by itself: only its homes are configured from here. */
const isUnlinked = (host: ResolvedHost) => host.os === 'linux' && Object.keys(host.interfaces).length === 0;

function routerFirewall(host: ResolvedHost, site: Site): RouterFirewall {
  const zones = zonesOf(host, site).filter((zone) => site.networks[zone.network]?.router === host.name);
  const names = [...zones.map((zone) => zone.network), 'wan'];
  const pairs = names.flatMap((from) =>
    [...names, 'router'].filter((to) => to !== from).map((to) => [from, to] as const),
  );
  return {
    kind: 'router',
    zones,
    uplinks: Object.values(host.interfaces)
      .filter((one) => one.uplink)
      .map((one) => one.name),
    pairs: pairs.flatMap(([from, to]) => pairRules(from, to, site)),
    pods: podsOf(host, site),
    vpn: null,
    forwards: [],
    flowOffload: false,
  };
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

/** Rules about one network follow from the topology and concern neighbours only, who are let in anyway. */
function hostFirewall(host: ResolvedHost, site: Site): HostFirewall {
  const own = Object.keys(host.addresses);
  const rules = site.policy
    .filter(({ within }) => within === null)
    .filter(({ to }) => to.some((name) => own.includes(name) || meansMachine(name, host.name, site)))
    .flatMap((rule) => sortedKeys(site.networks).flatMap((zone) => hostRule(rule, zone, site)));
  return { kind: 'host', zones: zonesOf(host, site), rules, pods: podsOf(host, site) };
}

const meansMachine = (name: string, machine: string, { groups }: Site) =>
  name === machine || groups[name]?.includes(machine) === true;

/** A whole zone is known by its prefixes here, because it may be behind the router. */
function hostRule(rule: ResolvedRule, zone: string, site: Site): ZoneRule[] {
  const sources = members(rule.from, zone, site);
  if (sources === undefined) return [];
  const network = site.networks[zone];
  const prefixes = { ipv4: network ? [network.ipv4.cidr] : [], ipv6: network?.ipv6 ? [network.ipv6.cidr] : [] };
  return [{ at: rule.at, action: rule.action, ports: rule.ports, exposure: null, from: sources ?? prefixes, to: null }];
}

/** Interfaces as flannel and the CNI bridge plugin name them. */
function podsOf({ node }: ResolvedHost, { clusters }: Site): PodNetwork | null {
  const cluster = node && clusters[node.cluster];
  if (!cluster || cluster.flannelBackend === 'none') return null;
  const tunnel = { vxlan: ['flannel.1'], 'wireguard-native': ['flannel-wg'] }[cluster.flannelBackend] ?? [];
  return { interfaces: ['cni0', ...tunnel], cidr: cluster.podCidr, network: cluster.network };
}

function pairRules(from: string, to: string, site: Site): ZoneRules[] {
  const rules = site.policy.flatMap((rule) => zoneRule(rule, [from, to], site));
  return rules.length === 0 ? [] : [{ from, to, rules }];
}

/** The part of a rule that concerns one pair of zones; nothing when it concerns nobody there. */
function zoneRule(rule: ResolvedRule, [from, to]: readonly [string, string], site: Site): ZoneRule[] {
  if (!isWithin(rule, [from, to])) return [];
  const sources = members(rule.from, from, site);
  const targets = sources === undefined ? undefined : members(rule.to, to, site);
  if (sources === undefined || targets === undefined) return [];
  return [{ at: rule.at, action: rule.action, ports: rule.ports, exposure: null, from: sources, to: targets }];
}

/** A rule about one network concerns pairs of that network and the router only. */
const isWithin = ({ within }: ResolvedRule, zones: readonly string[]) =>
  within === null || zones.every((zone) => zone === within || zone === 'router');

/** The addresses of a zone that a rule means: null for the whole zone, undefined for nobody. */
function members(names: readonly string[], zone: string, site: Site): ZoneRule['from'] | undefined {
  const expanded = names.flatMap((name) => site.groups[name] ?? [name]);
  if (expanded.some((name) => name === zone || (zone === 'router' && site.hosts[name]?.router))) return null;
  const addresses = expanded.flatMap((name) => machineAddresses(name, zone, site));
  if (addresses.length === 0) return undefined;
  return {
    ipv4: addresses.map(({ ipv4 }) => ipv4),
    ipv6: addresses.flatMap(({ ipv6 }) => (ipv6 === null ? [] : [ipv6])),
  };
}

function machineAddresses(name: string, network: string, { hosts, devices }: Site) {
  const machine = hosts[name]?.router ? undefined : (hosts[name] ?? devices[name]);
  const address = machine?.addresses[network];
  return address ? [address] : [];
}
