// The way to the Internet in networkd's words: DHCP, default routes with their metric, the prefix that is asked for.
import type { IniSection } from '@groundplan/engine';
import type { ResolvedInterface } from '@groundplan/model';
import { type Settings, section } from './unit.js';

const delegatedPrefix = (one: ResolvedInterface) => one.wan?.delegatedPrefix ?? null;

/** Settings of [Network]. pppd gives its interface the addresses, which networkd must leave there. */
export function uplinkSettings(one: ResolvedInterface): Settings {
  const asksPrefix = delegatedPrefix(one) !== null;
  return {
    DHCP: one.dhcp ? (asksPrefix ? 'yes' : 'ipv4') : asksPrefix ? 'ipv6' : undefined,
    ...(one.kind === 'ppp' ? { KeepConfiguration: 'static' } : {}),
  };
}

/** The resolvers are stated, so that no provider's answers slip in. */
export function uplinkSections(one: ResolvedInterface): IniSection[] {
  const prefix = delegatedPrefix(one);
  const UseDNS = one.dns.length > 0 ? false : undefined;
  return [
    ...(one.wan ? one.gateways : []).flatMap(({ value }) =>
      section('Route', { Gateway: value, Metric: one.wan?.metric }),
    ),
    ...(one.dhcp ? section('DHCPv4', { RouteMetric: one.wan?.metric, UseDNS }) : []),
    ...(prefix === null
      ? []
      : section('DHCPv6', { PrefixDelegationHint: `::/${prefix}`, WithoutRA: 'solicit', UseDNS })),
  ];
}
