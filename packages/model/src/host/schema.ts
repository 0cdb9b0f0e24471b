// A host: what it is, how it is connected, which addresses it has.
import * as z from 'zod';
import { shown } from '../names.js';
import { stateVersion } from '../site/schema.js';
import { checked, ipAddress, ipv4, mac, matching, prose } from '../value.js';
import { ssid } from '../wifi/schema.js';
import { type HardwareName, hardwareNames } from './hardware.js';

export type UplinkInput<S extends string> =
  | { readonly kind: 'dhcp' }
  | { readonly kind: 'wifi'; readonly ssid: string; readonly psk: S }
  | {
      readonly kind: 'static';
      readonly address: string;
      readonly gateway: string;
      readonly nameservers?: readonly string[];
    };

interface LinkBase {
  /** Hardware address of the interface; its addresses are then reserved by DHCP as well. */
  readonly mac?: string;
  readonly mtu?: number;
  /** This link is a bridge over the named interfaces. */
  readonly bridge?: readonly string[];
  /** This link is a bond of the named interfaces. */
  readonly bond?: readonly string[];
  /** Default 802.3ad. */
  readonly mode?: BondMode;
}

export const bondModes = ['802.3ad', 'active-backup', 'balance-alb'] as const;
export type BondMode = (typeof bondModes)[number];

/** A link has one role: untagged in one network, tagged in several, client of a Wi-Fi, or the way to the Internet. */
export type LinkInput<N extends string, W extends string, S extends string> = LinkBase &
  (
    | { readonly access: N }
    | { readonly trunk: readonly N[]; readonly native?: N }
    | { readonly wifi: W }
    | { readonly uplink: UplinkInput<S> }
  );

/** `auto` takes an address from the lock; false: none. */
export type AddressInput = string | false;

export interface HostInput<N extends string, W extends string, S extends string> {
  readonly description?: string;
  /** Default nixos. */
  readonly os?: 'nixos' | 'linux' | 'android';
  /** Default for Android: android-arm64. */
  readonly hardware?: HardwareName;
  /** The gateway of every network it is linked to. */
  readonly router?: boolean;
  readonly stateVersion?: string;
  readonly links: { readonly [link: string]: LinkInput<N, W, S> };
  /** By network. Default: `auto` on every network it is linked to; a router has the gateway address. */
  readonly addresses?: { readonly [P in N]?: AddressInput };
  /** The network its default route goes through. Default: its only one, or the first by name. */
  readonly gateway?: N;
}

/** A Linux interface name: IFNAMSIZ allows 15 bytes. */
export const interfaceName = matching(
  /^[A-Za-z][A-Za-z0-9_-]{0,14}$/,
  'interface name',
  'Use 1 to 15 letters, digits, hyphens and underscores, starting with a letter, such as eth0.',
);

const address = checked((value) =>
  value === 'auto' || ipv4.safeParse(value).success
    ? undefined
    : {
        code: 'value-invalid',
        message: `${shown(value)} is no IPv4 address.`,
        fix: "Write an address such as 10.10.0.11, 'auto', or false.",
      },
);

const uplinkSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('dhcp') }),
  z.strictObject({ kind: z.literal('wifi'), ssid, psk: z.string() }),
  z.strictObject({
    kind: z.literal('static'),
    address: matching(
      /^(\d{1,3}\.){3}\d{1,3}\/([1-9]|[12]\d|3[01])$/,
      'address with length',
      'Write an address with its length, such as 192.0.2.2/30.',
    ),
    gateway: ipv4,
    nameservers: z.array(ipAddress).optional(),
  }),
]);

/** One flat object, so that a wrong link is told which roles there are rather than how a union failed. */
export const linkSchema = z.strictObject({
  access: z.string().optional(),
  trunk: z.array(z.string()).optional(),
  native: z.string().optional(),
  wifi: z.string().optional(),
  uplink: uplinkSchema.optional(),
  mac: mac.optional(),
  mtu: z.int().min(576).max(9216).optional(),
  bridge: z.array(interfaceName).optional(),
  bond: z.array(interfaceName).optional(),
  mode: z.enum(bondModes).optional(),
});

export type AnyLink = z.infer<typeof linkSchema>;

export const hostSchema = z.strictObject({
  description: prose.optional(),
  os: z.enum(['nixos', 'linux', 'android']).optional(),
  hardware: z.enum(hardwareNames).optional(),
  router: z.boolean().optional(),
  stateVersion: stateVersion.optional(),
  links: z.record(interfaceName, linkSchema),
  addresses: z
    .record(z.string(), z.union([z.literal(false), address], { error: "Expected an IPv4 address, 'auto', or false." }))
    .optional(),
  gateway: z.string().optional(),
});
