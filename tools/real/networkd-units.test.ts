// systemd.network options become unit files in the form that NixOS writes.
import { expect, test } from 'vitest';
import { unitFiles } from './networkd-units.js';

test('a network', () => {
  const network = {
    matchConfig: { Name: 'lan' },
    linkConfig: { RequiredForOnline: 'no' },
    networkConfig: { Address: '10.0.0.2/24', IPv6AcceptRA: false },
    DHCP: 'ipv4',
    address: ['10.0.0.1/24', 'fd00::1/64'],
    domains: ['a', 'b'],
    vlan: ['vlan10', 'vlan20'],
    routes: [{ Gateway: '10.0.0.254' }, { Gateway: 'fd00::2', Metric: 5 }],
    deficitRoundRobinSchedulerClassConfig: { Parent: 'root' },
    extraConfig: '[Extra]\nA=1\n',
  };
  expect(unitFiles({ networks: { '10-lan': network } })).toEqual([
    {
      name: '10-lan.network',
      kind: 'network',
      content: `[Match]
Name=lan

[Network]
Address=10.0.0.2/24
IPv6AcceptRA=false
DHCP=ipv4
Address=10.0.0.1/24
Address=fd00::1/64
VLAN=vlan10
VLAN=vlan20
Domains=a b

[Link]
RequiredForOnline=no

[Route]
Gateway=10.0.0.254

[Route]
Gateway=fd00::2
Metric=5

[DeficitRoundRobinSchedulerClass]
Parent=root

[Extra]
A=1
`,
    },
  ]);
});

test('links, netdevs, and units that are switched off', () => {
  const files = unitFiles({
    links: {
      a: { matchConfig: { PermanentMACAddress: '02:00:00:00:00:01' }, linkConfig: { Name: 'lan' } },
      b: { enable: false },
    },
    netdevs: { v: { netdevConfig: { Name: 'v', Kind: 'vlan' }, vlanConfig: { Id: 10 } } },
  });
  expect(files.map(({ name, content }) => [name, content.replaceAll('\n', ' ').trim()])).toEqual([
    ['a.link', '[Match] PermanentMACAddress=02:00:00:00:00:01  [Link] Name=lan'],
    ['v.netdev', '[NetDev] Name=v Kind=vlan  [VLAN] Id=10'],
  ]);
});
