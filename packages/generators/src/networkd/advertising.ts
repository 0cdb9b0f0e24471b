// Router advertisements in networkd's words (RFC 4861, RFC 8106, RFC 7084).
import type { IniSection } from '@groundplan/engine';
import type { ResolvedInterface } from '@groundplan/model';
import { section } from './unit.js';

export function advertising({ advertises }: ResolvedInterface): IniSection[] {
  if (!advertises) return [];
  const { prefix, delegated, defaultRouter, routes, dns, domain } = advertises;
  return [
    ...section('IPv6SendRA', {
      RouterLifetimeSec: defaultRouter ? undefined : 0,
      EmitDNS: dns.length > 0 ? undefined : false,
      DNS: dns,
      Domains: domain,
    }),
    ...section('IPv6Prefix', { Prefix: prefix.value }),
    ...routes.flatMap((route) => section('IPv6RoutePrefix', { Route: route.value })),
    ...(delegated
      ? section('DHCPPrefixDelegation', {
          UplinkInterface: delegated.uplink,
          SubnetId: `0x${delegated.subnetId.value.toString(16)}`,
          Token: `static:${delegated.suffix}`,
        })
      : []),
  ];
}
