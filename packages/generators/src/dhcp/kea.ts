// Pools, reservations and options as Kea has them (Kea Administrator Reference Manual, "The DHCPv4 Server").
import type { NixSet } from '@groundplan/engine';
import type { ResolvedDhcp, ResolvedNetwork } from '@groundplan/model';
import type { Reservation, ServedNetwork } from './served.js';

/** At boot Kea may be up before its interfaces: it looks again every five seconds for five minutes. */
const retries = { 'service-sockets-max-retries': 60, 'service-sockets-retry-wait-time': 5000 };

/** The contents of Dhcp4. */
export function keaSettings(served: readonly ServedNetwork[]): NixSet {
  const severalMacs = served.some(({ reservations }) => reservations.some(({ macs }) => macs.length > 1));
  return {
    authoritative: true,
    'host-reservation-identifiers': ['hw-address'],
    'interfaces-config': { interfaces: served.map((one) => one.interface), ...retries },
    // Kea takes one MAC per reservation, and two reservations of one address only when told so.
    ...(severalMacs ? { 'ip-reservations-unique': false } : {}),
    'lease-database': { type: 'memfile', persist: true },
    subnet4: served.flatMap((one) => (one.network.dhcp ? [subnet(one, one.network.dhcp)] : [])),
  };
}

/** A subnet's id stays the same whatever else changes: it is the VLAN id. */
function subnet({ network, interface: name, reservations }: ServedNetwork, dhcp: ResolvedDhcp): NixSet {
  return {
    id: network.vlan,
    subnet: network.ipv4.cidr,
    interface: name,
    pools: [{ pool: `${dhcp.start} - ${dhcp.end}` }],
    'valid-lifetime': seconds(dhcp.lease),
    'option-data': options(network, dhcp),
    reservations: reservations.flatMap(reservationsOf),
    ...(dhcp.boot ? { 'next-server': dhcp.boot.server, 'boot-file-name': dhcp.boot.file } : {}),
  };
}

function reservationsOf({ macs, ipv4, name }: Reservation): NixSet[] {
  return macs.map((mac) => ({ 'hw-address': mac, 'ip-address': ipv4, hostname: name }));
}

function options({ ipv4, dns }: ResolvedNetwork, { ntp, domain }: ResolvedDhcp): NixSet[] {
  const option = (name: string, values: readonly string[]) => {
    const known = values.filter((value) => !value.includes(':'));
    return known.length === 0 ? [] : [{ name, data: known.join(', ') }];
  };
  return [
    ...option('routers', [ipv4.gateway]),
    ...option('domain-name-servers', dns),
    ...option('ntp-servers', ntp),
    ...option('domain-name', [domain]),
  ];
}

const factors: { readonly [unit: string]: number } = { m: 60, h: 3600, d: 86_400 };

/** A lease time of dnsmasq in seconds; RFC 2131 writes infinity as 2^32 - 1. */
function seconds(lease: string): number {
  if (lease === 'infinite') return 2 ** 32 - 1;
  return Number.parseInt(lease, 10) * (factors[lease.at(-1) ?? ''] ?? 1);
}
