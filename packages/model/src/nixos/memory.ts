// How much memory a host has, as far as anybody says.
import { hardwareOf } from '../host/findings.js';
import { type Hardware, hardware } from '../host/hardware.js';
import type { AnyTopology } from '../topology.js';

/** MiB; null where the hardware comes with different amounts and topology.ts does not say. */
export function memoryOf(host: AnyTopology['hosts'][string]): number | null {
  const known: Hardware = hardware[hardwareOf(host)];
  return host.memory ?? known.memory;
}
