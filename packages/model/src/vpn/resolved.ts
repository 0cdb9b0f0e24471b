// The resolved form of the VPN.
import type { ModelPath } from '../model-path.js';

type Named<T> = { readonly [name: string]: T };

/** The zone vpn: a WireGuard interface on a router. */
export interface ResolvedVpn {
  readonly from: ModelPath;
  readonly host: string;
  readonly interface: string;
  readonly port: number;
  /** Where peers that call in find the router: a name or address; null when nothing says. */
  readonly endpoint: string | null;
  readonly ipv4: string;
  /** A /64 of the site's unique local prefix. */
  readonly ipv6: string;
  /** Of the host, with length. */
  readonly addresses: readonly string[];
  /** Names of secrets, and the files they are read from. */
  readonly privateKey: string;
  readonly privateKeyFile: string;
  readonly publicKey: string;
  readonly mtu: number;
  /** Whom peers that call in ask for names: the router, where it answers for its networks. */
  readonly dns: readonly string[];
  /** Prefixes that the policy lets peers open connections to; everything when that includes the Internet. */
  readonly reaches: readonly string[];
  readonly peers: Named<ResolvedVpnPeer>;
}

export interface ResolvedVpnPeer {
  readonly name: string;
  readonly from: ModelPath;
  readonly publicKey: string;
  readonly presharedKey: string | null;
  readonly presharedKeyFile: string | null;
  readonly endpoint: string | null;
  readonly keepalive: number | null;
  readonly ipv4: string;
  readonly ipv6: string;
  readonly origin: 'stated' | 'locked';
  /** Networks behind the peer. */
  readonly networks: readonly string[];
}
