// What a router opens itself: everything, but for what the policy denies it. Hosts know routers by their addresses.
import type { HostFirewall, RouterFirewall, ZoneRules } from '@groundplan/model';
import { chainName, set } from './rule.js';

/** Answers, and what holds the network together, are no connections of the router's: neighbours, advertisements, DHCP. */
const always = [
  'oifname "lo" accept',
  'ct state { established, related } accept',
  'icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert, nd-router-solicit, nd-router-advert, mld2-listener-report } accept',
  'udp sport 67 udp dport 68 accept',
  'udp sport 68 udp dport 67 accept',
  'udp sport 546 udp dport 547 accept',
];

/** Nothing where nothing is denied. */
export function outputLines(
  { pairs }: RouterFirewall,
  interfacesOf: (zone: string) => readonly string[],
): readonly string[] {
  const jump = (pair: ZoneRules) => interfacesOf(pair.to).map((name) => `"${name}" : jump ${chainName(pair)}`);
  const jumps = pairs.filter(({ from }) => from === 'router').flatMap(jump);
  return jumps.length === 0 ? [] : [...always, `oifname vmap { ${jumps.join(', ')} }`];
}

/** Before all others: a rule about a network does not mean the router in it. */
export function routerJumps(routers: HostFirewall['routers']): string[] {
  if (!routers) return [];
  const { ipv4, ipv6 } = routers.addresses;
  return [
    ...(ipv4.length === 0 ? [] : [`ip saddr ${set(ipv4)} jump routers`]),
    ...(ipv6.length === 0 ? [] : [`ip6 saddr ${set(ipv6)} jump routers`]),
  ];
}
