// Lines: the packet filter of the host itself.
import { type Generator, lines, type WriteIndented, type WriteLine } from '@groundplan/engine';
import { benchPath, type HostSlice, hostSlices, sourcesOf } from './host-slice.js';

export const filter: Generator<HostSlice> = {
  name: 'bench-filter',
  slices: hostSlices,
  render: (slice) => [
    {
      path: benchPath(slice, 'filter.nft'),
      content: lines((write, indented) => table(slice, write, indented)),
      from: sourcesOf(slice),
    },
  ],
};

function table(slice: HostSlice, write: WriteLine, indented: WriteIndented): void {
  write('table inet host {');
  indented(() => {
    chain('input', ['type filter hook input priority filter; policy drop;', ...inputRules(slice)], write, indented);
    chain('output', ['type filter hook output priority filter; policy accept;'], write, indented);
  });
  write('}');
}

function chain(name: string, rules: readonly string[], write: WriteLine, indented: WriteIndented): void {
  write(`chain ${name} {`);
  indented(() => {
    for (const rule of rules) write(rule);
  });
  write('}');
}

function inputRules({ host, network, cluster }: HostSlice): string[] {
  const from = network ? `ip saddr ${network.ipv4.cidr} ` : '';
  const from6 = network?.ipv6
    ? [`ip6 saddr ${network.ipv6.cidr} tcp dport { 22, 9100 } accept comment "site, IPv6"`]
    : [];
  return [
    'ct state established,related accept',
    'ct state invalid drop',
    'iifname "lo" accept',
    'icmp type { echo-request, destination-unreachable, time-exceeded } limit rate 20/second accept',
    'icmpv6 type { echo-request, nd-neighbor-solicit, nd-neighbor-advert, nd-router-advert } accept',
    `${from}tcp dport { 22, 9100 } accept comment "site"`,
    ...from6,
    ...(cluster ? clusterRules(from, host.node?.role === 'server', cluster) : []),
    'counter comment "everything else is dropped"',
  ];
}

function clusterRules(from: string, server: boolean, cluster: NonNullable<HostSlice['cluster']>): string[] {
  return [
    `${from}udp dport 8472 accept comment "flannel"`,
    `${from}tcp dport 10250 accept comment "kubelet"`,
    `ip saddr { ${cluster.podCidr}, ${cluster.serviceCidr} } accept comment "pods and services"`,
    ...(server ? [`${from}tcp dport { 2379, 2380, 6443 } accept comment "etcd and API"`] : []),
  ];
}
