// The rules a host that is no router holds against others itself.
import { sortedKeys } from '../names.js';
import type { HostFirewall, ResolvedHost, ResolvedRule, ZoneAddresses, ZoneRule } from '../resolved.js';
import { vpnPrefixes } from '../vpn/resolve.js';
import type { RouterPlace } from './router-places.js';
import type { RuleIndex } from './rule-index.js';
import { expand, members, type Site } from './zone-rule.js';

/** Rules about one network follow from the topology and concern neighbours only, who are let in anyway; port forwards do not. */
export function hostRules(host: ResolvedHost, index: RuleIndex, site: Site): ZoneRule[] {
  return index.to([...Object.keys(host.addresses), host.name]).flatMap((position) => {
    const rule = site.policy[position] as ResolvedRule;
    if (rule.within !== null && !rule.from.includes('wan')) return [];
    const sources = index.sources(position);
    return zonesOf(site)
      .filter((zone) => sources.has(zone))
      .flatMap((zone) => hostRule(rule, zone, site));
  });
}

/** What the routers of the host's networks may, decided by the rules that mean routers. */
export function routersOnHost(host: ResolvedHost, index: RuleIndex, site: Site): HostFirewall['routers'] {
  const around = index.routersIn(Object.keys(host.addresses));
  const rules = index.to([...Object.keys(host.addresses), host.name]).flatMap((position) => {
    const rule = site.policy[position] as ResolvedRule;
    return rule.within === null ? routerRule(rule, around, site) : [];
  });
  const isDenied = [...rules, ...hostRules(host, index, site)].some(({ action }) => action === 'deny');
  return isDenied && around.length > 0 ? { addresses: byFamily(addressesOf(around)), rules } : null;
}

const addressesOf = (places: readonly RouterPlace[]) => places.map(({ address }) => address);

const byFamily = (addresses: readonly string[]): ZoneAddresses => ({
  ipv4: addresses.filter((address) => !address.includes(':')),
  ipv6: addresses.filter((address) => address.includes(':')),
});

const zonesOf = ({ networks, vpn }: Site) => [...sortedKeys(networks), ...(vpn ? ['vpn'] : []), 'wan'];

/** Null for all routers that the host can see, as the rules are asked about routers only. */
function routerRule(
  { at, action, ports, from: names }: ResolvedRule,
  around: readonly RouterPlace[],
  site: Site,
): ZoneRule[] {
  const named = new Set(expand(names, site));
  const meant = named.has('router') ? around : around.filter(({ router }) => named.has(router));
  if (meant.length === 0) return [];
  const from = meant.length === around.length ? null : byFamily(addressesOf(meant));
  return [{ at, action, ports, exposure: null, from, fromOutside: false, to: null }];
}

/** A whole zone is known by its prefixes here, because it may be behind the router. */
function hostRule(rule: ResolvedRule, zone: string, site: Site): ZoneRule[] {
  const sources = members(rule.from, zone, site);
  if (sources === undefined) return [];
  const { at, action, ports } = rule;
  const from = sources ?? (zone === 'wan' ? insideOf(rule, site) : prefixesOf(zone, site));
  return [{ at, action, ports, exposure: null, from, fromOutside: zone === 'wan', to: null }];
}

function prefixesOf(zone: string, { networks, vpn }: Site): ZoneAddresses {
  if (zone === 'vpn' && vpn) return vpnPrefixes(vpn);
  const network = networks[zone];
  return { ipv4: network ? [network.ipv4.cidr] : [], ipv6: network?.ipv6 ? [network.ipv6.cidr] : [] };
}

/**
 * All prefixes of the site: the Internet is everybody else. Neighbours have global IPv6 addresses too, of a prefix that
 * is not known here, so that denials of the Internet's IPv6 are the router's alone.
 */
function insideOf({ action }: ResolvedRule, site: Site): ZoneAddresses {
  const all = zonesOf(site)
    .filter((zone) => zone !== 'wan')
    .map((zone) => prefixesOf(zone, site));
  return {
    ipv4: all.flatMap(({ ipv4 }) => ipv4),
    ipv6: action === 'deny' ? [] : all.flatMap(({ ipv6 }) => ipv6),
  };
}
