// Which DHCP server the routers run.
import * as z from 'zod';

export const dhcpServers = ['dnsmasq', 'kea'] as const;
export type DhcpServer = (typeof dhcpServers)[number];

export interface DhcpServerInput {
  /** Default dnsmasq. */
  readonly server?: DhcpServer;
}

export const dhcpServerSchema = z.strictObject({ server: z.enum(dhcpServers).optional() });
