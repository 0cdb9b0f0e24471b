// Single values of topology.ts: each checked by one function that says what is wrong with it.
import * as z from 'zod';
import { formatIpv4Prefix, parseIpv4, parseIpv4Prefix } from './address/ipv4.js';
import { formatIpv6Prefix, parseIpv6, parseIpv6Prefix } from './address/ipv6.js';
import type { FindingCode } from './finding-codes.js';
import { isReservedName, namePattern, nameRule, shown } from './names.js';

/** What is wrong with one value. */
export interface ValueProblem {
  readonly code: FindingCode;
  readonly message: string;
  readonly fix?: string;
  readonly masked?: true;
}

type Check = (value: string) => ValueProblem | undefined;

/** A string that `check` has nothing against. */
export function checked(check: Check) {
  return z.string().superRefine((value, context) => {
    const problem = check(value);
    if (problem) context.addIssue({ code: 'custom', message: problem.message, params: { problem } });
  });
}

const invalid = (message: string, fix: string): ValueProblem => ({ code: 'value-invalid', message, fix });

/** Matches `pattern`, which `rule` says in words. */
export function matching(pattern: RegExp, what: string, rule: string) {
  return checked((value) => (pattern.test(value) ? undefined : invalid(`${shown(value)} is no ${what}.`, rule)));
}

export const name = checked((value) => {
  if (!namePattern.test(value))
    return { code: 'name-unsafe', message: `${shown(value)} cannot be a name.`, fix: nameRule };
  if (isReservedName(value))
    return { code: 'name-reserved', message: `The name ${value} is reserved.`, fix: 'Choose another name.' };
  return undefined;
});

/** Prose: any text but NUL, which no artifact can hold, and lone surrogates, which are no text. */
export const prose = checked((value) =>
  value.includes('\0') || !value.isWellFormed()
    ? invalid('The text holds a NUL character or half a character.', 'Remove it.')
    : undefined,
);

export const ipv4 = checked((value) =>
  parseIpv4(value) === undefined
    ? invalid(`${shown(value)} is no IPv4 address.`, 'Write four numbers from 0 to 255, such as 10.10.0.11.')
    : undefined,
);

export const ipAddress = checked((value) =>
  parseIpv4(value) === undefined && parseIpv6(value) === undefined
    ? invalid(`${shown(value)} is no IP address.`, 'Write an address such as 9.9.9.9 or 2620:fe::fe.')
    : undefined,
);

export const ipv6 = checked((value) =>
  parseIpv6(value) === undefined
    ? invalid(`${shown(value)} is no IPv6 address.`, 'Write an address such as 2001:db8::2.')
    : undefined,
);

/** An IPv6 address with the length of its network. */
export const ipv6WithLength = checked((value) => {
  const [address = '', length = ''] = value.split('/');
  return parseIpv6(address) !== undefined && /^([1-9]|[1-9]\d|1[01]\d|12[0-8])$/.test(length)
    ? undefined
    : invalid(`${shown(value)} is no IPv6 address with length.`, 'Write one such as 2001:db8::2/64.');
});

/** Canonical IPv4 prefix, no host bits. */
export const ipv4Cidr = checked((value) => {
  const prefix = parseIpv4Prefix(value);
  if (!prefix) return invalid(`${shown(value)} is no IPv4 network.`, 'Write address/length, such as 10.10.0.0/24.');
  const canonical = formatIpv4Prefix(prefix);
  if (value === canonical) return undefined;
  return {
    code: 'cidr-not-canonical',
    message: `${value} is an address inside a network, not the network itself.`,
    fix: `Write ${canonical}.`,
  };
});

/** Canonical IPv6 prefix (RFC 5952), no host bits. */
export const ipv6Cidr = checked((value) => {
  const prefix = parseIpv6Prefix(value);
  if (!prefix)
    return invalid(`${shown(value)} is no IPv6 network.`, 'Write address/length, such as fd12:3456:789a:10::/64.');
  const canonical = formatIpv6Prefix(prefix);
  if (value === canonical) return undefined;
  return {
    code: 'cidr-not-canonical',
    message: `${value} is not the canonical form of an IPv6 network.`,
    fix: `Write ${canonical}.`,
  };
});

const macPattern = /^[0-9a-f]{2}([:-][0-9a-f]{2}){5}$/i;

export const mac = checked((value) => {
  if (!macPattern.test(value))
    return invalid(
      `${shown(value)} is no MAC address.`,
      'Write six pairs of hexadecimal digits, such as dc:a6:32:00:00:02.',
    );
  if (Number.parseInt(value.slice(0, 2), 16) & 1)
    return invalid(
      `${value} is a multicast address, which no interface has.`,
      'Write the MAC of the interface itself.',
    );
  return undefined;
});

/** One MAC address, or several: a laptop's dock and its Wi-Fi, say. */
export const macs = z.union([mac, z.array(mac).min(1)], { error: 'Expected a MAC address, or a list of them.' });

/** The list behind a `mac` field. */
export function macList(value: string | readonly string[] | undefined): string[] {
  if (value === undefined) return [];
  return (typeof value === 'string' ? [value] : [...value]).map(canonicalMac);
}

/** Lower case with colons, as every consumer writes it. */
export function canonicalMac(value: string): string {
  return value.toLowerCase().replaceAll('-', ':');
}

export const domain = matching(
  /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/,
  'DNS domain',
  'Use lowercase labels joined by dots, such as home.arpa.',
);

/** 802.1Q VLAN id. */
export const vlanId = z.int().superRefine((value, context) => {
  if (value >= 1 && value <= 4094) return;
  const problem = {
    code: 'vlan-out-of-range',
    message: `VLAN ${value} does not exist: ids go from 1 to 4094 (IEEE 802.1Q reserves 0 and 4095).`,
    fix: 'Choose an id from 1 to 4094.',
  };
  context.addIssue({ code: 'custom', message: problem.message, params: { problem } });
});

export const oneOrMany = <T extends z.ZodType>(item: T, what: string) =>
  z.union([item, z.array(item)], { error: `Expected ${what}, or a list of them.` });

/** Two offsets from the network's first address, or two addresses. */
export const pool = z.tuple([z.union([z.int(), ipv4]), z.union([z.int(), ipv4])], {
  error: 'Expected the first and the last address of the pool, such as [100, 200].',
});

export const portNumber = z.int().min(1).max(65535);

/** A folder or file on a Linux machine, without spaces and the characters that shells, systemd and Nix read specially. */
export const absolutePath = matching(
  /^(?!.*(\/\.\.?(\/|$)|\/\/))\/([A-Za-z0-9._@+-]+(\/[A-Za-z0-9._@+-]+)*)?$/,
  'absolute path',
  'Write a path such as /var/lib/data, of letters, digits, dots, hyphens and underscores.',
);
