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
    ntp: ['192.0.2.123', '2001:db8::123'],
    stateVersion: '25.11',
    ula: 'fd12:3456:789a::/48',
  },
  admins: {
    ada: { sshKeys: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA ada'] },
  },
  networks: {
    lan: {
      vlan: 1,
      ipv4: '192.168.0.0/16',
      gateway: '192.168.255.254',
      dhcp: {
        pool: ['192.168.10.1', '192.168.19.254'],
        lease: 'infinite',
        domain: 'guests.example.org',
        boot: { server: 'nas', file: 'ipxe/snponly.efi' },
      },
      description: nasty,
    },
    mgmt: { vlan: 99, ipv4: '10.99.0.0/26', ipv6: false, dns: ['10.99.0.53'], mtu: 1400 },
    lab: {
      vlan: 4094,
      ipv4: '172.16.8.0/21',
      ipv6: 'fd12:3456:789a:8::/64',
      dhcp: { pool: [10, 99], ntp: ['172.16.8.1'] },
    },
    storage: { vlan: 50, ipv4: '10.50.0.0/24', mtu: 9000 },
    guest: { vlan: 60, ipv4: '10.60.0.0/24' },
    visitors: { vlan: 61, ipv4: '10.61.0.0/24', dhcp: { pool: [100, 200] } },
    cctv: { vlan: 110, ipv4: '10.110.0.0/24', dns: ['2620:fe::fe'], mtu: 9000 },
  },
  wifi: {
    'Café "${x}" \'\' \\': { network: 'lan', psk: 'cafe-psk', by: 'loft' },
    no: { network: 'lab', psk: 'cafe-psk', by: 'ap' },
    'visitors $(reboot)': { network: 'visitors', psk: 'cafe-psk', by: 'gate' },
    ' #guest=${x}$(y) "`': { network: 'guest', psk: 'guest-psk', by: 'shed' },
    '5': { network: 'lab', psk: 'guest-psk', by: 'loft' },
  },
  devices: {
    ap: { kind: 'access-point', description: nasty, mac: '02:00:00:00:00:aa', addresses: { lan: '192.168.0.2' } },
    'core-1': {
      kind: 'switch',
      description: nasty,
      mac: '02:00:00:00:00:cc',
      addresses: { lan: '192.168.0.4', mgmt: '10.99.0.2' },
      ports: {
        1: { trunk: ['mgmt', 'lab'], native: 'lan' },
        2: { access: 'lan', to: 'printer/eth' },
        3: { trunk: ['lan', 'storage'], to: 'nas/enp1s0' },
        4: { trunk: ['lan', 'storage'], to: 'nas/enp2s0' },
        5: { trunk: ['lan', 'lab'], to: 'ap/eth0' },
        10: { access: 'storage' },
        sfp1: { trunk: ['storage', 'mgmt', 'lan'], to: 'attic/ge-0.0.1' },
      },
    },
    attic: { kind: 'switch' },
    modem: { kind: 'modem' },
    printer: { kind: 'printer', mac: '02-00-00-00-00-BB', addresses: { lan: '192.168.0.3' } },
  },
  policy: [
    { from: ['lan', 'lab'], to: 'wan', allow: 'any' },
    { from: 'lan', to: ['mgmt', 'nas'], allow: ['tcp/443', 'udp/5000-5010', 'tcp/22'] },
    { from: 'vpn', to: ['lan', 'router'], allow: ['https', 'ssh'] },
    { from: 'lan', to: 'vpn', allow: ['https'] },
    { from: 'wan', to: 'nas', deny: ['udp/1-1023'] },
    { from: 'wan', to: 'nas', allow: ['tcp/8443'] },
  ],
  expose: {
    'tcp/443': 'nas',
    'tcp/2222': { to: 'nas', port: 22, description: nasty },
    'tcp/8000-8002': { to: 'nas', port: 9000 },
    'udp/27015-27030': 'printer',
  },
  firewall: { flowOffload: true },
  vpn: {
    host: 'edge',
    ipv4: '10.98.0.0/24',
    endpoint: 'vpn.example.org',
    privateKey: 'wg-key',
    publicKey: 'cBHyeMm0k7zjbptWSgylbwsST/cfEGwf3vZsI+XmrjU=',
    peers: {
      phone: { publicKey: 'KJJgAOFyAAF55Aa8SenPCv33CycM3E1B36Cs+z1jwBA=', presharedKey: 'wg-psk', description: nasty },
      'site-b': {
        publicKey: 'faqZtmKSu75oapP/5iLJJosKYTrSu9jQboUr+mmKxlE=',
        address: '10.98.0.9',
        endpoint: 'b.example.org:51820',
        networks: ['10.210.0.0/16', 'fd98:7654:3210::/48'],
        keepalive: 25,
      },
    },
  },
  hosts: {
    edge: {
      hardware: 'generic-x86_64',
      router: true,
      sshHostKey: [
        'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICexVID4Lk+OVvWJK9qwd7Htqd6OXD/yjnkGONPAk8n/ root@edge',
        'ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBBcLn44UP8mQH/kTYQLIDqONFDnCg9zSb6KzlrFtkVCAUaodTX+/NIXwCehpAQOl3rTAfic5rXBCS2P5KvAW1TE= a"b $(reboot) # é',
      ],
      description: nasty,
      links: {
        lan0: { trunk: ['mgmt', 'lab'], native: 'lan', mac: '02:00:00:00:00:01', to: 'core-1/1' },
        enp2s0: {
          uplink: { kind: 'static', address: '203.0.113.2/30', gateway: '203.0.113.1', nameservers: ['203.0.113.53'] },
        },
        enp3s0: { uplink: { kind: 'dhcp', vlan: 40, priority: 1 }, to: 'modem/lan1' },
        enp4s0: {
          uplink: { kind: 'pppoe', user: 'fti/a#b$(c)@isp.example', password: 'dsl-password', vlan: 35 },
          mtu: 1508,
        },
        wwan0: {
          uplink: { kind: 'modem', apn: 'iot.example', user: 'ma#=[%s]`', password: 'sim-password', pin: 'sim-pin' },
        },
      },
    },
    nas: {
      hardware: 'generic-x86_64',
      gateway: 'lan',
      links: {
        bond0: { bond: ['enp1s0', 'enp2s0'], trunk: ['lan', 'storage'], mtu: 9000 },
        enp3s0: { access: 'mgmt', mac: '02:00:00:00:00:02', to: 'core-1/6' },
      },
      addresses: { lan: '192.168.0.20', storage: '10.50.0.20', mgmt: 'auto' },
    },
    hypervisor: {
      hardware: 'generic-aarch64',
      stateVersion: '24.11',
      links: {
        bond0: { bond: ['enp4s0', 'enp5s0'], mode: 'active-backup' },
        br0: { bridge: ['end0', 'bond0'], trunk: ['lan', 'storage'] },
        enp6s0: { access: 'lab' },
      },
      addresses: { lan: 'auto', storage: false, lab: '172.16.15.254' },
    },
    loft: {
      hardware: 'raspberry-pi-4',
      links: {
        br0: {
          ports: {
            eth0: { trunk: ['lan'], native: 'lab' },
            wlan0: { accessPoint: { country: 'FR', band: '5GHz', channel: 100 }, mac: 'b8:27:eb:00:00:05' },
            wlan1: { accessPoint: { country: 'FR' }, mac: '02:00:00:00:00:06' },
          },
        },
      },
    },
    shed: {
      os: 'linux',
      hardware: 'generic-x86_64',
      router: true,
      links: {
        br0: { ports: { eth0: { access: 'guest' }, wlan0: { accessPoint: { country: 'DE', channel: 11 } } } },
        'wan-2': {
          mac: '02:00:00:00:00:07',
          uplink: { kind: 'pppoe', user: 'shed@isp.example', password: 'dsl-password', delegatedPrefix: 60 },
        },
        wlan1: { uplink: { kind: 'wifi', ssid: 'Café "${x}" \'\' \\', psk: 'cafe-psk', priority: 2 } },
        wwan0: { uplink: { kind: 'modem', apn: 'internet', password: 'sim-password', pin: 'sim-pin' } },
      },
    },
    kiosk: {
      hardware: 'raspberry-pi-3a-plus',
      sshHostKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIK6jhQ9r6adcyHwH1wXhaj7ETKoK1mVXwClGSiFxpwze',
      links: { wlan0: { wifi: 'Café "${x}" \'\' \\' } },
    },
    tablet: { os: 'android', links: { wlan0: { wifi: 'no', mac: '02:00:00:00:00:03' } } },
    gate: {
      os: 'linux',
      hardware: 'generic-x86_64',
      router: true,
      links: {
        br0: {
          mac: '02:00:00:00:00:05',
          ports: {
            enp1s0: { trunk: ['cctv'], native: 'visitors' },
            enp2s0: { access: 'cctv' },
            bond0: { bond: ['enp5s0', 'enp6s0'], trunk: ['visitors', 'cctv'] },
            wlp4s0: { accessPoint: { country: 'FR' } },
          },
        },
        enp3s0: { uplink: { kind: 'dhcp', delegatedPrefix: 60 } },
      },
      addresses: { visitors: '10.61.0.2' },
    },
    legacy: {
      os: 'linux',
      hardware: 'generic-x86_64',
      links: { eth0: { access: 'lan', mac: ['02:00:00:00:00:04', '02-00-00-00-00-DD'] } },
    },
  },
  dns: {
    tls: { '9.9.9.9': 'dns.quad9.net', '2620:fe:0::fe': 'dns.quad9.net' },
    aliases: { git: 'nas', 'k8s.apps': 'hypervisor', tv: 'tablet' },
  },
  clusters: {
    lab: {
      distribution: 'k3s',
      api: 'nas',
      network: 'lan',
      servers: { nas: { taints: ['CriticalAddonsOnly=true:NoExecute'] } },
      agents: {
        hypervisor: { labels: { 'example.org/tier': 'gold', arch: '' } },
        kiosk: {},
        legacy: { labels: { site: 'no' }, taints: ['old=1e3:NoSchedule'] },
      },
      tlsSans: ['k8s.lab.example.org'],
      podCidr: '10.200.0.0/16',
      serviceCidr: '10.201.0.0/16',
      clusterDomain: 'k8s.internal',
      flannelBackend: 'none',
      disable: ['traefik', 'servicelb'],
      token: 'lab-token',
      loadBalancer: { network: 'lan', pool: ['192.168.20.1', '192.168.20.50'] },
    },
  },
  environments: { prod: { cluster: 'lab', branch: 'release/prod' } },
  secrets: {
    'wg-key': {},
    'wg-psk': {},
    'cafe-psk': {},
    'guest-psk': {},
    'dsl-password': {},
    'sim-pin': {},
    'sim-password': {},
    'lab-token': { description: nasty },
  },
});
