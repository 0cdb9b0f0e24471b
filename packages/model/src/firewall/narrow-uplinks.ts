// Uplinks that carry less than Ethernet's 1500 bytes, where many servers never hear that their packets are too long.
import type { ResolvedHost } from '../resolved.js';

/** A modem is told its size by the network, so it may always be less. */
export function narrowUplinks({ interfaces }: ResolvedHost): string[] {
  return Object.values(interfaces)
    .filter(({ uplink, kind, mtu }) => uplink && (kind === 'modem' || (mtu?.value ?? 1500) < 1500))
    .map(({ name }) => name);
}
