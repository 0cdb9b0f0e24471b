// Decides the radios of a host that provide SSIDs: channel, one interface for each SSID, its place in the bridge.
import { type ModelPath, modelPath } from '../model-path.js';
import { byCodeUnit, own, sortedKeys } from '../names.js';
import type { ResolvedBss, ResolvedInterface, ResolvedRadio } from '../resolved.js';
import { secretFile } from '../secret/resolve.js';
import type { AnyTopology } from '../topology.js';
import { macList } from '../value.js';
import { type AnyHost, linksOf } from './attachments.js';
import { blankInterface } from './blank-interface.js';
import type { AnyBridgePort } from './schema.js';

type AccessPoint = NonNullable<AnyBridgePort['accessPoint']>;

/** A wireless port of a bridge. */
export interface AccessPointPort {
  readonly bridge: string;
  readonly port: string;
  readonly accessPoint: AccessPoint;
  readonly mac: string | null;
  readonly at: ModelPath;
}

/** In the order of the bridges' names, then of the ports'. */
export function accessPointsOf(name: string, host: AnyHost): AccessPointPort[] {
  return linksOf(host)
    .flatMap(([bridge, { ports }]) =>
      Object.entries(ports ?? {}).flatMap(([port, { accessPoint, mac }]) => {
        const at = modelPath('hosts', name, 'links', bridge, 'ports', port);
        return accessPoint ? [{ bridge, port, accessPoint, mac: macList(mac)[0] ?? null, at }] : [];
      }),
    )
    .sort((a, b) => byCodeUnit(a.bridge, b.bridge) || byCodeUnit(a.port, b.port));
}

/** The SSIDs a host or device provides, sorted. Each is on every radio of the host. */
export function ssidsBy(name: string, topology: AnyTopology): string[] {
  return sortedKeys(topology.wifi).filter((ssid) => topology.wifi?.[ssid]?.by === name);
}

/** The networks that an access point of the host joins: those of its SSIDs. */
export function accessPointNetworks(name: string, topology: AnyTopology): string[] {
  const networks = ssidsBy(name, topology).flatMap((ssid) => topology.wifi?.[ssid]?.network ?? []);
  return [...new Set(networks)].sort(byCodeUnit);
}

/** The interface of an SSID: the radio's own for the first, as hostapd and NixOS want it. */
export function bssName(port: string, index: number): string {
  return index === 0 ? port : `${port}-${index}`;
}

/** What each band can be set to, at 20 MHz: channels 1 to 13, and those of 5 GHz (IEEE 802.11-2020, annex E). */
export const bands = {
  '2.4GHz': { usual: 1, channels: steps(1, 13, 1) },
  '5GHz': { usual: 36, channels: [...steps(36, 64, 4), ...steps(100, 144, 4), ...steps(149, 177, 4)] },
} as const;

function steps(first: number, last: number, step: number): number[] {
  return Array.from({ length: (last - first) / step + 1 }, (_, index) => first + index * step);
}

export const bandOf = ({ band }: AccessPoint) => band ?? '2.4GHz';

interface RadioContext {
  readonly name: string;
  readonly host: AnyHost;
  readonly topology: AnyTopology;
}

/** Gives the wireless ports of bridges their radio, and adds the interfaces of further SSIDs. */
export function withRadios(interfaces: readonly ResolvedInterface[], context: RadioContext): ResolvedInterface[] {
  const made = accessPointsOf(context.name, context.host).flatMap((port) =>
    radioInterfaces(
      port,
      interfaces.find(({ name }) => name === port.port),
      context,
    ),
  );
  const names = new Set(made.map(({ name }) => name));
  return [...interfaces.filter(({ name }) => !names.has(name)), ...made];
}

function radioInterfaces(
  port: AccessPointPort,
  known: ResolvedInterface | undefined,
  { name, topology }: RadioContext,
): ResolvedInterface[] {
  const radio = resolveRadio(name, port, topology);
  const base: ResolvedInterface = { ...blankInterface, name: port.port, kind: 'wireless', from: port.at, ...known };
  const [first, ...others] = radio.networks;
  const member = (bss: ResolvedBss) => ({
    kind: 'wireless' as const,
    master: { name: port.bridge, kind: 'bridge' as const },
    bridgeVlans: { untagged: vlanOf(bss.network, topology), tagged: [] },
  });
  if (!first) return [base];
  return [
    { ...base, mac: base.mac ?? port.mac, radio, ...member(first) },
    ...others.map((bss) => ({ ...blankInterface, name: bss.interface, from: bss.from, ...member(bss) })),
  ];
}

function vlanOf(network: string, topology: AnyTopology) {
  return { value: own(topology.networks, network)?.vlan ?? 0, from: modelPath('networks', network, 'vlan') };
}

export function resolveRadio(
  name: string,
  { port, accessPoint, mac }: AccessPointPort,
  topology: AnyTopology,
): ResolvedRadio {
  const band = bandOf(accessPoint);
  const ssids = ssidsBy(name, topology);
  return {
    country: accessPoint.country,
    band,
    channel: accessPoint.channel ?? bands[band].usual,
    networks: ssids.map((ssid, index) => {
      const { network, psk } = own(topology.wifi, ssid) as { network: string; psk: string };
      const bssid = ssids.length > 1 && mac !== null ? bssidOf(mac, index) : null;
      const from = modelPath('wifi', ssid);
      return { ssid, interface: bssName(port, index), bssid, network, psk, pskFile: secretFile(psk), from };
    }),
  };
}

/** The radio's own address for the first SSID; for others one that is locally administered (IEEE 802, 8.2.2). */
export function bssidOf(mac: string, index: number): string {
  if (index === 0) return mac;
  const first = (Number.parseInt(mac.slice(0, 2), 16) | 2) ^ (index << 2);
  return `${(first & 0xff).toString(16).padStart(2, '0')}${mac.slice(2)}`;
}
