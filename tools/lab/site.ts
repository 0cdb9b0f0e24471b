// Derives the twin from the topology: routers, the Internet behind them, every machine on every network, and one stranger each.
import type { Reachability, ResolvedNetwork, ResolvedTopology } from '@groundplan/model';
import { type Clients, clientStations } from './clients.js';
import { routerStations } from './routers.js';
import type { Site } from './station.js';
import { vpnBridge, vpnStations } from './vpn.js';
import { uplinksOf, wanStations } from './wan.js';

/** With one more stranger on each of the `further` networks. */
export function siteOf(topology: ResolvedTopology, analysis: Reachability, further: readonly string[] = []): Site {
  const uplinks = uplinksOf(topology);
  const networks = Object.values(topology.networks);
  const clients: Clients = { topology, analysis, further, bridge: bridgeOf(networks) };
  return {
    stations: [
      ...routerStations(topology, { analysis, uplinks, bridge: clients.bridge }),
      ...wanStations(topology, { analysis, uplinks }),
      ...clientStations(clients),
      ...vpnStations(topology, analysis),
    ],
    bridges: [
      ...networks.map(({ name, vlan }) => ({ name: clients.bridge(name), vlan })),
      ...uplinks.map(({ bridge }) => ({ name: bridge, vlan: null })),
      ...(topology.vpn ? [{ name: vpnBridge, vlan: null }] : []),
    ],
  };
}

/** Names of networks may be longer than the 15 characters of an interface. */
function bridgeOf(networks: readonly ResolvedNetwork[]): (network: string) => string {
  const names = networks.map(({ name }) => name);
  return (network) => `lan${names.indexOf(network)}`;
}
