// A page with every network and every address, in the order of the addresses.
import { compileText, type Generator, markdownCell } from '@groundplan/engine';
import type {
  ResolvedAddress,
  ResolvedCluster,
  ResolvedNetwork,
  ResolvedTopology,
  ResolvedVpn,
} from '@groundplan/model';
import { page } from './template.js';

export interface AddressingSlice {
  readonly site: string;
  readonly networks: readonly ResolvedNetwork[];
  readonly machines: readonly Machine[];
  readonly pools: readonly { readonly cluster: string; readonly pool: NonNullable<ResolvedCluster['loadBalancer']> }[];
}

interface Machine {
  readonly name: string;
  readonly use: string;
  readonly addresses: { readonly [network: string]: Pick<ResolvedAddress, 'ipv4' | 'ipv6' | 'macs'> };
}

interface Row {
  readonly network: string;
  readonly ipv4: string;
  readonly ipv6: string;
  readonly machine: string;
  readonly use: string;
  readonly mac: string;
}

const pageText = compileText(page);

export const docsAddressing: Generator<AddressingSlice> = {
  name: 'docs-addressing',
  slices: (topology) => [sliceOf(topology)],
  render: (slice) => [
    {
      path: 'docs/generated/addressing.md',
      content: pageText({
        site: markdownCell(slice.site),
        networks: slice.networks.map(networkRow),
        addresses: addressRows(slice).map((row) => cells({ ...row })),
      }),
      from: ['networks', 'hosts', 'devices', 'vpn', 'clusters', 'site'],
    },
  ],
};

function sliceOf({ site, networks, hosts, devices, clusters, vpn }: ResolvedTopology): AddressingSlice {
  return {
    site: site.name,
    networks: Object.values(networks),
    machines: [
      ...Object.values(hosts).map(({ name, os, addresses }) => ({
        name,
        use: os === 'android' ? 'phone' : 'host',
        addresses,
      })),
      ...Object.values(devices).map(({ name, kind, addresses }) => ({ name, use: kind, addresses })),
      ...(vpn ? vpnMachines(vpn) : []),
    ],
    pools: Object.values(clusters).flatMap(({ name, loadBalancer }) =>
      loadBalancer ? [{ cluster: name, pool: loadBalancer }] : [],
    ),
  };
}

/** The router's address on the VPN, then its peers'. */
function vpnMachines({ host, addresses, peers }: ResolvedVpn): Machine[] {
  const [ipv4 = '', ipv6 = null] = addresses.map((address) => address.split('/')[0] ?? '');
  return [
    { name: host, use: 'gateway', addresses: { vpn: { ipv4, ipv6, macs: [] } } },
    ...Object.values(peers).map((peer) => ({
      name: peer.name,
      use: 'VPN peer',
      addresses: { vpn: { ipv4: peer.ipv4, ipv6: peer.ipv6, macs: [] } },
    })),
  ];
}

const none = '–';

function networkRow(network: ResolvedNetwork) {
  const { dhcp, ipv4, ipv6 } = network;
  return cells({
    name: network.name,
    vlan: `${network.vlan}`,
    ipv4: ipv4.cidr,
    gateway: ipv4.gateway,
    pool: dhcp ? `${dhcp.start} to ${dhcp.end}, ${dhcp.lease}` : none,
    ipv6: ipv6?.cidr ?? none,
    router: network.router ?? none,
    description: network.description ?? none,
  });
}

/** By network, then by address. */
function addressRows(slice: AddressingSlice): Row[] {
  const rows = [
    ...slice.networks.flatMap(networkRows),
    ...slice.machines.flatMap(machineRows),
    ...slice.pools.map(poolRow),
  ];
  return rows
    .map((row) => ({ row, key: addressKey(row.ipv4) }))
    .sort((a, b) => (a.row.network < b.row.network ? -1 : a.row.network > b.row.network ? 1 : a.key - b.key))
    .map(({ row }) => row);
}

function networkRows({ name, ipv4, ipv6, dhcp, router }: ResolvedNetwork): Row[] {
  const gateway = {
    network: name,
    ipv4: ipv4.gateway,
    ipv6: ipv6?.gateway ?? none,
    machine: router ?? none,
    use: 'gateway',
    mac: none,
  };
  return dhcp
    ? [
        gateway,
        { network: name, ipv4: `${dhcp.start} to ${dhcp.end}`, ipv6: none, machine: none, use: 'DHCP pool', mac: none },
      ]
    : [gateway];
}

function machineRows({ name, use, addresses }: Machine): Row[] {
  return Object.entries(addresses).map(([network, { ipv4, ipv6, macs }]) => ({
    network,
    ipv4,
    ipv6: ipv6 ?? none,
    machine: name,
    use,
    mac: macs.join(', ') || none,
  }));
}

function poolRow({ cluster, pool }: AddressingSlice['pools'][number]): Row {
  return {
    network: pool.network,
    ipv4: `${pool.start} to ${pool.end}`,
    ipv6: none,
    machine: none,
    use: `load balancer of ${cluster}`,
    mac: none,
  };
}

/** The first address of a row as a number. */
function addressKey(ipv4: string): number {
  const [first = ''] = ipv4.split(' ');
  return first.split('.').reduce((value, octet) => value * 256 + Number(octet), 0);
}

function cells<T extends { readonly [column: string]: string }>(row: T): { readonly [K in keyof T]: string } {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, markdownCell(value)])) as {
    [K in keyof T]: string;
  };
}
