// Workstations and a small server: a laptop and a desktop that run another Linux, and nixos-mini with its services and k0s.
// What such a place must decide is decided here: the server's user (admins), SSH (site.ssh: keys only, no root; security keys would be one more field),
// disks and backups (storage, backup), the release each host is built from (release), and the cluster's nodes, roles and resources (clusters, memory).
// Its artifacts lie beside it: groundplan generate --root topology/examples/workstations --topology topology/examples/workstations/topology.ts
import { defineTopology } from '@groundplan/model';

/** On every machine that somebody sits at. */
const everyday = ['atuin', 'direnv', 'fzf', 'git', 'kubernetes', 'neovim', 'tmux', 'vscode', 'wezterm', 'zsh'] as const;

export default defineTopology({
  site: {
    name: 'workstations',
    domain: 'home.arpa',
    timeZone: 'Europe/Paris',
    nameservers: ['1.1.1.1', '9.9.9.9'],
    stateVersion: '25.11',
    // What flake.nix has inputs for; a host or home may name one of them.
    releases: ['25.11'],
    // Keys only, and no root: administrators use sudo.
    ssh: { port: 22, root: false },
  },
  admins: {
    gabriel: {
      shell: 'zsh',
      // Placeholders that open nothing: the private half of the first was thrown away, the second is from age's manual.
      sshKeys: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPaAlLSHmIIDDGYXc1dxB/cX4ekaIBlOQU6GFVILp2Sm placeholder'],
      ageKeys: ['age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p'],
    },
  },
  networks: {
    // The provider's box is its router and its DHCP server.
    lan: { vlan: 1, ipv4: '192.168.1.0/24', ipv6: false },
  },
  hosts: {
    // They join whatever network they are on; only their homes are configured from here.
    laptop: { os: 'linux', hardware: 'generic-x86_64', description: 'EndeavourOS', links: {} },
    desktop: { os: 'linux', hardware: 'generic-x86_64', description: 'EndeavourOS, GPU for AI', links: {} },
    'nixos-mini': {
      hardware: 'generic-x86_64',
      // Installed with the one, built from the other.
      stateVersion: '23.11',
      release: '25.11',
      memory: 16_384,
      links: { enp1s0: { access: 'lan' } },
      addresses: { lan: '192.168.1.20' },
      hardening: { guard: 'fail2ban' },
      swap: { zram: 50 },
      storage: { kind: 'zfs', disks: ['nvme-PLACEHOLDER_MINI_A', 'nvme-PLACEHOLDER_MINI_B'] },
      backup: {
        repository: 'sftp:backup@192.168.1.30:/backups/nixos-mini',
        password: 'restic-password',
        schedule: '03:30',
      },
      services: {
        dns: {},
        grafana: { adminPassword: 'grafana-admin', secretKey: 'grafana-secret-key' },
        'node-exporter': {},
        syncthing: {},
        vaultwarden: { domain: 'vault.home.arpa', environment: 'vaultwarden' },
        vector: {},
        victoriametrics: { retention: '1y' },
      },
    },
  },
  clusters: {
    // One node that is controller and worker: 16 GiB carry both. Two more controllers make it survive the loss of one, agents add room.
    mini: { distribution: 'k0s', api: 'nixos-mini', servers: { 'nixos-mini': {} } },
  },
  homes: {
    laptop: {
      user: 'gabriel',
      host: 'laptop',
      programs: everyday,
      kubeconfigs: { home: 'kubeconfig-home', work: 'kubeconfig-work' },
    },
    desktop: {
      user: 'gabriel',
      host: 'desktop',
      programs: everyday,
      packages: ['reaper', 'reaper-reapack-extension', 'reaper-sws-extension'],
      kubeconfigs: { home: 'kubeconfig-home' },
      graphics: 'nvidia',
    },
    server: { user: 'gabriel', host: 'nixos-mini', programs: ['fzf', 'git', 'neovim', 'tmux', 'zsh'] },
  },
  secrets: {
    'grafana-admin': { description: 'First password of Grafana’s user admin' },
    'grafana-secret-key': { description: 'Signs what Grafana stores; to be kept for ever' },
    'kubeconfig-home': { description: 'Access to the cluster at home' },
    'kubeconfig-work': { description: 'Access to the cluster at work' },
    'restic-password': { description: 'Encrypts the backups' },
    vaultwarden: { description: 'Variables of Vaultwarden, such as ADMIN_TOKEN' },
  },
});
