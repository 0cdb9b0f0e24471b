// IPv6 prefixes and the addresses of hosts in them.
import ipaddr from 'ipaddr.js';

export interface Ipv6Prefix {
  readonly first: bigint;
  readonly length: number;
}

/** Undefined when the text is no IPv6 address. Zone ids are refused. */
export function parseIpv6(text: string): bigint | undefined {
  if (text.includes('%') || !ipaddr.IPv6.isValid(text)) return undefined;
  return ipaddr.IPv6.parse(text).parts.reduce((value, part) => (value << 16n) | BigInt(part), 0n);
}

/** RFC 5952 text. */
export function formatIpv6(address: bigint): string {
  const parts = Array.from({ length: 8 }, (_, index) => Number((address >> BigInt(112 - 16 * index)) & 0xffffn));
  return new ipaddr.IPv6(parts).toRFC5952String();
}

/** Host bits are cut off. Undefined when the text is no IPv6 prefix. */
export function parseIpv6Prefix(text: string): Ipv6Prefix | undefined {
  const match = /^([^/]+)\/(\d{1,3})$/.exec(text);
  const address = match ? parseIpv6(match[1] as string) : undefined;
  const length = Number(match?.[2]);
  if (address === undefined || length > 128) return undefined;
  const hostBits = BigInt(128 - length);
  return { first: (address >> hostBits) << hostBits, length };
}

export function formatIpv6Prefix(prefix: Ipv6Prefix): string {
  return `${formatIpv6(prefix.first)}/${prefix.length}`;
}

/** Reads decimal digits as hexadecimal ones, so that VLAN 30 and host 57 are seen in fd00::30:0:0:0:57. */
export function digitsAsHex(value: number): bigint {
  return BigInt(`0x${value}`);
}

/** The /64 of a VLAN in a site's /48. */
export function vlanPrefix(site: Ipv6Prefix, vlan: number): Ipv6Prefix {
  return { first: site.first | (digitsAsHex(vlan) << 64n), length: 64 };
}

/** True when the prefix lies in fc00::/7, the unique local addresses of RFC 4193. */
export function isUniqueLocal(prefix: Ipv6Prefix): boolean {
  return prefix.first >> 121n === 0xfcn >> 1n && prefix.length >= 7;
}

export function contains6(prefix: Ipv6Prefix, address: bigint): boolean {
  const hostBits = BigInt(128 - prefix.length);
  return address >> hostBits === prefix.first >> hostBits;
}

/** The last 64 bits of an address, such as ::20: the same in every /64 of its network. */
export function suffix64(address: string): string {
  return formatIpv6((parseIpv6(address) ?? 0n) & 0xffff_ffff_ffff_ffffn);
}
