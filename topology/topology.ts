// The homelab: three Raspberry Pis and three phones in one k3s cluster, four VLANs, a 4G uplink.
import { defineTopology } from '@groundplan/model';

export default defineTopology({
  site: {
    name: 'infra-home',
    domain: 'home.arpa',
    timeZone: 'Europe/Paris',
    nameservers: ['1.1.1.1', '9.9.9.9'],
    repository: 'ssh://git@git.example.org/infra-home.git',
    stateVersion: '25.11',
  },
  admins: {
    gabriel: {
      // A placeholder made for this file, whose private half was thrown away: nobody can log in with it. Put your own here.
      sshKeys: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPaAlLSHmIIDDGYXc1dxB/cX4ekaIBlOQU6GFVILp2Sm placeholder'],
      ageKeys: [],
    },
  },
  networks: {
    infra: { vlan: 10, ipv4: '10.10.0.0/24', dhcp: { pool: [100, 200], lease: '12h' } },
    pro: { vlan: 20, ipv4: '10.20.0.0/24', dhcp: { pool: [100, 200], lease: '12h' } },
    perso: { vlan: 30, ipv4: '10.30.0.0/24', dhcp: { pool: [100, 200], lease: '12h' } },
    iot: { vlan: 40, ipv4: '10.40.0.0/24', dhcp: { pool: [100, 200], lease: '12h' } },
  },
  wifi: {
    'INFRA-K3S': { network: 'infra', psk: 'infra-k3s-psk', by: 'ap-1' },
  },
  devices: {
    'ap-1': { kind: 'access-point', description: 'Wi-Fi of the VLANs, on a trunk of the router’s switch' },
  },
  policy: [
    { from: 'infra', to: 'router', allow: ['tcp/22', 'tcp/6443'] },
    { from: ['infra', 'pro', 'perso', 'iot'], to: 'wan', allow: 'any' },
    { from: 'pro', to: 'infra', allow: ['tcp/80', 'tcp/443', 'tcp/8443'] },
    { from: 'perso', to: 'infra', allow: ['tcp/443'] },
    { from: 'iot', to: 'infra', allow: ['tcp/443', 'tcp/8123', 'tcp/1883'] },
  ],
  hosts: {
    'rpi4-1': {
      hardware: 'raspberry-pi-4',
      router: true,
      links: {
        eth0: { trunk: ['infra', 'pro', 'perso', 'iot'] },
        wlan0: { uplink: { kind: 'wifi', ssid: 'WAN-4G', psk: 'wan-4g-psk' } },
      },
      addresses: { infra: '10.10.0.10' },
    },
    'rpi4-2': {
      hardware: 'raspberry-pi-4',
      links: { eth0: { trunk: ['infra'] } },
      addresses: { infra: '10.10.0.11' },
      services: { 'node-exporter': {} },
    },
    'rpi3a-ctl': {
      hardware: 'raspberry-pi-3a-plus',
      links: { wlan0: { wifi: 'INFRA-K3S' } },
      addresses: { infra: '10.10.0.12' },
      swap: { zram: 50 },
    },
    // The phones' MACs are of the range reserved for documentation (RFC 7042): put the real ones here.
    'phone-01': {
      os: 'android',
      links: { wlan0: { wifi: 'INFRA-K3S', mac: '00:00:5e:00:53:01' } },
      addresses: { infra: '10.10.0.50' },
    },
    'phone-02': {
      os: 'android',
      links: { wlan0: { wifi: 'INFRA-K3S', mac: '00:00:5e:00:53:02' } },
      addresses: { infra: '10.10.0.51' },
    },
    'phone-03': {
      os: 'android',
      links: { wlan0: { wifi: 'INFRA-K3S', mac: '00:00:5e:00:53:03' } },
      addresses: { infra: '10.10.0.52' },
    },
  },
  clusters: {
    home: {
      distribution: 'k3s',
      api: 'rpi4-1',
      podCidr: '10.42.0.0/16',
      serviceCidr: '10.43.0.0/16',
      servers: {
        'rpi4-1': { init: true, labels: { role: 'infra' } },
        'rpi4-2': { labels: { role: 'infra' } },
        'rpi3a-ctl': { schedulable: false },
      },
      agents: {
        'phone-01': { labels: { role: 'phone' }, taints: ['device=phone:NoSchedule'] },
        'phone-02': { labels: { role: 'phone' }, taints: ['device=phone:NoSchedule'] },
        'phone-03': { labels: { role: 'phone' }, taints: ['device=phone:NoSchedule'] },
      },
      // MetalLB gives services their addresses instead.
      disable: ['servicelb'],
      loadBalancer: { network: 'infra', pool: [210, 230] },
      gitops: { engine: 'flux' },
    },
  },
  environments: {
    review: { cluster: 'home' },
    staging: { cluster: 'home', after: 'review' },
    prod: { cluster: 'home', after: 'staging' },
  },
  components: {
    metallb: { version: '0.16.1' },
    // The one that k3s installs, of the version it chooses; this one says which API it serves.
    traefik: { version: '37.1.1', mode: 'k3s', address: 210 },
    // Nobody can prove to own home.arpa, so no public authority signs its names (RFC 8375).
    'cert-manager': { version: 'v1.21.1', issuer: { kind: 'self-signed' }, wildcard: true },
  },
  apps: {
    demo: {
      manifests: 'clusters/apps/demo',
      host: 'demo',
      from: ['infra', 'pro', 'perso'],
      needs: ['traefik'],
      images: { 'traefik/whoami': 'traefik/whoami:v1.11.0' },
    },
  },
  secrets: {
    'wan-4g-psk': { description: 'Passphrase of the 4G modem’s Wi-Fi' },
    'infra-k3s-psk': { description: 'Passphrase of the Wi-Fi INFRA-K3S' },
    'k3s-token': { description: 'Join token of the cluster' },
  },
});
