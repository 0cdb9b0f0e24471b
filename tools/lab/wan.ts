// The Internet of the twin: one station behind every uplink, on prefixes reserved for documentation and tests (RFC 5737, 3849, 2544).
import type { Reachability, ResolvedHost, ResolvedInterface, ResolvedTopology } from '@groundplan/model';
import { atomOf } from './atoms.js';
import { familyOf, type Route, type Station, withoutPrefix } from './station.js';

export interface Uplink {
  readonly router: string;
  readonly interface: string;
  readonly bridge: string;
  /** Addresses of the router with prefix length; IPv4 first. */
  readonly near: readonly [ipv4: string, ipv6: string];
  /** The same of the far end, which is the router's gateway. */
  readonly far: readonly [ipv4: string, ipv6: string];
}

const prefixes = [
  ...['198.51.100', '203.0.113', '192.0.2'],
  ...Array.from({ length: 60 }, (_, index) => `198.18.${index}`),
];

export function uplinksOf({ hosts, networks }: ResolvedTopology): Uplink[] {
  const all = Object.values(hosts).flatMap((host) =>
    Object.values(host.interfaces)
      .filter((one) => host.router && one.uplink)
      .map((one) => [host, one] as const),
  );
  const used = [
    ...Object.values(networks).map(({ ipv4 }) => ipv4.network),
    ...all.flatMap(([, { addresses }]) => addresses.map(({ value }) => value)),
  ];
  const free = prefixes.filter((prefix) => !used.some((address) => address.startsWith(`${prefix}.`)));
  return all.map(([host, one], index) => uplink(host, one, { index, prefix: free[index] }));
}

function uplink(
  { name: router }: ResolvedHost,
  one: ResolvedInterface,
  { index, prefix }: { index: number; prefix: string | undefined },
): Uplink {
  const [near, far] = statedEnds(one) ?? [`${prefix}.2/24`, `${prefix}.1/24`];
  if (prefix === undefined && statedEnds(one) === undefined)
    throw new Error(`The lab has ${prefixes.length} prefixes for uplinks, and they are taken.`);
  const ipv6 = `2001:db8:${index + 1}::`;
  return {
    router,
    interface: one.name,
    bridge: `up${index}`,
    near: [near, `${ipv6}2/64`],
    far: [far, `${ipv6}1/64`],
  };
}

/** The addresses of an uplink with a fixed address; undefined where DHCP gives it. */
function statedEnds({ addresses, gateways }: ResolvedInterface): [near: string, far: string] | undefined {
  const ipv4 = (all: ResolvedInterface['addresses']) =>
    all.map(({ value }) => value).find((address) => familyOf(address) === 'ipv4');
  const [near, gateway] = [ipv4(addresses), ipv4(gateways)];
  return near === undefined || gateway === undefined ? undefined : [near, `${gateway}/${near.split('/')[1]}`];
}

/** Routes to the networks lead through the router, so that its firewall and not a missing route keeps strangers out. */
export function wanStations(
  { networks, vpn }: ResolvedTopology,
  { analysis, uplinks }: { analysis: Reachability; uplinks: readonly Uplink[] },
): Station[] {
  if (uplinks.length === 0) return [];
  const inside = [
    ...Object.values(networks).map(({ router, ipv4, ipv6 }) => ({ router, prefixes: [ipv4.cidr, ipv6?.cidr] })),
    ...(vpn ? [{ router: vpn.host, prefixes: [vpn.ipv4, vpn.ipv6] }] : []),
  ];
  const routes = inside.flatMap(({ router, prefixes }): Route[] => {
    const uplink = uplinks.find((one) => one.router === router);
    const [via4 = '', via6 = ''] = uplink?.near.map(withoutPrefix) ?? [];
    return prefixes.flatMap((to) => (uplink && to ? [{ to, via: familyOf(to) === 'ipv4' ? via4 : via6 }] : []));
  });
  const links = uplinks.map(({ bridge, far }, index) => ({
    interface: `wan${index}`,
    bridge,
    mac: null,
    addresses: far,
  }));
  return [
    {
      id: 'wan',
      label: 'wan',
      kind: 'wan',
      host: null,
      router: null,
      atom: atomOf(analysis, null, 'wan'),
      links,
      routes,
      dhcp: null,
    },
  ];
}
