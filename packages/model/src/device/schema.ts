// Machines on the network that nobody configures from here: switches, access points, printers, cameras.
import * as z from 'zod';
import { ipv4, mac, prose } from '../value.js';

export const deviceKinds = ['access-point', 'switch', 'printer', 'camera', 'other'] as const;

export interface DeviceInput<N extends string> {
  readonly kind: (typeof deviceKinds)[number];
  readonly description?: string;
  readonly mac?: string;
  /** Reserved for the device, by network. */
  readonly addresses?: { readonly [P in N]?: string };
}

export const deviceSchema = z.strictObject({
  kind: z.enum(deviceKinds),
  description: prose.optional(),
  mac: mac.optional(),
  addresses: z.record(z.string(), ipv4).optional(),
});
