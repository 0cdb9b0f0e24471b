// The VPN: one WireGuard interface on a router, for administrators and for other sites.
import * as z from 'zod';
import { shown } from '../names.js';
import { networkCidr } from '../network/schema.js';
import { checked, domain, ipv4, ipv4Cidr, ipv6Cidr, matching, prose } from '../value.js';

export interface VpnPeerInput<S extends string> {
  readonly description?: string;
  readonly publicKey: string;
  /** Secret with a key that both ends share. */
  readonly presharedKey?: S;
  /** Default: one from the lock. */
  readonly address?: string;
  /** Where to find the peer, such as vpn.example.org:51820; left out for peers that call in. */
  readonly endpoint?: string;
  /** Networks behind the peer: another site. */
  readonly networks?: readonly string[];
  /** Seconds between packets that keep a way through NAT open. */
  readonly keepalive?: number;
}

export interface VpnInput<H extends string, S extends string> {
  /** The router that peers connect to. */
  readonly host: H;
  /** Addresses of the peers, such as 10.99.0.0/24. */
  readonly ipv4: string;
  /** UDP port. Default 51820. */
  readonly port?: number;
  /** Name or address under which the router is found from outside. */
  readonly endpoint?: string;
  /** Secret with the router's private key. */
  readonly privateKey: S;
  readonly publicKey: string;
  readonly peers: { readonly [peer: string]: VpnPeerInput<S> };
}

/** 32 bytes in base64. A private key looks the same, so the value is never shown. */
const wireguardKey = checked((value) =>
  /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/.test(value)
    ? undefined
    : {
        code: 'value-invalid',
        message: 'This is no WireGuard public key.',
        fix: 'Write the output of wg pubkey: 44 characters ending in =.',
        masked: true,
      },
);

const endpoint = checked((value) =>
  /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\]):([1-9]\d{0,4})$/.test(value) &&
  Number(value.slice(value.lastIndexOf(':') + 1)) <= 65535
    ? undefined
    : {
        code: 'value-invalid',
        message: `${shown(value)} is no endpoint.`,
        fix: 'Write a name or address and a port, such as vpn.example.org:51820.',
      },
);

const remoteNetwork = z.union([ipv4Cidr, ipv6Cidr], { error: 'Expected a network such as 10.200.0.0/16.' });

/** wg-quick names the interface like the file, and an interface name has at most 15 characters. */
const peerName = matching(
  /^(?!(?:con|prn|aux|nul|com\d|lpt\d)$)[a-z]([a-z0-9-]{0,13}[a-z0-9])?$/,
  'peer name',
  'Use 1 to 15 lowercase letters, digits and hyphens, starting with a letter and not ending with a hyphen.',
);

export const vpnSchema = z.strictObject({
  host: z.string(),
  ipv4: networkCidr,
  port: z.int().min(1).max(65535).optional(),
  endpoint: z.union([domain, ipv4], { error: 'Expected a DNS name or an IPv4 address.' }).optional(),
  privateKey: z.string(),
  publicKey: wireguardKey,
  peers: z.record(
    peerName,
    z.strictObject({
      description: prose.optional(),
      publicKey: wireguardKey,
      presharedKey: z.string().optional(),
      address: ipv4.optional(),
      endpoint: endpoint.optional(),
      networks: z.array(remoteNetwork).optional(),
      keepalive: z.int().min(1).max(65535).optional(),
    }),
  ),
});
