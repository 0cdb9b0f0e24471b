// The part of a policy rule that concerns one pair of zones.
import type { ResolvedRule, ResolvedTopology, ZoneRule } from '../resolved.js';

export type Site = Pick<
  ResolvedTopology,
  'networks' | 'hosts' | 'devices' | 'groups' | 'policy' | 'clusters' | 'exposures' | 'vpn'
> & { readonly flowOffload: boolean };

/** On one router, which is the zone router there; nothing when the rule concerns nobody there. */
export function zoneRule(
  rule: ResolvedRule,
  [from, to]: readonly [string, string],
  { site, router }: { readonly site: Site; readonly router: string },
): ZoneRule[] {
  if (!isWithin(rule, [from, to])) return [];
  const sources = members(rule.from, from, site, router);
  const targets = sources === undefined ? undefined : members(rule.to, to, site, router);
  if (sources === undefined || targets === undefined) return [];
  const exposure = site.exposures.find(({ at }) => at === rule.at) ?? null;
  const { at, action, ports } = rule;
  return [{ at, action, ports, exposure, from: sources, fromOutside: false, to: targets }];
}

/** A rule about one network concerns pairs of that network, the router and the Internet only. */
const isWithin = ({ within }: ResolvedRule, zones: readonly string[]) =>
  within === null || zones.every((zone) => zone === within || zone === 'router' || zone === 'wan');

/** The addresses of a zone that a rule means: null for the whole zone, undefined for nobody. */
export function members(names: readonly string[], zone: string, site: Site, router: string | null = null) {
  const expanded = expand(names, site);
  if (expanded.some((name) => name === zone || (zone === 'router' && name === router))) return null;
  const addresses = expanded.flatMap((name) => machineAddresses(name, zone, site));
  if (addresses.length === 0) return undefined;
  return {
    ipv4: addresses.map(({ ipv4 }) => ipv4),
    ipv6: addresses.flatMap(({ ipv6 }) => (ipv6 === null ? [] : [ipv6])),
  };
}

export const expand = (names: readonly string[], { groups }: Site): string[] =>
  names.flatMap((name) => groups[name] ?? [name]);

function machineAddresses(name: string, network: string, { hosts, devices }: Site) {
  const machine = hosts[name]?.router ? undefined : (hosts[name] ?? devices[name]);
  const address = machine?.addresses[network];
  return address ? [address] : [];
}
