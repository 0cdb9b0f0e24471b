// Interfaces as systemd-networkd and udev units: the link file that names one, the netdev that creates it, its network.
import type { IniSection } from '@groundplan/engine';
import type { ResolvedInterface } from '@groundplan/model';
import { netdevSections } from './netdev.js';
import { networkSections } from './network.js';
import { section, type Unit } from './unit.js';

type Interfaces = { readonly [name: string]: ResolvedInterface };

/** The units of a host, in the order of its interfaces. */
export function hostUnits(interfaces: Interfaces): Unit[] {
  const under = underUplinks(interfaces);
  return Object.values(interfaces).flatMap((one) => unitsOf(one, under.has(one.name)));
}

/** The interfaces below those that lead to the Internet: ports of a provider's VLAN, and what PPPoE runs over. */
function underUplinks(interfaces: Interfaces): Set<string> {
  const all = Object.values(interfaces);
  const sessions = new Set(all.flatMap(({ wan }) => wan?.pppoe?.over ?? []));
  const carries = (name: string) => sessions.has(name) || interfaces[name]?.uplink === true;
  return new Set([...sessions, ...all.filter(({ vlans }) => vlans.some(carries)).map(({ name }) => name)]);
}

function unitsOf(one: ResolvedInterface, isUnderUplink: boolean): Unit[] {
  const name = unitName(one);
  const units: Unit[] = [
    { name, kind: 'link', sections: linkSections(one) },
    { name, kind: 'netdev', sections: netdevSections(one) },
    { name, kind: 'network', sections: networkSections(one, isUnderUplink) },
  ];
  return units.filter(({ sections }) => sections.length > 0);
}

/** networkd reads units in the order of their names: ports first, then what is built on them. */
function unitName(one: ResolvedInterface): string {
  const isPort = one.kind === 'ethernet' || one.kind === 'wireless';
  return `${isPort ? '10' : '20'}-${one.name}`;
}

/** What gives a real port the operator's own name. */
function linkSections(one: ResolvedInterface): IniSection[] {
  if (!one.renamed || one.mac === null) return [];
  return [...section('Match', { PermanentMACAddress: one.mac }), ...section('Link', { Name: one.name })];
}
