// Turns a site into `ip -batch` lines: namespaces, bridges in a namespace of their own, and cables between them.
import { familyOf, type Route, type Site, type Station } from './station.js';

export const switchId = 'switch';

export const namespacesOf = ({ stations }: Site): string[] => [switchId, ...stations.map(({ id }) => id)];

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

export function namespaceLines(site: Site): string[] {
  return namespacesOf(site).map((id) => `netns add ${id}`);
}

interface Cable {
  readonly port: string;
  readonly bridge: string;
}

/** Lines for outside, and for the namespace with the bridges. */
export function cableLines({ stations, bridges }: Site): { outside: string[]; inside: string[] } {
  const cables: Cable[] = [];
  const outside = stations.flatMap(({ id, links }) =>
    links.map(({ interface: name, bridge, mac }) => {
      const port = `port${cables.length}`;
      cables.push({ port, bridge });
      const address = mac === null ? '' : ` address ${mac}`;
      return `link add name ${port} netns ${switchId} type veth peer name ${name} netns ${id}${address}`;
    }),
  );
  return {
    outside,
    inside: [
      ...bridges.flatMap((bridge) => [
        `link add name ${bridge} type bridge forward_delay 0 mcast_snooping 0`,
        `link set dev ${bridge} up`,
      ]),
      ...cables.map(({ port, bridge }) => `link set dev ${port} master ${bridge} up`),
    ],
  };
}

/** Lines for the namespace of a station. */
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
