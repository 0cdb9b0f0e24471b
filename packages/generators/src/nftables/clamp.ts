// TCP connections over a narrow uplink agree on segments that fit it (RFC 4459, section 3.2).
import type { RouterFirewall } from '@groundplan/model';
import { type Chain, quoted, set } from './rule.js';

export function clampChains({ narrowUplinks }: RouterFirewall): Chain[] {
  if (narrowUplinks.length === 0) return [];
  const clamp = 'tcp flags & (syn | rst) == syn tcp option maxseg size set rt mtu';
  const body = [
    'type filter hook forward priority mangle; policy accept;',
    `oifname ${set(quoted(narrowUplinks))} ${clamp}`,
  ];
  return [{ name: 'clamp', body }];
}
