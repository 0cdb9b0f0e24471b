// The part of /etc/config/network of a switch with OpenWrt that says which port carries which VLAN (DSA, OpenWrt 21.02 and later).
import { type Generator, lines } from '@groundplan/engine';
import type {
  ResolvedAddress,
  ResolvedDevice,
  ResolvedNetwork,
  ResolvedPort,
  ResolvedTopology,
} from '@groundplan/model';
import { networksOfPorts, portsInOrder } from '../port-table.js';
import { openWrtPorts } from './port-names.js';

export interface SwitchSlice {
  readonly name: string;
  /** Those that carry a network, by OpenWrt's name. */
  readonly ports: readonly { readonly name: string; readonly port: ResolvedPort }[];
  /** Those that a port carries or the switch has an address in. */
  readonly networks: readonly ResolvedNetwork[];
  /** Where the switch itself has addresses: by network, that of the default route marked. */
  readonly addresses: readonly SwitchAddress[];
}

interface SwitchAddress {
  readonly network: ResolvedNetwork;
  readonly address: ResolvedAddress;
  readonly isManagement: boolean;
}

export const openWrtSwitch: Generator<SwitchSlice> = {
  name: 'openwrt-switch',
  slices: slicesOf,
  render: (slice) => [
    {
      path: `devices/${slice.name}/generated/network.uci`,
      content: uci(slice),
      from: [`devices.${slice.name}`, ...slice.networks.map(({ name }) => `networks.${name}`)],
    },
  ],
};

function slicesOf(topology: ResolvedTopology): SwitchSlice[] {
  return Object.values(topology.devices).flatMap((device): SwitchSlice[] => {
    const all = portsInOrder(device);
    const names = openWrtPorts(all);
    const ports = all.filter(({ mode }) => mode !== 'uplink');
    if (device.kind !== 'switch' || names === null || ports.length === 0) return [];
    const networks = new Set([...networksOfPorts(ports), ...Object.keys(device.addresses)]);
    return [
      {
        name: device.name,
        ports: ports.map((port) => ({ name: names.get(port.name) ?? port.name, port })),
        networks: [...networks].flatMap((name) => topology.networks[name] ?? []),
        addresses: switchAddresses(device, topology),
      },
    ];
  });
}

function switchAddresses({ addresses, management }: ResolvedDevice, { networks }: ResolvedTopology): SwitchAddress[] {
  return Object.entries(addresses).flatMap(([name, address]) => {
    const network = networks[name];
    return network ? [{ network, address, isManagement: management === name }] : [];
  });
}

type Option = readonly [kind: 'option' | 'list', name: string, value: string];

interface Section {
  readonly type: string;
  readonly name: string | null;
  readonly options: readonly Option[];
}

const bridge = 'br-lan';

function uci(slice: SwitchSlice): string {
  const sections = [bridgeSection(slice), ...vlanSections(slice), ...slice.addresses.map(interfaceSection)];
  return lines((write, indented) => {
    write('# Takes the place of the sections device br-lan, bridge-vlan and interface lan of /etc/config/network.');
    for (const text of bondNotes(slice)) write(`# ${text}`);
    for (const { type, name, options } of sections) {
      write('');
      write(name === null ? `config ${type}` : `config ${type} '${name}'`);
      indented(() => {
        for (const [kind, option, value] of options) write(`${kind} ${option} '${value}'`);
      });
    }
  });
}

/** OpenWrt makes no LACP group of bridge ports by itself; a bond without a partner uses one of its ports. */
function bondNotes({ ports }: SwitchSlice): string[] {
  const bonded = ports.filter(({ port }) => port.peer?.bond?.mode === '802.3ad');
  if (bonded.length === 0) return [];
  return [`No LACP is set for ${bonded.map(({ name }) => name).join(', ')}: of each bond there, one port is used.`];
}

function bridgeSection({ ports }: SwitchSlice): Section {
  const options: Option[] = [
    ['option', 'name', bridge],
    ['option', 'type', 'bridge'],
    ['option', 'vlan_filtering', '1'],
    ...ports.map(({ name }): Option => ['list', 'ports', name]),
  ];
  return { type: 'device', name: null, options };
}

/** `u*`: untagged, and where frames without a tag belong (PVID); `t`: tagged; `local`: the switch itself takes part (netifd, config.c). */
function vlanSections({ ports, networks, addresses }: SwitchSlice): Section[] {
  const own = new Set(addresses.map(({ network }) => network.name));
  return [...networks]
    .sort((a, b) => a.vlan - b.vlan)
    .map(({ name: network, vlan }) => ({
      type: 'bridge-vlan',
      name: null,
      options: [
        ['option', 'device', bridge],
        ['option', 'vlan', `${vlan}`],
        ['option', 'local', own.has(network) ? '1' : '0'],
        ...ports.flatMap(({ name, port }): Option[] => {
          if (port.untagged === network) return [['list', 'ports', `${name}:u*`]];
          return port.tagged.includes(network) ? [['list', 'ports', `${name}:t`]] : [];
        }),
      ],
    }));
}

function interfaceSection({ network, address, isManagement }: SwitchAddress): Section {
  const ipv6 = address.ipv6 === null || network.ipv6 === null ? null : `${address.ipv6}/${network.ipv6.prefix}`;
  return {
    type: 'interface',
    name: `vlan${network.vlan}`,
    options: [
      ['option', 'device', `${bridge}.${network.vlan}`],
      ['option', 'proto', 'static'],
      ['option', 'ipaddr', `${address.ipv4}/${network.ipv4.prefix}`],
      ...(ipv6 === null ? [] : ([['option', 'ip6addr', ipv6]] as const)),
      ...(isManagement ? managementOptions(network) : []),
    ],
  };
}

const managementOptions = ({ ipv4, dns }: ResolvedNetwork): Option[] => [
  ['option', 'gateway', ipv4.gateway],
  ...dns.map((address): Option => ['list', 'dns', address]),
];
