// The rules a host that is no router holds against others itself.
import { sortedKeys } from '../names.js';
import type { HostFirewall, ResolvedHost, ResolvedRule, ZoneAddresses, ZoneRule } from '../resolved.js';
import { vpnPrefixes } from '../vpn/resolve.js';
import type { RuleIndex } from './rule-index.js';
import { members, type Site } from './zone-rule.js';

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
  const rules = index.to([...Object.keys(host.addresses), host.name]).flatMap((position) => {
    const rule = site.policy[position] as ResolvedRule;
    return rule.within === null ? hostRule(rule, 'router', site) : [];
  });
  const isDenied = [...rules, ...hostRules(host, index, site)].some(({ action }) => action === 'deny');
  const addresses = routerAddresses(host, site);
  return isDenied && addresses.length > 0 ? { addresses: byFamily(addresses), rules } : null;
}

function routerAddresses(host: ResolvedHost, { hosts }: Site): string[] {
  const routers = Object.values(hosts).filter(({ router }) => router);
  return routers.flatMap(({ interfaces }) =>
    Object.values(interfaces)
      .filter(({ network }) => network !== null && host.addresses[network] !== undefined)
      .flatMap(({ addresses }) => addresses.map(({ value }) => value.replace(/\/\d+$/, ''))),
  );
}

const byFamily = (addresses: readonly string[]): ZoneAddresses => ({
  ipv4: addresses.filter((address) => !address.includes(':')),
  ipv6: addresses.filter((address) => address.includes(':')),
});

const zonesOf = ({ networks, vpn }: Site) => [...sortedKeys(networks), ...(vpn ? ['vpn'] : []), 'wan'];

/** A whole zone is known by its prefixes here, because it may be behind the router. */
function hostRule(rule: ResolvedRule, zone: string, site: Site): ZoneRule[] {
  const sources = members(rule.from, zone, site);
  if (sources === undefined) return [];
  const { at, action, ports } = rule;
  const from = zone === 'router' ? null : (sources ?? (zone === 'wan' ? insideOf(rule, site) : prefixesOf(zone, site)));
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
