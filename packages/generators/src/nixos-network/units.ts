// One interface as systemd-networkd units in the form of NixOS options (systemd.network.*, systemd.network(5)).
import type { ResolvedInterface, Sourced } from '@groundplan/model';
import { type NixOptions, present } from '../nix-module.js';

const values = (list: readonly Sourced<string>[]) => list.map(({ value }) => value);

/** What creates a virtual interface; undefined for real ports. */
export function netdev(one: ResolvedInterface): NixOptions | undefined {
  if (!['vlan', 'bridge', 'bond'].includes(one.kind)) return undefined;
  return present({
    netdevConfig: present({ Kind: one.kind, Name: one.name, MACAddress: one.mac ?? undefined }),
    vlanConfig: one.vlan === null ? undefined : { Id: one.vlan.value },
    bondConfig: one.bondMode === null ? undefined : { Mode: one.bondMode, MIIMonitorSec: '100ms' },
  });
}

/** What gives a real port the operator's own name. */
export function linkFile(one: ResolvedInterface): NixOptions | undefined {
  if (!one.renamed || one.mac === null) return undefined;
  return { matchConfig: { PermanentMACAddress: one.mac }, linkConfig: { Name: one.name } };
}

export function network(one: ResolvedInterface): NixOptions {
  return present({
    matchConfig: { Name: one.name },
    DHCP: one.dhcp ? 'ipv4' : undefined,
    address: values(one.addresses),
    gateway: values(one.gateways),
    dns: values(one.dns),
    domains: one.domain === null ? undefined : [one.domain.value],
    vlan: one.vlans,
    bridge: one.master?.kind === 'bridge' ? [one.master.name] : undefined,
    bond: one.master?.kind === 'bond' ? [one.master.name] : undefined,
    dhcpV4Config: one.dhcp && one.dns.length > 0 ? { UseDNS: false } : undefined,
    networkConfig: networkConfig(one),
    linkConfig: linkConfig(one),
  });
}

/** An interface without addresses of its own stays silent; only the way out listens to routers; Wi-Fi may roam. */
function networkConfig(one: ResolvedInterface): NixOptions {
  if (isSilent(one)) return { IPv6AcceptRA: false, LinkLocalAddressing: 'no' };
  return present({
    IPv6AcceptRA: one.uplink || one.gateways.length > 0,
    IgnoreCarrierLoss: one.wifi ? '3s' : undefined,
  });
}

const isSilent = (one: ResolvedInterface) => one.addresses.length === 0 && !one.uplink;

/** The system is online without its members and without the Internet. */
function linkConfig(one: ResolvedInterface): NixOptions {
  return present({
    MTUBytes: one.mtu === null ? undefined : `${one.mtu.value}`,
    RequiredForOnline: one.master ? 'enslaved' : one.uplink ? 'no' : isSilent(one) ? 'carrier' : undefined,
  });
}
