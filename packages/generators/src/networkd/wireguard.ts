// A WireGuard interface: the tunnels of its netdev, and the routes to what is behind the peers (systemd.netdev(5)).
import type { IniSection } from '@groundplan/engine';
import type { ResolvedInterface, ResolvedWireguard } from '@groundplan/model';
import { section } from './unit.js';

export function tunnelSections({ wireguard }: ResolvedInterface): IniSection[] {
  if (!wireguard) return [];
  const { port, privateKeyFile, peers } = wireguard;
  return [
    ...section('WireGuard', { ListenPort: port.value, PrivateKeyFile: privateKeyFile }),
    ...peers.flatMap(peerSection),
  ];
}

function peerSection(peer: ResolvedWireguard['peers'][number]): IniSection[] {
  return section('WireGuardPeer', {
    PublicKey: peer.publicKey,
    PresharedKeyFile: peer.presharedKeyFile ?? undefined,
    AllowedIPs: peer.allowed,
    Endpoint: peer.endpoint ?? undefined,
    PersistentKeepalive: peer.keepalive ?? undefined,
  });
}

export function tunnelRoutes({ wireguard }: ResolvedInterface): IniSection[] {
  return (wireguard?.routes ?? []).flatMap(({ value }) => section('Route', { Destination: value }));
}
