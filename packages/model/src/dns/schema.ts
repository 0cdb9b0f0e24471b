// Names: which server answers for the site's domain, whom it asks for all others, and further names of machines.
import * as z from 'zod';
import { domain, ipAddress } from '../value.js';

export const dnsServers = ['dnsmasq', 'unbound', 'bind'] as const;
export type DnsServer = (typeof dnsServers)[number];

export interface DnsInput<P extends string> {
  /** Default dnsmasq; unbound and bind get the same names as zone data. */
  readonly server?: DnsServer;
  /** The machine whose nameserver it is. Default: every router, for its networks. */
  readonly by?: P;
  /** Names in the certificates of the site's nameservers, by address: they are then asked over TLS (RFC 7858). */
  readonly tls?: { readonly [address: string]: string };
  /** Further names in the site's domain, such as { git: 'nas' }. */
  readonly aliases?: { readonly [alias: string]: P };
}

export const dnsSchema = z.strictObject({
  server: z.enum(dnsServers).optional(),
  by: z.string().optional(),
  tls: z.record(ipAddress, domain).optional(),
  aliases: z.record(domain, z.string()).optional(),
});
