// The WireGuard interface on the VPN's router.
import { blankInterface } from '../host/blank-interface.js';
import { childPath } from '../model-path.js';
import { byCodeUnit, recordOf } from '../names.js';
import type { ResolvedHost, ResolvedInterface, ResolvedVpn, ResolvedVpnPeer } from '../resolved.js';
import { vpnPortPath } from './resolve.js';

type Hosts = { readonly [name: string]: ResolvedHost };

/** All hosts, the VPN's with the interface. */
export function withVpn(hosts: Hosts, vpn: ResolvedVpn | null): Hosts {
  const host = vpn && hosts[vpn.host];
  if (!vpn || !host) return hosts;
  const interfaces = { ...host.interfaces, [vpn.interface]: wireguardInterface(vpn) };
  return { ...hosts, [host.name]: { ...host, interfaces: recordOf(Object.entries(interfaces)) } };
}

function wireguardInterface(vpn: ResolvedVpn): ResolvedInterface {
  const peers = Object.values(vpn.peers);
  return {
    ...blankInterface,
    name: vpn.interface,
    kind: 'wireguard',
    from: vpn.from,
    mtu: { value: vpn.mtu, from: vpn.from },
    addresses: vpn.addresses.map((value) => ({ value, from: childPath(vpn.from, 'ipv4') })),
    wireguard: {
      port: { value: vpn.port, from: vpnPortPath },
      privateKeyFile: vpn.privateKeyFile,
      secrets: secretsOf(vpn, peers),
      peers: peers.map(tunnel),
      routes: peers.flatMap(({ from, networks }) =>
        networks.map((value, index) => ({ value, from: childPath(from, 'networks', index) })),
      ),
    },
  };
}

function secretsOf({ privateKey }: ResolvedVpn, peers: readonly ResolvedVpnPeer[]): string[] {
  const shared = peers.flatMap(({ presharedKey }) => presharedKey ?? []);
  return [...new Set([privateKey, ...shared])].sort(byCodeUnit);
}

function tunnel({ name, publicKey, presharedKeyFile, endpoint, keepalive, ipv4, ipv6, networks }: ResolvedVpnPeer) {
  const allowed = [`${ipv4}/32`, `${ipv6}/128`, ...networks];
  return { name, publicKey, presharedKeyFile, endpoint, keepalive, allowed };
}
