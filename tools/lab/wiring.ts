// Turns a site into `ip -batch` lines: namespaces, bridges in a namespace of their own, and cables between them.

import { familyOf, type Route, type Station } from './station.js';
import type { Fabric, PortVlans } from './trunk.js';

export const switchId = 'switch';

/** A kernel setting as a path below /proc/sys/net and its value. */
export type Setting = readonly [path: string, value: string];

/** No waiting for duplicate addresses, no limit on refusals, and no check of senders but the firewall's. */
export function settingsOf(kind: Station['kind'] | 'switch'): Setting[] {
  if (kind === 'switch') return [['ipv6/conf/default/disable_ipv6', '1']];
  const quick: Setting[] = ['all', 'default'].flatMap((group): Setting[] => [
    [`ipv6/conf/${group}/accept_dad`, '0'],
    [`ipv6/conf/${group}/accept_ra`, '0'],
    [`ipv4/conf/${group}/rp_filter`, '0'],
  ]);
  const limits: Setting[] = [
    ['ipv4/icmp_ratelimit', '0'],
    ['ipv6/icmp/ratelimit', '0'],
  ];
  if (kind !== 'router') return [...quick, ...limits];
  return [...quick, ...limits, ['ipv4/ip_forward', '1'], ['ipv6/conf/all/forwarding', '1']];
}

/** `ip` lines for outside and for the namespace with the bridges, and `bridge` lines for the latter. */
export function cableLines({ cables, filtering, plain }: Fabric): {
  outside: string[];
  inside: string[];
  vlans: string[];
} {
  const bridge = (name: string, more: string) => [
    `link add name ${name} type bridge forward_delay 0 mcast_snooping 0${more}`,
    `link set dev ${name} up`,
  ];
  return {
    outside: cables.map(({ station, interface: name, mac }, index) => {
      const address = mac === null ? '' : ` address ${mac}`;
      return `link add name port${index} netns ${switchId} type veth peer name ${name} netns ${station}${address}`;
    }),
    inside: [
      ...plain.flatMap((name) => bridge(name, '')),
      ...filtering.flatMap((name) => bridge(name, ' vlan_filtering 1 vlan_default_pvid 0')),
      ...cables.map((cable, index) => `link set dev port${index} master ${cable.bridge} up`),
    ],
    vlans: cables.flatMap(({ vlans }, index) => vlanLines(`port${index}`, vlans)),
  };
}

function vlanLines(port: string, vlans: PortVlans | null): string[] {
  if (vlans === null) return [];
  return [
    ...(vlans.untagged === null ? [] : [`vlan add dev ${port} vid ${vlans.untagged} pvid untagged`]),
    ...vlans.tagged.map((vlan) => `vlan add dev ${port} vid ${vlan}`),
  ];
}

/** Lines for the namespace of a station that the lab sets up itself. */
export function stationLines({ links, routes }: Station): string[] {
  return [
    'link set dev lo up',
    ...links.flatMap(({ interface: name, addresses }) => [
      `link set dev ${name} up`,
      ...addresses.map((address) => addressLine(address, name)),
    ]),
    ...routes.map(routeLine),
  ];
}

export function addressLine(address: string, link: string): string {
  return `addr add ${address} dev ${link}${familyOf(address) === 'ipv6' ? ' nodad' : ''}`;
}

export function routeLine({ to, via }: Route): string {
  return `route add ${to} via ${via}`;
}
