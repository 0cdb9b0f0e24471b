// A site of k0s clusters: one of three controllers and two workers on NixOS and on another Linux, one with Cilium and a moving address.
import { type AddressLock, defineTopology, newLock } from '@groundplan/model';

export const lock: AddressLock = newLock(0x0b5c1e7n);

const nixos = { hardware: 'generic-x86_64', links: { enp1s0: { access: 'nodes' } } } as const;
const linux = { ...nixos, os: 'linux' } as const;

export default defineTopology({
  site: { name: 'k0s', domain: 'lab.example.org', timeZone: 'UTC', nameservers: ['9.9.9.9'], stateVersion: '25.11' },
  networks: { nodes: { vlan: 5, ipv4: '10.5.0.0/24', ipv6: false } },
  hosts: {
    ctl1: { ...nixos, addresses: { nodes: '10.5.0.11' } },
    ctl2: { ...nixos, addresses: { nodes: '10.5.0.12' } },
    ctl3: { ...linux, addresses: { nodes: '10.5.0.13' } },
    work1: {
      ...nixos,
      hardware: 'raspberry-pi-4',
      links: { end0: { access: 'nodes' } },
      addresses: { nodes: '10.5.0.21' },
    },
    work2: { ...linux, addresses: { nodes: '10.5.0.22' } },
    mesh1: { ...linux, addresses: { nodes: '10.5.0.31' } },
    mesh2: { ...nixos, addresses: { nodes: '10.5.0.32' } },
  },
  clusters: {
    fleet: {
      distribution: 'k0s',
      api: 'ctl1',
      servers: {
        ctl1: { init: true, labels: { 'example.org/tier': 'gold', zone: '' } },
        ctl2: { schedulable: false },
        ctl3: { taints: ['example.org/old=1e3:PreferNoSchedule'] },
      },
      agents: {
        work1: { labels: { role: 'no' }, taints: ['small:NoSchedule', 'arm=true:NoExecute'] },
        work2: {},
      },
      tlsSans: ['k8s.lab.example.org', '203.0.113.7'],
      podCidr: '10.200.0.0/16',
      serviceCidr: '10.201.0.0/16',
      clusterDomain: 'k8s.internal',
      disable: ['metrics-server', 'autopilot'],
      token: 'fleet-workers',
    },
    mesh: {
      distribution: 'k0s',
      api: 'mesh1',
      servers: { mesh1: {} },
      agents: { mesh2: {} },
      podCidr: '10.210.0.0/16',
      serviceCidr: '10.211.0.0/16',
      vip: { network: 'nodes', address: '10.5.0.30' },
    },
  },
  environments: { prod: { cluster: 'mesh' } },
  components: { cilium: { version: '1.18.2' }, 'kube-vip': { version: '0.8.2' } },
  secrets: { 'fleet-workers': {}, 'k0s-controller-token': {}, 'k0s-worker-token': {} },
});
