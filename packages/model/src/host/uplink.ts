// Decides each uplink of a host: the interface that leads to the provider, its priority, the IPv6 prefix it asks for.
import { childPath, type ModelPath, modelPath } from '../model-path.js';
import { byCodeUnit } from '../names.js';
import type { ResolvedInterface, ResolvedSite, ResolvedWan, Sourced } from '../resolved.js';
import { secretFile } from '../secret/resolve.js';
import { type AnyHost, linksOf } from './attachments.js';
import { blankInterface } from './blank-interface.js';
import type { AnyLink } from './schema.js';
import { uplinkSecrets } from './uplink-secrets.js';

export type AnyUplink = NonNullable<AnyLink['uplink']>;

export interface Uplink {
  readonly link: string;
  readonly uplink: AnyUplink;
}

/** In the order of the links' names. */
export function uplinksOf(host: AnyHost): Uplink[] {
  return linksOf(host)
    .flatMap(([link, { uplink }]) => (uplink ? [{ link, uplink }] : []))
    .sort((a, b) => byCodeUnit(a.link, b.link));
}

/** By link: what the host says, and for the others the lowest numbers left, in the order of the links' names. */
export function priorities(uplinks: readonly Uplink[]): Map<string, number> {
  const taken = new Set(uplinks.flatMap(({ uplink }) => uplink.priority ?? []));
  const found = new Map<string, number>();
  for (const { link, uplink } of uplinks) {
    const priority = uplink.priority ?? lowestFree(taken);
    taken.add(priority);
    found.set(link, priority);
  }
  return found;
}

function lowestFree(taken: ReadonlySet<number>): number {
  let number = 1;
  while (taken.has(number)) number += 1;
  return number;
}

/** The interfaces that an uplink adds to its link, outermost last: the provider's VLAN, the PPPoE session. */
export function addedNames(link: string, uplink: AnyUplink): string[] {
  const vlan = vlanOf(uplink);
  return [...(vlan === null ? [] : [`wan${vlan}`]), ...(uplink.kind === 'pppoe' ? [`ppp-${link}`] : [])];
}

const vlanOf = (uplink: AnyUplink) => ('vlan' in uplink ? (uplink.vlan ?? null) : null);

interface UplinkContext {
  readonly name: string;
  readonly host: AnyHost;
  readonly site: ResolvedSite;
}

/** What an uplink makes of its link, and the interfaces on top of it. The outermost has the addresses. */
export function uplinkInterfaces(
  base: ResolvedInterface,
  uplink: AnyUplink,
  context: UplinkContext,
): ResolvedInterface[] {
  const link = base.name;
  const at = childPath(modelPath('hosts', context.name, 'links', link), 'uplink');
  const wan = wanOf(link, uplink, at, context.host);
  const carries = { uplink: true, wan, ...addressing(uplink, at, context.site) };
  const vlan = vlanOf(uplink);
  const names = addedNames(link, uplink);
  if (names.length === 0) return [{ ...base, ...carries }];
  const ports = vlan === null ? [base] : [{ ...base, vlans: [`wan${vlan}`] }, wanVlan(base, vlan, at)];
  if (uplink.kind === 'pppoe') return [...ports, { ...session(base, at), ...carries }];
  return ports.map((one, index) => (index === ports.length - 1 ? { ...one, ...carries } : one));
}

function wanVlan({ from, mtu }: ResolvedInterface, vlan: number, at: ModelPath): ResolvedInterface {
  const id = { value: vlan, from: childPath(at, 'vlan') };
  return { ...blankInterface, name: `wan${vlan}`, kind: 'vlan', from, vlan: id, mtu };
}

/** PPPoE takes 8 bytes of each frame (RFC 2516); on ports that carry 1508 bytes it takes none (RFC 4638). */
function session({ name, from, mtu }: ResolvedInterface, at: ModelPath): ResolvedInterface {
  const size = Math.min((mtu?.value ?? 1500) - 8, 1500);
  return {
    ...blankInterface,
    name: `ppp-${name}`,
    kind: 'ppp',
    from,
    mtu: { value: size, from: mtu?.from ?? childPath(at, 'kind') },
  };
}

function wanOf(link: string, uplink: AnyUplink, at: ModelPath, host: AnyHost): ResolvedWan {
  return {
    link,
    kind: uplink.kind,
    from: at,
    metric: 100 * (priorities(uplinksOf(host)).get(link) as number),
    delegatedPrefix: delegatedPrefix(uplink),
    pppoe: pppoeOf(link, uplink),
    modem: modemOf(uplink),
  };
}

/** 56: what RIPE-690 advises providers to give a home. 64: what a mobile network gives a modem (RFC 6459, section 5). */
const usualPrefix = { dhcp: 56, pppoe: 56, modem: 64, static: null, wifi: null } as const;

function delegatedPrefix({ kind, delegatedPrefix: stated }: AnyUplink): number | null {
  if (stated === undefined) return usualPrefix[kind];
  return stated === false ? null : stated;
}

function pppoeOf(link: string, uplink: AnyUplink): ResolvedWan['pppoe'] {
  if (uplink.kind !== 'pppoe') return null;
  const vlan = vlanOf(uplink);
  const { user, password } = uplink;
  return { over: vlan === null ? link : `wan${vlan}`, user, password, passwordFile: secretFile(password) };
}

function modemOf(uplink: AnyUplink): ResolvedWan['modem'] {
  if (uplink.kind !== 'modem') return null;
  const secrets = uplinkSecrets(uplink).flatMap(([key, name]) =>
    key === 'psk' ? [] : [{ key, name, file: secretFile(name) }],
  );
  return { apn: uplink.apn, user: uplink.user ?? null, secrets };
}

/** How the outermost interface gets its addresses. PPP and modems are told theirs by their own programs. */
function addressing(uplink: AnyUplink, at: ModelPath, site: ResolvedSite): Partial<ResolvedInterface> {
  const dns = site.nameservers.map((value) => ({ value, from: 'site.nameservers' }));
  if (uplink.kind !== 'static') return { dhcp: uplink.kind === 'dhcp' || uplink.kind === 'wifi', dns };
  const pair = (key: 'address' | 'gateway'): Sourced<string>[] => [
    { value: uplink[key], from: childPath(at, key) },
    ...(uplink.ipv6 ? [{ value: uplink.ipv6[key], from: childPath(at, 'ipv6', key) }] : []),
  ];
  const own = uplink.nameservers?.map((value) => ({ value, from: childPath(at, 'nameservers') }));
  return { addresses: pair('address'), gateways: pair('gateway'), dns: own ?? dns };
}
