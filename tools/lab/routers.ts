// The routers of the twin, with the names and addresses of their interfaces as topology.ts has them.
import type { Reachability, ResolvedHost, ResolvedTopology } from '@groundplan/model';
import { routerAtom } from './atoms.js';
import { type Link, type Station, withoutPrefix } from './station.js';
import { vpnBridge } from './vpn.js';
import type { Uplink } from './wan.js';

interface Context {
  readonly analysis: Reachability;
  readonly uplinks: readonly Uplink[];
  readonly bridge: (network: string) => string;
}

export function routersOf({ hosts }: ResolvedTopology): ResolvedHost[] {
  return Object.values(hosts).filter(({ router }) => router);
}

export const routerId = (index: number) => `router${index}`;

export function routerStations(topology: ResolvedTopology, { analysis, uplinks, bridge }: Context): Station[] {
  return routersOf(topology).map((host, index) => {
    const own = uplinks.filter(({ router }) => router === host.name);
    const [ipv4, ipv6] = (own[0]?.far ?? []).map(withoutPrefix);
    return {
      id: routerId(index),
      label: host.name,
      kind: 'router',
      host: host.name,
      router: host.name,
      atom: routerAtom(analysis, host.name),
      links: [...lanLinks(host, bridge), ...vpnLinks(host, topology), ...own.map(uplinkLink)],
      routes: [ipv4, ipv6].flatMap((via) => (via === undefined ? [] : [{ to: 'default', via }])),
      dhcp: null,
    };
  });
}

/** Here a cable stands for the tunnels. */
function vpnLinks({ name }: ResolvedHost, { vpn }: ResolvedTopology): Link[] {
  if (vpn?.host !== name) return [];
  return [{ interface: vpn.interface, bridge: vpnBridge, mac: null, addresses: vpn.addresses }];
}

function lanLinks({ interfaces }: ResolvedHost, bridge: Context['bridge']): Link[] {
  return Object.values(interfaces).flatMap(({ name, network, addresses }) =>
    network === null
      ? []
      : [{ interface: name, bridge: bridge(network), mac: null, addresses: addresses.map(({ value }) => value) }],
  );
}

const uplinkLink = ({ interface: name, bridge, near }: Uplink): Link => ({
  interface: name,
  bridge,
  mac: null,
  addresses: near,
});
