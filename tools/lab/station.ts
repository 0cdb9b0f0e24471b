// The twin's parts: one station per network namespace, with its links, its name in the policy, and how it gets its address.
import type { Atom } from '@groundplan/model';

export type Family = 'ipv4' | 'ipv6';

export interface Link {
  readonly interface: string;
  /** The bridge the other end is plugged into. */
  readonly bridge: string;
  readonly mac: string | null;
  /** With prefix length. */
  readonly addresses: readonly string[];
}

export interface Route {
  /** A prefix, or `default`. */
  readonly to: string;
  readonly via: string;
}

/** A DHCP client and what it must get. */
export interface LeaseWish {
  readonly network: string;
  /** The reserved address; null when any address of the pool is right. */
  readonly reserved: string | null;
}

export interface Station {
  /** Name of the network namespace. */
  readonly id: string;
  /** Name for people: `infra/phone-01`. */
  readonly label: string;
  readonly kind: 'router' | 'client' | 'wan';
  /** The machine of the topology whose files it uses; null for strangers and the Internet. */
  readonly host: string | null;
  /** The host that is its gateway, or itself; null for the Internet and where there is none. */
  readonly router: string | null;
  readonly atom: Atom;
  readonly links: readonly Link[];
  readonly routes: readonly Route[];
  readonly dhcp: LeaseWish | null;
}

/** What is plugged together: every station, and the bridges between them. */
export interface Site {
  readonly stations: readonly Station[];
  /** With the VLAN of a network; null for what has none. */
  readonly bridges: readonly { readonly name: string; readonly vlan: number | null }[];
}

export const familyOf = (address: string): Family => (address.includes(':') ? 'ipv6' : 'ipv4');

export const withoutPrefix = (address: string): string => address.replace(/\/\d+$/, '');

/** The station's addresses without prefix length, in order. */
export function addressesOf(station: Station): string[] {
  return station.links.flatMap(({ addresses }) => addresses.map(withoutPrefix));
}
