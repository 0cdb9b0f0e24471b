// IPv4 addresses as unsigned 32-bit numbers, prefixes and ranges.
import ipaddr from 'ipaddr.js';

/** Inclusive on both ends. */
export interface Ipv4Range {
  readonly first: number;
  readonly last: number;
}

export interface Ipv4Prefix extends Ipv4Range {
  readonly length: number;
}

/** The number of a dotted-quad address; undefined for anything else, including octal and short forms. */
export function parseIpv4(text: string): number | undefined {
  if (!ipaddr.IPv4.isValidFourPartDecimal(text)) return undefined;
  return ipaddr.IPv4.parse(text).octets.reduce((value, octet) => value * 256 + octet, 0);
}

export function formatIpv4(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
}

/** Any address/length form; host bits are cut off. Undefined when the text is no IPv4 prefix. */
export function parseIpv4Prefix(text: string): Ipv4Prefix | undefined {
  const match = /^([\d.]+)\/(\d|[12]\d|3[0-2])$/.exec(text);
  const address = match ? parseIpv4(match[1] as string) : undefined;
  return match && address !== undefined ? prefixOf(address, Number(match[2])) : undefined;
}

function prefixOf(address: number, length: number): Ipv4Prefix {
  const size = 2 ** (32 - length);
  const first = Math.floor(address / size) * size;
  return { first, last: first + size - 1, length };
}

export function formatIpv4Prefix(prefix: Ipv4Prefix): string {
  return `${formatIpv4(prefix.first)}/${prefix.length}`;
}

export function netmask(length: number): string {
  return formatIpv4(2 ** 32 - 2 ** (32 - length));
}

export function inRange(address: number, range: Ipv4Range): boolean {
  return address >= range.first && address <= range.last;
}

export function overlap(a: Ipv4Range, b: Ipv4Range): boolean {
  return a.first <= b.last && b.first <= a.last;
}
