// The VPN of the twin: one peer behind the interface that the tunnels would end at.
import type { Reachability, ResolvedTopology } from '@groundplan/model';
import { atomOf } from './atoms.js';
import { type Station, withoutPrefix } from './station.js';

export const vpnBridge = 'vpn';

/** Nothing without a VPN or without peers. */
export function vpnStations({ vpn }: ResolvedTopology, analysis: Reachability): Station[] {
  const peer = Object.values(vpn?.peers ?? {})[0];
  if (!vpn || !peer) return [];
  const length = vpn.ipv4.split('/')[1];
  return [
    {
      id: 'vpn',
      label: `vpn/${peer.name}`,
      kind: 'client',
      host: null,
      router: vpn.host,
      atom: atomOf(analysis, null, 'vpn'),
      links: [
        {
          interface: 'wg0',
          bridge: vpnBridge,
          mac: null,
          addresses: [`${peer.ipv4}/${length}`, `${peer.ipv6}/64`],
        },
      ],
      routes: vpn.addresses.map((address) => ({ to: 'default', via: withoutPrefix(address) })),
      dhcp: null,
    },
  ];
}
