// What a peer that calls in gives to wg-quick: all but its private key, which never leaves its own machine (wg-quick(8)).
import { type Generator, type IniSection, printIni } from '@groundplan/engine';
import type { ResolvedVpn, ResolvedVpnPeer } from '@groundplan/model';

export interface VpnClientSlice {
  readonly vpn: Pick<ResolvedVpn, 'endpoint' | 'port' | 'publicKey' | 'mtu' | 'dns' | 'reaches'>;
  readonly peer: ResolvedVpnPeer;
}

export const vpnClients: Generator<VpnClientSlice> = {
  name: 'vpn-clients',
  slices: ({ vpn }) => {
    if (!vpn) return [];
    const { endpoint, port, publicKey, mtu, dns, reaches } = vpn;
    const callers = Object.values(vpn.peers).filter((peer) => peer.endpoint === null);
    return callers.map((peer) => ({ vpn: { endpoint, port, publicKey, mtu, dns, reaches }, peer }));
  },
  render: (slice) => [
    {
      path: `docs/generated/vpn/${slice.peer.name}.conf`,
      content: printIni(sectionsOf(slice)),
      from: [slice.peer.from, 'vpn'],
    },
  ],
};

/** The interface is called like the file: %i. The keys are files there, made by wg genkey and wg genpsk. */
function sectionsOf({ vpn, peer }: VpnClientSlice): IniSection[] {
  const keyFile = '/etc/wireguard/%i.key';
  const sharedFile = '/etc/wireguard/%i.psk';
  const shared = peer.presharedKey === null ? '' : ` peer ${vpn.publicKey} preshared-key ${sharedFile}`;
  return [
    {
      name: 'Interface',
      entries: [
        ['Address', `${peer.ipv4}/32, ${peer.ipv6}/128`],
        ['MTU', vpn.mtu],
        ...vpn.dns.map((address) => ['DNS', address] as const),
        ['PostUp', `wg set %i private-key ${keyFile}${shared}`],
      ],
    },
    {
      name: 'Peer',
      entries: [
        ['PublicKey', vpn.publicKey],
        ['AllowedIPs', vpn.reaches.filter((prefix) => !peer.networks.includes(prefix)).join(', ')],
        ...(vpn.endpoint === null ? [] : [['Endpoint', `${vpn.endpoint}:${vpn.port}`] as const]),
        ['PersistentKeepalive', peer.keepalive ?? 25],
      ],
    },
  ];
}
