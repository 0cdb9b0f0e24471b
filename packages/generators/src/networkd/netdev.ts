// What creates a virtual interface (systemd.netdev(5)); nothing for real ports and for those that other programs create.
import type { IniSection } from '@groundplan/engine';
import type { ResolvedInterface } from '@groundplan/model';
import { section } from './unit.js';
import { tunnelSections } from './wireguard.js';

type Kind = ResolvedInterface['kind'];

/** The sections beside [NetDev]; a kind that is not here is not created by networkd. */
const kinds: { readonly [kind in Kind]?: (one: ResolvedInterface) => IniSection[] } = {
  vlan: (one) => section('VLAN', { Id: one.vlan?.value }),
  bond: (one) => section('Bond', { Mode: one.bondMode ?? undefined, MIIMonitorSec: '100ms' }),
  wireguard: tunnelSections,
  bridge: (one) => section('Bridge', one.bridgeVlans ? { VLANFiltering: true, DefaultPVID: 'none' } : {}),
};

export function netdevSections(one: ResolvedInterface): IniSection[] {
  const own = kinds[one.kind];
  if (!own) return [];
  return [...section('NetDev', { Name: one.name, Kind: one.kind, MACAddress: one.mac ?? undefined }), ...own(one)];
}
