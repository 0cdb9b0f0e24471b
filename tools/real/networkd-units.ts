// systemd.network.{links,netdevs,networks} as the unit files that NixOS writes (nixos/lib/systemd-network-units.nix).
import { type Attrs, isAttrs } from './nix-type.js';

export interface UnitFile {
  readonly name: string;
  readonly kind: string;
  readonly content: string;
  /** The file it is, where it is one. */
  readonly source?: string;
}

/** Settings of a network that stand in [Network], one line per element. */
const networkLines: { readonly [option: string]: string } = {
  address: 'Address',
  gateway: 'Gateway',
  dns: 'DNS',
  ntp: 'NTP',
  bridge: 'Bridge',
  bond: 'Bond',
  vrf: 'VRF',
  vlan: 'VLAN',
  macvlan: 'MACVLAN',
  macvtap: 'MACVTAP',
  vxlan: 'VXLAN',
  tunnel: 'Tunnel',
  xfrm: 'Xfrm',
};

/** Options whose section is not their name with a capital. */
const sections: { readonly [option: string]: string } = {
  netdevConfig: 'NetDev',
  vlanConfig: 'VLAN',
  ipvlanConfig: 'IPVLAN',
  ipvtapConfig: 'IPVTAP',
  macvlanConfig: 'MACVLAN',
  vxlanConfig: 'VXLAN',
  l2tpConfig: 'L2TP',
  l2tpSessions: 'L2TPSession',
  wireguardConfig: 'WireGuard',
  wireguardPeers: 'WireGuardPeer',
  vrfConfig: 'VRF',
  wlanConfig: 'WLAN',
  dhcpV4Config: 'DHCPv4',
  dhcpV6Config: 'DHCPv6',
  dhcpPrefixDelegationConfig: 'DHCPPrefixDelegation',
  dhcpServerConfig: 'DHCPServer',
  dhcpServerStaticLeases: 'DHCPServerStaticLease',
  ipv6AcceptRAConfig: 'IPv6AcceptRA',
  ipv6SendRAConfig: 'IPv6SendRA',
  ipv6PREF64Prefixes: 'IPv6PREF64Prefix',
  ipv6Prefixes: 'IPv6Prefix',
  ipv6RoutePrefixes: 'IPv6RoutePrefix',
  addresses: 'Address',
  bridgeFDBs: 'BridgeFDB',
  bridgeMDBs: 'BridgeMDB',
  bridgeVLANs: 'BridgeVLAN',
  canConfig: 'CAN',
  ipoIBConfig: 'IPoIB',
  lldpConfig: 'LLDP',
  qdiscConfig: 'QDisc',
  pieConfig: 'PIE',
  flowQueuePIEConfig: 'FlowQueuePIE',
  bfifoConfig: 'BFIFO',
  pfifoConfig: 'PFIFO',
  pfifoHeadDropConfig: 'PFIFOHeadDrop',
  pfifoFastConfig: 'PFIFOFast',
  cakeConfig: 'CAKE',
  quickFairQueueingConfigClass: 'QuickFairQueueingClass',
};

/** Settings of a unit that stand in another section than their own. */
const notSections = new Set([
  'enable',
  'extraConfig',
  'name',
  'matchConfig',
  'networkConfig',
  'DHCP',
  'domains',
  ...Object.keys(networkLines),
]);

/** What a host's `systemd.network` puts into /etc/systemd/network. */
export function unitFiles(systemdNetwork: Attrs): UnitFile[] {
  return ['link', 'netdev', 'network'].flatMap((kind) =>
    Object.entries(setOf(systemdNetwork[`${kind}s`]))
      .map(([name, unit]) => ({ name: `${name}.${kind}`, unit: setOf(unit) }))
      .filter(({ unit }) => unit.enable !== false)
      .map(({ name, unit }) => ({ name, kind, content: unitText(unit) })),
  );
}

function unitText(unit: Attrs): string {
  const own = Object.keys(unit).filter((option) => !notSections.has(option));
  return [
    ...sectionText('Match', [...settingLines(unit.matchConfig), ...settingLines({ Name: unit.name ?? [] })]),
    ...sectionText('Network', [...settingLines(unit.networkConfig), ...settingLines(shorthands(unit))]),
    ...own.flatMap((option) =>
      [unit[option]].flat().flatMap((settings) => sectionText(sectionName(option), settingLines(settings))),
    ),
    `${unit.extraConfig ?? ''}`,
  ].join('');
}

function shorthands({ DHCP, domains, ...unit }: Attrs): Attrs {
  const lines = Object.entries(networkLines).map(([option, key]) => [key, unit[option] ?? []]);
  const joined = Array.isArray(domains) ? domains.join(' ') : [];
  return { DHCP: DHCP ?? [], ...Object.fromEntries(lines), Domains: joined };
}

function sectionText(name: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`[${name}]\n${lines.join('')}\n`];
}

function settingLines(settings: unknown): string[] {
  return Object.entries(setOf(settings)).flatMap(([key, value]) =>
    [value].flat().map((one) => `${key}=${one ?? ''}\n`),
  );
}

function sectionName(option: string): string {
  const name = option.endsWith('Config') ? option.slice(0, -'Config'.length) : option.replace(/s$/, '');
  return sections[option] ?? name.charAt(0).toUpperCase() + name.slice(1);
}

const setOf = (value: unknown): Attrs => (isAttrs(value) ? value : {});
