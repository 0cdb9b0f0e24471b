// A host: what it is, how it is connected, which addresses it has.
import * as z from 'zod';
import { shown } from '../names.js';
import { type NixosInput, nixosFields } from '../nixos/schema.js';
import { stateVersion } from '../site/schema.js';
import { checked, ipAddress, ipv4, ipv6, ipv6WithLength, macs, matching, prose, vlanId } from '../value.js';
import { ssid } from '../wifi/schema.js';
import { type HardwareName, hardwareNames } from './hardware.js';

interface UplinkBase {
  /** The uplink with the lowest number is used as long as it is up. Default: in the order of the links' names. */
  readonly priority?: number;
  /** Length of the IPv6 prefix the provider delegates, 48 to 64; false: none. Default: 56, 64 for a modem, none for Wi-Fi. */
  readonly delegatedPrefix?: number | false;
}

/** The way to the Internet. `vlan`: the tag the provider wants on the port. */
export type UplinkInput<S extends string> = UplinkBase &
  (
    | { readonly kind: 'dhcp'; readonly vlan?: number }
    | { readonly kind: 'wifi'; readonly ssid: string; readonly psk: S }
    | {
        readonly kind: 'static';
        readonly address: string;
        readonly gateway: string;
        readonly ipv6?: { readonly address: string; readonly gateway: string };
        readonly nameservers?: readonly string[];
        readonly vlan?: number;
      }
    | { readonly kind: 'pppoe'; readonly user: string; readonly password: S; readonly vlan?: number }
    /** A USB or PCIe modem that ModemManager drives. */
    | {
        readonly kind: 'modem';
        readonly apn: string;
        readonly pin?: S;
        readonly user?: string;
        readonly password?: S;
      }
  );

interface CableEnd<P extends string> {
  /** The other end of the cable: a device or host and its port, such as switch-1/3. */
  readonly to?: `${P}/${string}`;
}

interface PortBase<P extends string> extends CableEnd<P> {
  /** Hardware addresses of the interface; its addresses are then reserved by DHCP as well. The first is the interface's own. */
  readonly mac?: string | readonly string[];
  readonly mtu?: number;
  /** This link is a bond of the named interfaces. */
  readonly bond?: readonly string[];
  /** Default 802.3ad. */
  readonly mode?: BondMode;
}

interface LinkBase<P extends string> extends PortBase<P> {
  /** This link is a bridge over the named interfaces. */
  readonly bridge?: readonly string[];
}

/** Untagged in one network, or tagged in several. */
type Membership<N extends string> = { readonly access: N } | { readonly trunk: readonly N[]; readonly native?: N };

/** A radio that provides SSIDs: those of `wifi` that name this host. */
export interface AccessPointInput {
  /** ISO 3166-1 code, such as FR: the radio obeys that country's rules. */
  readonly country: string;
  /** Default 2.4GHz. */
  readonly band?: '2.4GHz' | '5GHz';
  /** Default 1, or 36 at 5 GHz. */
  readonly channel?: number;
}

/** A port of a VLAN-aware bridge. */
export type BridgePortInput<N extends string, P extends string> = PortBase<P> &
  (Membership<N> | { readonly accessPoint: AccessPointInput });

export const bondModes = ['802.3ad', 'active-backup', 'balance-alb'] as const;
export type BondMode = (typeof bondModes)[number];

/**
 * A link has one role: untagged in one network, tagged in several, client of a Wi-Fi, the way to the Internet, or a
 * VLAN-aware bridge whose ports have roles of their own; the host is then on every network of its ports.
 */
export type LinkInput<N extends string, W extends string, S extends string, P extends string> = LinkBase<P> &
  (
    | Membership<N>
    | { readonly wifi: W }
    | { readonly uplink: UplinkInput<S> }
    | { readonly ports: { readonly [port: string]: BridgePortInput<N, P> } }
    /** A bond that a bridge names carries what the bridge carries. */
    | { readonly bond: readonly string[] }
  );

/** `auto` takes an address from the lock; false: none. */
export type AddressInput = string | false;

export interface HostInput<N extends string, W extends string, S extends string, P extends string>
  extends NixosInput<P, S> {
  readonly description?: string;
  /** Default nixos. */
  readonly os?: 'nixos' | 'linux' | 'android';
  /** Default for Android: android-arm64. */
  readonly hardware?: HardwareName;
  /** The gateway of every network it is linked to. */
  readonly router?: boolean;
  readonly stateVersion?: string;
  readonly links: { readonly [link: string]: LinkInput<N, W, S, P> };
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

const delegatedPrefix = z.union([z.literal(false), z.int().min(48).max(64)], {
  error: 'Expected a prefix length from 48 to 64, or false.',
});

const uplinkBase = { priority: z.int().min(1).max(100).optional(), delegatedPrefix: delegatedPrefix.optional() };

/** What a provider gives out as an account or access point name: no quotes, spaces or control characters. */
const account = matching(
  /^[\x21\x23-\x26\x28-\x5b\x5d-\x7e]{1,100}$/,
  'account name',
  'Use 1 to 100 printable characters without spaces, quotes and backslashes.',
);

/** 3GPP TS 23.003, 9.1: labels of a DNS name. */
const accessPointName = matching(
  /^[A-Za-z0-9]([A-Za-z0-9.-]{0,98}[A-Za-z0-9])?$/,
  'access point name',
  'Use what the SIM’s provider gives out: 1 to 100 letters, digits, dots and hyphens, such as internet.',
);

/** NixOS fills in variables of the file this stands in, so no dollar sign. */
const modemAccount = matching(
  /^[\x21\x23\x25\x26\x28-\x3a\x3c-\x5b\x5d-\x7e]{1,64}$/,
  'account name',
  'Use 1 to 64 printable characters without spaces, quotes, backslashes, semicolons and dollar signs.',
);

const uplinkSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('dhcp'), ...uplinkBase, vlan: vlanId.optional() }),
  z.strictObject({ kind: z.literal('wifi'), ...uplinkBase, ssid, psk: z.string() }),
  z.strictObject({
    kind: z.literal('static'),
    ...uplinkBase,
    address: matching(
      /^(\d{1,3}\.){3}\d{1,3}\/([1-9]|[12]\d|3[01])$/,
      'address with length',
      'Write an address with its length, such as 192.0.2.2/30.',
    ),
    gateway: ipv4,
    ipv6: z.strictObject({ address: ipv6WithLength, gateway: ipv6 }).optional(),
    nameservers: z.array(ipAddress).optional(),
    vlan: vlanId.optional(),
  }),
  z.strictObject({
    kind: z.literal('pppoe'),
    ...uplinkBase,
    user: account,
    password: z.string(),
    vlan: vlanId.optional(),
  }),
  z.strictObject({
    kind: z.literal('modem'),
    ...uplinkBase,
    apn: accessPointName,
    pin: z.string().optional(),
    user: modemAccount.optional(),
    password: z.string().optional(),
  }),
]);

const accessPointSchema = z.strictObject({
  country: matching(/^[A-Z]{2}$/, 'country', 'Write the two capital letters of ISO 3166-1, such as FR.'),
  band: z.enum(['2.4GHz', '5GHz']).optional(),
  channel: z.int().min(1).max(177).optional(),
});

const cableEnd = matching(
  /^[a-z][a-z0-9-]*\/[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/,
  'end of a cable',
  'Write the device or host and its port, such as switch-1/3.',
);

export const membershipFields = {
  access: z.string().optional(),
  trunk: z.array(z.string()).optional(),
  native: z.string().optional(),
  to: cableEnd.optional(),
};

const portFields = {
  ...membershipFields,
  mac: macs.optional(),
  mtu: z.int().min(576).max(9216).optional(),
  bond: z.array(interfaceName).optional(),
  mode: z.enum(bondModes).optional(),
};

export const bridgePortSchema = z.strictObject({ ...portFields, accessPoint: accessPointSchema.optional() });

export type AnyBridgePort = z.infer<typeof bridgePortSchema>;

/** One flat object, so that a wrong link is told which roles there are rather than how a union failed. */
export const linkSchema = z.strictObject({
  ...portFields,
  wifi: z.string().optional(),
  uplink: uplinkSchema.optional(),
  bridge: z.array(interfaceName).optional(),
  ports: z.record(interfaceName, bridgePortSchema).optional(),
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
  ...nixosFields,
});
