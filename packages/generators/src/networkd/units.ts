// One interface as systemd-networkd and udev units: the link file that names it, the netdev that creates it, its network.
import type { IniSection } from '@groundplan/engine';
import type { ResolvedInterface } from '@groundplan/model';
import { netdevSections } from './netdev.js';
import { networkSections } from './network.js';
import { section, type Unit } from './unit.js';

export function unitsOf(one: ResolvedInterface): Unit[] {
  const name = unitName(one);
  const units: Unit[] = [
    { name, kind: 'link', sections: linkSections(one) },
    { name, kind: 'netdev', sections: netdevSections(one) },
    { name, kind: 'network', sections: networkSections(one) },
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
