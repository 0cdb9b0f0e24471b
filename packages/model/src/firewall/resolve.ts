// Decides each router's firewall: its zones by interface, and for every pair of zones the rules in order.
import { sortedKeys } from '../names.js';
import type {
  FirewallZone,
  ResolvedFirewall,
  ResolvedHost,
  ResolvedRule,
  ResolvedTopology,
  ZoneRule,
  ZoneRules,
} from '../resolved.js';

type Site = Pick<ResolvedTopology, 'networks' | 'hosts' | 'devices' | 'groups' | 'policy'>;

/** Null for hosts that are no router. */
export function resolveFirewall(host: ResolvedHost, site: Site): ResolvedFirewall | null {
  if (!host.router) return null;
  const zones = servedZones(host, site);
  const names = [...zones.map((zone) => zone.network), 'wan'];
  const pairs = names.flatMap((from) =>
    [...names, 'router'].filter((to) => to !== from).map((to) => [from, to] as const),
  );
  return {
    zones,
    uplinks: Object.values(host.interfaces)
      .filter((one) => one.uplink)
      .map((one) => one.name),
    pairs: pairs.flatMap(([from, to]) => pairRules(from, to, site)),
  };
}

function servedZones(host: ResolvedHost, { networks }: Site): FirewallZone[] {
  return Object.values(host.interfaces).flatMap((one) => {
    const network = one.network === null ? undefined : networks[one.network];
    if (network?.router !== host.name) return [];
    return [
      {
        network: network.name,
        interface: one.name,
        ipv4: network.ipv4.cidr,
        ipv6: network.ipv6?.cidr ?? null,
        dhcp: network.dhcp !== null,
      },
    ];
  });
}

function pairRules(from: string, to: string, site: Site): ZoneRules[] {
  const rules = site.policy.flatMap((rule) => zoneRule(rule, [from, to], site));
  return rules.length === 0 ? [] : [{ from, to, rules }];
}

/** The part of a rule that concerns one pair of zones; nothing when it concerns nobody there. */
function zoneRule(rule: ResolvedRule, [from, to]: readonly [string, string], site: Site): ZoneRule[] {
  const sources = members(rule.from, from, site);
  const targets = members(rule.to, to, site);
  if (sources === undefined || targets === undefined || !isWithin(rule, [from, to])) return [];
  return [{ at: rule.at, action: rule.action, ports: rule.ports, from: sources, to: targets }];
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
  return sortedKeys(machine?.addresses)
    .flatMap((key) => (key === network ? [machine?.addresses[key]] : []))
    .filter((address) => address !== undefined);
}
