// The addresses of one network: which are taken, by whom, and which is the next free one for a name.
import { formatIpv4, type Ipv4Prefix, type Ipv4Range, inRange, parseIpv4Prefix } from '../address/ipv4.js';
import type { FindingCode } from '../finding-codes.js';
import type { ModelPath } from '../model-path.js';

/** A range nobody gets a fixed address from. */
export interface Reserved extends Ipv4Range {
  readonly label: string;
  readonly code: FindingCode;
  readonly at: ModelPath;
}

export interface Owner {
  readonly machine: string;
  readonly at: ModelPath;
}

export interface Space {
  readonly network: string;
  readonly prefix: Ipv4Prefix;
  readonly reserved: readonly Reserved[];
  readonly taken: Map<number, Owner>;
  /** Addresses of machines that are gone, by address. */
  readonly quarantined: Map<number, string>;
}

export function newSpace(network: string, cidr: string, reserved: readonly Reserved[]): Space {
  return { network, prefix: parseIpv4Prefix(cidr) as Ipv4Prefix, reserved, taken: new Map(), quarantined: new Map() };
}

export function reservedAt(space: Space, address: number): Reserved | undefined {
  return space.reserved.find((range) => inRange(address, range));
}

/** Free for a machine: inside, not reserved, not taken; quarantine is looked at by the caller. */
export function isFree(space: Space, address: number): boolean {
  return inRange(address, space.prefix) && !space.taken.has(address) && reservedAt(space, address) === undefined;
}

/**
 * The free address a machine prefers: one chosen by its name, else the next. The name's hash spreads machines, so that
 * two branches that each add one rarely choose the same.
 */
export function preferredAddress(space: Space, machine: string, allowQuarantined = false): number | undefined {
  const size = space.prefix.last - space.prefix.first + 1;
  const start = hash(`${space.network}/${machine}`) % size;
  for (let step = 0; step < size; step += 1) {
    const address = space.prefix.first + ((start + step) % size);
    if (!endsOddly(address) && isFree(space, address) && (allowQuarantined || !space.quarantined.has(address)))
      return address;
  }
  return undefined;
}

/** x.y.z.0 and x.y.z.255 are fine inside a large network, but old devices take them for broadcasts. */
const endsOddly = (address: number) => (address & 255) === 0 || (address & 255) === 255;

/** FNV-1a, 32 bits, over UTF-16 units: fast, and the same on every machine. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return (value ^ (value >>> 15)) >>> 0;
}

/** `for example 10.10.0.57`, or nothing when the network is full. */
export function example(space: Space, machine: string): string {
  const address = preferredAddress(space, machine);
  return address === undefined ? '' : `, for example ${formatIpv4(address)}`;
}
