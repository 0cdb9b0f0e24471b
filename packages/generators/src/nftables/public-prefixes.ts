// Anti-spoofing of public IPv6 addresses. Their prefixes are the provider's and known at run time only, so the routes decide.
import type { RouterFirewall } from '@groundplan/model';
import { quoted, set } from './rule.js';

/** From inside, the route back must lead where the packet came from; from the Internet, it must not lead inside. */
export function publicSpoofLines({ zones, uplinks }: RouterFirewall): string[] {
  if (zones.length === 0) return [];
  const inside = set(quoted(zones.map((zone) => zone.interface)));
  const outward = `iifname ${inside} ip6 saddr 2000::/3 fib saddr . iif oif missing`;
  const inward = `iifname ${set(quoted(uplinks))} ip6 saddr 2000::/3 fib saddr oifname ${inside}`;
  return [
    `${outward} counter drop comment "public prefix of another network"`,
    ...(uplinks.length === 0 ? [] : [`${inward} counter drop comment "public prefix of a network"`]),
  ];
}
