// Decides the devices.
import { recordOf } from '../names.js';
import type { ResolvedAddress, ResolvedDevice } from '../resolved.js';
import type { AnyTopology } from '../topology.js';
import { canonicalMac } from '../value.js';

export function resolveDevices(
  topology: AnyTopology,
  addresses: ReadonlyMap<string, { readonly [network: string]: ResolvedAddress }>,
): { [name: string]: ResolvedDevice } {
  return recordOf(
    Object.entries(topology.devices ?? {}).map(([name, device]) => [
      name,
      {
        name,
        kind: device.kind,
        description: device.description ?? null,
        mac: device.mac === undefined ? null : canonicalMac(device.mac),
        addresses: addresses.get(name) ?? {},
      },
    ]),
  );
}
