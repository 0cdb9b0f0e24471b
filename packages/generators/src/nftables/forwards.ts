// Port forwards on a router: IPv4 is translated to the machine inside; IPv6 needs no translation, only a way through.
import type { ResolvedExposure, RouterFirewall, ZoneRule } from '@groundplan/model';
import { type Chain, comment, quoted, set } from './rule.js';

/** Only what is sent to an address of the router itself, so that nothing sent straight to the machine counts as translated. */
export function translationChains({ forwards, uplinks }: RouterFirewall): Chain[] {
  if (forwards.length === 0 || uplinks.length === 0) return [];
  const from = `iifname ${set(quoted(uplinks))} meta nfproto ipv4 fib daddr type local`;
  const body = forwards.map((one) => {
    return `${from} ${one.protocol} dport ${one.ports} counter dnat ip to ${destination(one)} ${comment(one.at)}`;
  });
  return [{ name: 'translation', body: ['type nat hook prerouting priority dstnat; policy accept;', ...body] }];
}

/** A range that moves is looked up port by port: nft knows no offset, and would choose any port of the range instead. */
function destination({ protocol, ports, to }: ResolvedExposure): string {
  if (ports === to.ports) return to.ipv4;
  if (!ports.includes('-')) return `${to.ipv4}:${to.ports}`;
  const [first = 0, last = 0] = ports.split('-').map(Number);
  const inside = Number(to.ports.split('-')[0]);
  const moved = Array.from({ length: last - first + 1 }, (_, index) => {
    return `${first + index} : ${to.ipv4} . ${inside + index}`;
  });
  return `${protocol} dport map { ${moved.join(', ')} }`;
}

/** Lets through what has been translated, and IPv6 by the last 64 bits: the first ones are the provider's to change. */
export function exposureLines({ at, action }: ZoneRule, { protocol, to }: ResolvedExposure): string[] {
  const end = `${protocol} dport ${to.ports} counter ${action === 'allow' ? 'accept' : 'drop'} ${comment(at)}`;
  return [
    `ct status dnat ip daddr ${to.ipv4} ${end}`,
    ...(to.ipv6Suffix === null ? [] : [`ip6 daddr & ::ffff:ffff:ffff:ffff == ${to.ipv6Suffix} ${end}`]),
  ];
}
