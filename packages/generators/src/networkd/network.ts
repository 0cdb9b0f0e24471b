// How an interface is configured (systemd.network(5)): addresses, routes, resolvers, what rides on it or owns it.
import type { IniSection } from '@groundplan/engine';
import type { ResolvedInterface, Sourced } from '@groundplan/model';
import { advertising } from './advertising.js';
import { type Settings, section } from './unit.js';
import { uplinkSections, uplinkSettings } from './uplink.js';
import { tunnelRoutes } from './wireguard.js';

const values = (list: readonly Sourced<string>[]) => list.map(({ value }) => value);

export function networkSections(one: ResolvedInterface, isUnderUplink: boolean): IniSection[] {
  if (one.kind === 'modem') return unmanaged(one);
  return [
    ...section('Match', match(one)),
    ...section('Link', link(one, isUnderUplink)),
    ...section('Network', network(one)),
    ...bridgeVlans(one),
    ...uplinkSections(one),
    ...accepting(one),
    ...advertising(one),
    ...tunnelRoutes(one),
  ];
}

/** NetworkManager configures modems. */
function unmanaged({ name }: ResolvedInterface): IniSection[] {
  return [...section('Match', { Name: name }), ...section('Link', { Unmanaged: true })];
}

/** A radio can be a port of a bridge only once hostapd has made it an access point. */
function match({ name, kind, master }: ResolvedInterface): Settings {
  return { Name: name, WLANInterfaceType: kind === 'wireless' && master ? 'ap' : undefined };
}

/** pppd sets the MTU that both ends agree on. */
function link(one: ResolvedInterface, isUnderUplink: boolean): Settings {
  const sets = one.mtu !== null && one.kind !== 'ppp';
  return { MTUBytes: sets ? `${one.mtu.value}` : undefined, RequiredForOnline: requiredForOnline(one, isUnderUplink) };
}

/** The system is online without its members, without the Internet and without peers. */
function requiredForOnline(one: ResolvedInterface, isUnderUplink: boolean): string | undefined {
  if (one.master) return 'enslaved';
  if (one.uplink || one.wireguard || isUnderUplink) return 'no';
  return isSilent(one) ? 'carrier' : undefined;
}

function network(one: ResolvedInterface): Settings {
  return {
    Address: values(one.addresses),
    // An uplink's default route has a metric, for which it needs a section of its own.
    Gateway: one.wan ? undefined : values(one.gateways),
    DNS: values(one.dns),
    Domains: one.domain?.value,
    VLAN: one.vlans,
    Bridge: one.master?.kind === 'bridge' ? one.master.name : undefined,
    Bond: one.master?.kind === 'bond' ? one.master.name : undefined,
    ...uplinkSettings(one),
    ...(isSilent(one) ? { LinkLocalAddressing: 'no' } : {}),
    IPv6AcceptRA: one.accepts !== null,
    IPv6SendRA: one.advertises ? true : undefined,
    DHCPPrefixDelegation: one.advertises?.delegated ? true : undefined,
    IgnoreCarrierLoss: one.wifi ? '3s' : undefined,
  };
}

/** An interface without addresses of its own. */
const isSilent = (one: ResolvedInterface) => one.addresses.length === 0 && !one.uplink;

/** What comes in without a tag belongs to the untagged VLAN, and goes out without one. */
function bridgeVlans({ bridgeVlans: vlans }: ResolvedInterface): IniSection[] {
  if (!vlans) return [];
  const untagged = vlans.untagged?.value;
  return [
    ...section('BridgeVLAN', { VLAN: untagged, PVID: untagged, EgressUntagged: untagged }),
    ...vlans.tagged.flatMap(({ value }) => section('BridgeVLAN', { VLAN: value })),
  ];
}

/** Its own address stands already; in a public prefix the same last 64 bits make it findable. */
function accepting({ accepts, dns, uplink, wan }: ResolvedInterface): IniSection[] {
  if (!accepts) return [];
  return section('IPv6AcceptRA', {
    Token: accepts.suffix ? `static:${accepts.suffix.value}` : undefined,
    PrefixDenyList: accepts.except?.value,
    RouteMetric: wan?.metric,
    UseDNS: uplink && dns.length > 0 ? false : undefined,
  });
}
