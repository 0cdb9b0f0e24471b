// Decides the devices.
import { recordOf } from '../names.js';
import type { ResolvedAddress, ResolvedDevice } from '../resolved.js';
import type { AnyTopology } from '../topology.js';
import { macList } from '../value.js';

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
        mac: macList(device.mac)[0] ?? null,
        addresses: addresses.get(name) ?? {},
        nameserver: null,
        ports: {},
      },
    ]),
  );
}
