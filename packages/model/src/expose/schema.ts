// Port forwards: ports of the routers' Internet addresses that a machine inside answers.
import * as z from 'zod';
import { shown } from '../names.js';
import { parsePorts } from '../policy/ports.js';
import { checked, prose } from '../value.js';

/** A protocol and a port or range of ports, such as tcp/443 or udp/5000-5010. */
export type ExposedPort = `${'tcp' | 'udp'}/${number}` | `${'tcp' | 'udp'}/${number}-${number}`;

/** The machine, or the machine and its own port where that differs from the one outside. */
export type ExposeInput<P extends string> =
  | P
  | { readonly to: P; readonly port?: number; readonly description?: string };

export const exposedPort = checked((value) =>
  parsePorts(value)
    ? undefined
    : {
        code: 'port-invalid',
        message: `${shown(value)} is no port.`,
        fix: 'Write tcp/443 or udp/5000-5010; ports go from 1 to 65535.',
      },
);

export const exposeSchema = z.union(
  [
    z.string(),
    z.strictObject({ to: z.string(), port: z.int().min(1).max(65535).optional(), description: prose.optional() }),
  ],
  { error: "Expected a host or device, or { to: '…', port: … }." },
);
