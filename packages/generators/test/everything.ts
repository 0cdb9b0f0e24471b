// A site with every kind of link, uplink and text there is; the texts try to break out of every format.
import { type AddressLock, defineTopology, newLock } from '@groundplan/model';

export const lock: AddressLock = newLock(0x5c9a1e22b1n);

export const nasty = 'a"b ${pkgs.hello} \'\' ${"x"} $${y} \\ | <b> `c` # -- {{d}}\nnext line: no\t[link](x) é 🦊';

export default defineTopology({
  site: {
    name: 'everything',
    description: nasty,
    domain: 'lab.example.org',
    timeZone: 'UTC',
    nameservers: ['9.9.9.9', '2620:fe::fe'],
    stateVersion: '25.11',
    ula: 'fd12:3456:789a::/48',
    ntp: ['192.168.0.1'],
    releases: ['25.11', '25.05', 'unstable'],
    ssh: { port: 2222 },
    hardening: { guard: 'fail2ban' },
  },
  admins: {
    grace: {
      description: 'Grace "${x}" \'\' \\ é 🦊',
      shell: 'zsh',
      groups: ['wheel', 'systemd-journal'],
      sshKeys: [
        "sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABHNzaDo= ${x} \" '' é",
      ],
      hosts: ['nas', 'kiosk'],
    },
    bot: { ageKeys: [], hosts: [] },
    ada: {
      sshKeys: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA ada'],
      // The example recipient of the age documentation.
      ageKeys: ['age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p'],
      hosts: ['edge', 'hypervisor', 'nas'],
    },
  },
  networks: {
    lan: {
      vlan: 1,
      ipv4: '192.168.0.0/16',
      gateway: '192.168.255.254',
      dhcp: { pool: ['192.168.10.1', '192.168.19.254'], lease: 'infinite' },
      description: nasty,
    },
    mgmt: { vlan: 99, ipv4: '10.99.0.0/26', ipv6: false, dns: ['10.99.0.53'], mtu: 1400 },
    lab: { vlan: 4094, ipv4: '172.16.8.0/21', ipv6: 'fd12:3456:789a:8::/64', dhcp: { pool: [10, 99] } },
    storage: { vlan: 50, ipv4: '10.50.0.0/24', mtu: 9000 },
  },
  wifi: {
    'Café "${x}" \'\' \\': { network: 'lan', psk: 'cafe-psk', by: 'edge' },
    no: { network: 'lab', psk: 'cafe-psk', by: 'ap' },
  },
  devices: {
    ap: { kind: 'access-point', description: nasty, mac: '02:00:00:00:00:aa', addresses: { lan: '192.168.0.2' } },
    printer: { kind: 'printer', mac: '02-00-00-00-00-BB', addresses: { lan: '192.168.0.3' } },
  },
  policy: [
    { from: ['lan', 'lab'], to: 'wan', allow: 'any' },
    { from: 'lan', to: ['mgmt', 'nas'], allow: ['tcp/443', 'udp/5000-5010', 'tcp/22'] },
  ],
  hosts: {
    edge: {
      hardware: 'generic-x86_64',
      router: true,
      description: nasty,
      links: {
        lan0: { trunk: ['mgmt', 'lab'], native: 'lan', mac: '02:00:00:00:00:01' },
        enp2s0: {
          uplink: { kind: 'static', address: '203.0.113.2/30', gateway: '203.0.113.1', nameservers: ['203.0.113.53'] },
        },
        enp3s0: { uplink: { kind: 'dhcp' } },
      },
    },
    nas: {
      hardware: 'generic-x86_64',
      gateway: 'lan',
      links: {
        bond0: { bond: ['enp1s0', 'enp2s0'], trunk: ['lan', 'storage'], mtu: 9000 },
        enp3s0: { access: 'mgmt', mac: '02:00:00:00:00:02' },
      },
      addresses: { lan: '192.168.0.20', storage: '10.50.0.20', mgmt: 'auto' },
      memory: 16384,
      release: 'unstable',
      ssh: { root: true },
      swap: { zram: 25 },
      storage: { kind: 'zfs', disks: ['ata-ST4000VN008_ZDH1ABCD', 'ata-ST4000VN008_ZDH1ABCE', 'nvme-eui.0025385b'] },
      backup: {
        repository: 's3:https://s3.example.org/backup$x',
        password: 'restic',
        environment: 'restic-s3',
        paths: ['/home', '/etc/nixos'],
        exclude: ['*.tmp', '/home/*/.cache'],
        schedule: '*-*-* 02:30:00',
        keep: { daily: 14, monthly: 0 },
      },
      services: {
        grafana: { domain: 'grafana.lab.example.org', adminPassword: 'grafana-admin', secretKey: 'grafana-key' },
        'node-exporter': {},
        syncthing: { data: '/tank/sync', port: 22001, listen: 'network' },
        vaultwarden: { domain: 'vault.lab.example.org', environment: 'vaultwarden-env', listen: 'network' },
        vector: { logs: 'http://192.168.0.9:3100' },
        victoriametrics: { retention: '2y' },
      },
    },
    hypervisor: {
      hardware: 'generic-aarch64',
      stateVersion: '24.11',
      links: { br0: { bridge: ['end0', 'enp4s0'], trunk: ['lan', 'storage'], native: 'lab' } },
      addresses: { lan: 'auto', storage: false, lab: '172.16.15.254' },
      release: '25.05',
      storage: { kind: 'raid1', disks: ['nvme-eui.0025385a', 'nvme-eui.0025385b'], mount: '/srv/data' },
      services: { dns: { allow: ['10.9.0.0/16'] }, 'node-exporter': { port: 9101, collectors: ['systemd', 'wifi'] } },
      hardening: { guard: 'sshguard' },
    },
    kiosk: {
      hardware: 'raspberry-pi-3a-plus',
      links: { wlan0: { wifi: 'Café "${x}" \'\' \\' } },
      ssh: { port: 22, securityKeys: true },
      hardening: { enable: false },
      swap: { zram: 50, file: 1024 },
      services: { vector: {} },
    },
    tablet: { os: 'android', links: { wlan0: { wifi: 'no', mac: '02:00:00:00:00:03' } } },
    laptop: { os: 'linux', hardware: 'generic-x86_64', links: {} },
    legacy: { os: 'linux', hardware: 'generic-x86_64', links: { eth0: { access: 'lan', mac: '02:00:00:00:00:04' } } },
  },
  clusters: {
    lab: {
      distribution: 'k3s',
      api: 'nas',
      network: 'lan',
      servers: { nas: { taints: ['CriticalAddonsOnly=true:NoExecute'] } },
      agents: { hypervisor: { labels: { 'example.org/tier': 'gold', arch: '' } }, kiosk: {} },
      tlsSans: ['k8s.lab.example.org'],
      podCidr: '10.200.0.0/16',
      serviceCidr: '10.201.0.0/16',
      clusterDomain: 'k8s.internal',
      flannelBackend: 'none',
      disable: ['traefik', 'servicelb'],
      token: 'lab-token',
      registries: {
        'docker.io': ['https://mirror.example.org', 'http://10.50.0.9:5000'],
        '*': ['https://any.example.org'],
      },
      loadBalancer: { network: 'lan', pool: ['192.168.20.1', '192.168.20.50'] },
    },
  },
  environments: { prod: { cluster: 'lab', branch: 'release/prod' } },
  homes: {
    workstation: {
      description: nasty,
      user: 'ada',
      host: 'laptop',
      programs: ['atuin', 'direnv', 'fzf', 'git', 'kubernetes', 'neovim', 'tmux', 'vscode', 'wezterm', 'zsh'],
      packages: ['reaper', 'python3Packages.black', "beets-unstable'"],
      kubeconfigs: { lab: 'lab-kubeconfig', spare: 'lab-kubeconfig' },
      variables: { EDITOR: 'nvim', LESS: "-R ''%{}é $HOME" },
      release: 'unstable',
    },
    tiny: { user: 'grace', host: 'laptop', directory: '/srv/grace', stateVersion: '24.11' },
    gaming: { user: 'ada', host: 'legacy', programs: ['wezterm'], graphics: 'nvidia', release: '25.11' },
    server: { user: 'ada', host: 'nas', programs: ['zsh', 'git', 'git'], kubeconfigs: { lab: 'lab-kubeconfig' } },
  },
  secrets: {
    'lab-kubeconfig': {},
    'cafe-psk': {},
    'lab-token': { description: nasty },
    'grafana-admin': {},
    'grafana-key': {},
    restic: {},
    'restic-s3': {},
    'vaultwarden-env': {},
  },
});
