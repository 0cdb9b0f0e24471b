// How an interface is configured (systemd.network(5)): addresses, routes, resolvers, what rides on it or owns it.
import type { IniSection } from '@groundplan/engine';
import type { ResolvedInterface, Sourced } from '@groundplan/model';
import { type Settings, section } from './unit.js';
import { tunnelRoutes } from './wireguard.js';

const values = (list: readonly Sourced<string>[]) => list.map(({ value }) => value);

export function networkSections(one: ResolvedInterface): IniSection[] {
  return [
    ...section('Match', { Name: one.name }),
    ...section('Link', link(one)),
    ...section('Network', network(one)),
    ...section('DHCPv4', { UseDNS: one.dhcp && one.dns.length > 0 ? false : undefined }),
    ...tunnelRoutes(one),
  ];
}

/** The system is online without its members, without the Internet and without peers. */
function link(one: ResolvedInterface): Settings {
  return {
    MTUBytes: one.mtu === null ? undefined : `${one.mtu.value}`,
    RequiredForOnline: one.master
      ? 'enslaved'
      : one.uplink || one.wireguard
        ? 'no'
        : isSilent(one)
          ? 'carrier'
          : undefined,
  };
}

function network(one: ResolvedInterface): Settings {
  return {
    DHCP: one.dhcp ? 'ipv4' : undefined,
    Address: values(one.addresses),
    Gateway: values(one.gateways),
    DNS: values(one.dns),
    Domains: one.domain?.value,
    VLAN: one.vlans,
    Bridge: one.master?.kind === 'bridge' ? one.master.name : undefined,
    Bond: one.master?.kind === 'bond' ? one.master.name : undefined,
    ...listening(one),
  };
}

const isSilent = (one: ResolvedInterface) => one.addresses.length === 0 && !one.uplink;

/** An interface without addresses of its own stays silent; only the way out listens to routers; Wi-Fi may roam. */
function listening(one: ResolvedInterface): Settings {
  if (isSilent(one)) return { IPv6AcceptRA: false, LinkLocalAddressing: 'no' };
  return { IPv6AcceptRA: one.uplink || one.gateways.length > 0, IgnoreCarrierLoss: one.wifi ? '3s' : undefined };
}
