// The addresses of the VPN: a space of its own, of which the router has the first address and every peer one.
import { parseIpv4, parseIpv4Prefix } from '../address/ipv4.js';
import { type Ipv6Prefix, parseIpv6Prefix } from '../address/ipv6.js';
import type { AddressRequest } from '../address-plan/requests.js';
import { newSpace, type Reserved, type Space } from '../address-plan/space.js';
import { childPath, modelPath } from '../model-path.js';
import { sortedKeys } from '../names.js';
import type { AnyTopology } from '../topology.js';

/** The name of the VPN among the networks of the address lock; no network can be called so. */
export const vpnSpaceName = 'vpn';

/** Networks have their VLAN id as subnet id, which ends at 4094, so that this /64 is never one of theirs. */
const subnetId = 0xffffn;

export function vpnPrefix6(ula: string): Ipv6Prefix {
  const site = parseIpv6Prefix(ula) as Ipv6Prefix;
  return { first: site.first | (subnetId << 64n), length: 64 };
}

export function vpnSpaces({ vpn }: AnyTopology): Space[] {
  const prefix = vpn && parseIpv4Prefix(vpn.ipv4);
  if (!vpn || !prefix) return [];
  const one = (address: number, label: string, field: string): Reserved => ({
    first: address,
    last: address,
    label,
    code: 'address-reserved',
    at: modelPath('vpn', field),
  });
  const reserved = [
    one(prefix.first, 'the network address of the VPN', 'ipv4'),
    one(prefix.last, 'the broadcast address of the VPN', 'ipv4'),
    one(prefix.first + 1, `the address of ${vpn.host} on the VPN`, 'host'),
  ];
  return [newSpace(vpnSpaceName, vpn.ipv4, reserved)];
}

export function vpnRequests({ vpn }: AnyTopology): AddressRequest[] {
  return sortedKeys(vpn?.peers).map((machine) => {
    const at = modelPath('vpn', 'peers', machine);
    const address = vpn?.peers[machine]?.address;
    return {
      machine,
      network: vpnSpaceName,
      stated: address === undefined ? null : (parseIpv4(address) as number),
      macs: [],
      interface: null,
      at: address === undefined ? at : childPath(at, 'address'),
    };
  });
}
