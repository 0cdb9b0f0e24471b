// A network: one VLAN, one IPv4 prefix, one IPv6 /64.
import * as z from 'zod';
import { parseIpv4Prefix } from '../address/ipv4.js';
import { domain, ipAddress, ipv4, ipv4Cidr, ipv6Cidr, matching, pool, prose, vlanId } from '../value.js';

export interface DhcpInput {
  /** First and last address: offsets from the network's address, or addresses. */
  readonly pool: readonly [number | string, number | string];
  /** Such as 12h, 30m or 1d. Default 12h. */
  readonly lease?: string;
  /** Time servers of the clients. Default: those of the site. */
  readonly ntp?: readonly string[];
  /** DNS domain of the clients. Default: that of the site. */
  readonly domain?: string;
  /** Network boot (PXE): the TFTP server, by address or as a host, and the file it loads. */
  readonly boot?: { readonly server: string; readonly file: string };
}

export interface NetworkInput {
  readonly description?: string;
  /** 802.1Q VLAN id, 1 to 4094. */
  readonly vlan: number;
  /** The network's prefix, such as 10.10.0.0/24. */
  readonly ipv4: string;
  /** A /64; false for a network without IPv6. Default: the site's unique local prefix with the VLAN id. */
  readonly ipv6?: string | false;
  /** Default: the network's first usable address. */
  readonly gateway?: string;
  readonly dhcp?: DhcpInput;
  /** Resolvers of the network's clients. Default: the router where it serves DHCP, else the site's. */
  readonly dns?: readonly string[];
  readonly mtu?: number;
}

export const networkCidr = ipv4Cidr.superRefine((value, context) => {
  const prefix = parseIpv4Prefix(value);
  if (!prefix || (prefix.length >= 8 && prefix.length <= 30)) return;
  const problem = {
    code: 'value-invalid',
    message: `A network of length /${prefix.length} cannot be used here.`,
    fix: 'Use a length from /8 to /30: two addresses are taken by the network and its broadcast.',
  };
  context.addIssue({ code: 'custom', message: problem.message, params: { problem } });
});

const ipv6Network = ipv6Cidr.superRefine((value, context) => {
  if (value.endsWith('/64') || !value.includes('/')) return;
  const problem = {
    code: 'value-invalid',
    message: `${value} is no /64.`,
    fix: 'Use a /64: stateless address configuration needs exactly that length (RFC 4862).',
  };
  context.addIssue({ code: 'custom', message: problem.message, params: { problem } });
});

const lease = matching(
  /^([1-9]\d{0,5}[mhd]?|infinite)$/,
  'lease time',
  'Write seconds, or a number with m, h or d, such as 12h.',
);

const bootFile = matching(
  /^[A-Za-z0-9._/-]{1,127}$/,
  'boot file',
  'Use 1 to 127 letters, digits, dots, slashes, hyphens and underscores, such as ipxe.efi.',
);

export const networkSchema = z.strictObject({
  description: prose.optional(),
  vlan: vlanId,
  ipv4: networkCidr,
  ipv6: z
    .union([z.literal(false), ipv6Network], { error: 'Expected a /64 such as fd12:3456:789a:10::/64, or false.' })
    .optional(),
  gateway: ipv4.optional(),
  dhcp: z
    .strictObject({
      pool,
      lease: lease.optional(),
      ntp: z.array(ipAddress).optional(),
      domain: domain.optional(),
      boot: z.strictObject({ server: z.string(), file: bootFile }).optional(),
    })
    .optional(),
  dns: z.array(ipAddress).optional(),
  mtu: z.int().min(576).max(9216).optional(),
});
