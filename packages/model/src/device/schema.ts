// Machines on the network that nobody configures from here: switches, access points, printers, cameras.
import * as z from 'zod';
import { membershipFields } from '../host/schema.js';
import { ipv4, macs, matching, prose } from '../value.js';

export const deviceKinds = ['access-point', 'switch', 'printer', 'camera', 'modem', 'other'] as const;

/** A port of a device: the networks it carries and where its cable goes. */
export type DevicePortInput<N extends string, P extends string> = { readonly to?: `${P}/${string}` } & (
  | { readonly access: N }
  | { readonly trunk: readonly N[]; readonly native?: N }
);

export interface DeviceInput<N extends string, P extends string> {
  readonly kind: (typeof deviceKinds)[number];
  readonly description?: string;
  readonly mac?: string | readonly string[];
  /** Reserved for the device, by network. */
  readonly addresses?: { readonly [Q in N]?: string };
  /** By the name on the device, such as 1 or eth0. */
  readonly ports?: { readonly [port: string]: DevicePortInput<N, P> };
}

const portName = matching(
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/,
  'port name',
  'Use 1 to 32 letters, digits, dots, hyphens and underscores, such as 3 or ge-0.0.1.',
);

export const deviceSchema = z.strictObject({
  kind: z.enum(deviceKinds),
  description: prose.optional(),
  mac: macs.optional(),
  addresses: z.record(z.string(), ipv4).optional(),
  ports: z.record(portName, z.strictObject(membershipFields)).optional(),
});
