// Who asks for an address on which network: hosts on the networks they are linked to, devices where they say so.
import { parseIpv4 } from '../address/ipv4.js';
import { networksOf } from '../host/attachments.js';
import { childPath, type ModelPath, modelPath } from '../model-path.js';
import { sortedKeys } from '../names.js';
import type { AnyTopology } from '../topology.js';
import { macList } from '../value.js';

export interface AddressRequest {
  readonly machine: string;
  readonly network: string;
  /** The address written in topology.ts; null asks for one. */
  readonly stated: number | null;
  readonly macs: readonly string[];
  readonly interface: string | null;
  readonly at: ModelPath;
}

/** In the order of names, so that the outcome does not depend on the order of topology.ts. */
export function addressRequests(topology: AnyTopology): AddressRequest[] {
  return [...hostRequests(topology), ...deviceRequests(topology)];
}

function hostRequests(topology: AnyTopology): AddressRequest[] {
  return sortedKeys(topology.hosts).flatMap((machine) => {
    const host = topology.hosts[machine] as AnyTopology['hosts'][string];
    const at = modelPath('hosts', machine);
    return networksOf(machine, host, topology).flatMap(({ network, interface: carrier, macs }) => {
      const wanted = host.addresses?.[network] ?? (host.router || host.addresses?.[network] === false ? false : 'auto');
      if (wanted === false) return [];
      const stated = wanted === 'auto' ? null : (parseIpv4(wanted) as number);
      const where =
        stated === null && host.addresses?.[network] === undefined ? at : childPath(at, 'addresses', network);
      return [{ machine, network, stated, macs, interface: carrier, at: where }];
    });
  });
}

function deviceRequests(topology: AnyTopology): AddressRequest[] {
  return sortedKeys(topology.devices).flatMap((machine) => {
    const device = topology.devices?.[machine];
    return sortedKeys(device?.addresses).map((network) => ({
      machine,
      network,
      stated: parseIpv4(device?.addresses?.[network] as string) as number,
      macs: macList(device?.mac),
      interface: null,
      at: modelPath('devices', machine, 'addresses', network),
    }));
  });
}
