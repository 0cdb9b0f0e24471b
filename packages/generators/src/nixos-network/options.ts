// Units of systemd-networkd as NixOS options (systemd.network.*); nixos/lib/systemd-network-units.nix is the way back.
import type { IniSection, NixValue } from '@groundplan/engine';
import type { Unit } from '../networkd/unit.js';
import { type NixOptions, present } from '../nix-module.js';

/** Sections of which a unit has one. */
const sets: { readonly [section: string]: string } = {
  Match: 'matchConfig',
  Link: 'linkConfig',
  NetDev: 'netdevConfig',
  Bond: 'bondConfig',
  Bridge: 'bridgeConfig',
  VLAN: 'vlanConfig',
  WireGuard: 'wireguardConfig',
  Network: 'networkConfig',
  DHCPv4: 'dhcpV4Config',
  DHCPv6: 'dhcpV6Config',
  DHCPPrefixDelegation: 'dhcpPrefixDelegationConfig',
  IPv6AcceptRA: 'ipv6AcceptRAConfig',
  IPv6SendRA: 'ipv6SendRAConfig',
};

/** Sections of which a unit may have many. */
const lists: { readonly [section: string]: string } = {
  BridgeVLAN: 'bridgeVLANs',
  IPv6Prefix: 'ipv6Prefixes',
  IPv6RoutePrefix: 'ipv6RoutePrefixes',
  Route: 'routes',
  WireGuardPeer: 'wireguardPeers',
};

/** Keys of [Network] that are lists of their own. */
const networkLists: { readonly [key: string]: string } = {
  Address: 'address',
  Gateway: 'gateway',
  DNS: 'dns',
  NTP: 'ntp',
  Domains: 'domains',
  VLAN: 'vlan',
  Bridge: 'bridge',
  Bond: 'bond',
};

/** `links`, `netdevs` and `networks`, as far as there are any. */
export function networkOptions(units: readonly Unit[]): NixOptions {
  const ofKind = (kind: Unit['kind']) =>
    Object.fromEntries(units.filter((unit) => unit.kind === kind).map((unit) => [unit.name, unitOptions(unit)]));
  return present({ links: ofKind('link'), netdevs: ofKind('netdev'), networks: ofKind('network') });
}

function unitOptions({ sections }: Unit): NixOptions {
  const options: { [option: string]: NixValue } = {};
  for (const one of sections) {
    const list = lists[one.name];
    if (list !== undefined) options[list] = [...((options[list] as NixValue[] | undefined) ?? []), settingsOf(one)];
    else Object.assign(options, one.name === 'Network' ? networkParts(one) : { [setName(one)]: settingsOf(one) });
  }
  return options;
}

function setName({ name }: IniSection): string {
  const option = sets[name];
  if (option === undefined) throw new Error(`NixOS has no known option for the section [${name}].`);
  return option;
}

/** Addresses and the like are options beside networkConfig, and so is DHCP. */
function networkParts({ name, entries }: IniSection): NixOptions {
  const own = entries.filter(([key]) => networkLists[key] === undefined && key !== 'DHCP');
  const dhcp = entries.find(([key]) => key === 'DHCP');
  return {
    ...listsOf(entries),
    ...(dhcp ? { DHCP: dhcp[1] } : {}),
    ...(own.length > 0 ? { networkConfig: settingsOf({ name, entries: own }) } : {}),
  };
}

function listsOf(entries: IniSection['entries']): NixOptions {
  const options: { [option: string]: NixValue[] } = {};
  for (const [key, value] of entries) {
    const option = networkLists[key];
    if (option !== undefined) options[option] = [...(options[option] ?? []), value];
  }
  return options;
}

/** A key that repeats is a list. */
function settingsOf({ entries }: IniSection): NixOptions {
  const options: { [key: string]: NixValue } = {};
  for (const [key, value] of entries) {
    const earlier = options[key];
    options[key] = earlier === undefined ? value : [...(Array.isArray(earlier) ? earlier : [earlier]), value];
  }
  return options;
}
