// Decides the devices.
import { recordOf, sortedKeys } from '../names.js';
import type { ResolvedAddress, ResolvedDevice, ResolvedPort } from '../resolved.js';
import type { AnyTopology } from '../topology.js';
import { macList } from '../value.js';

export function resolveDevices(
  topology: AnyTopology,
  addresses: ReadonlyMap<string, { readonly [network: string]: ResolvedAddress }>,
  ports: ReadonlyMap<string, { readonly [port: string]: ResolvedPort }>,
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
        management: sortedKeys(addresses.get(name))[0] ?? null,
        ports: ports.get(name) ?? {},
        nameserver: null,
      },
    ]),
  );
}
