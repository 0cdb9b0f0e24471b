// A router's interfaces towards two providers and a modem, one network behind it, and a host in there.
import type { ResolvedInterface, ResolvedWan } from '@groundplan/model';

const blank: ResolvedInterface = {
  name: '',
  kind: 'ethernet',
  renamed: false,
  from: 'hosts.a',
  network: null,
  vlan: null,
  vlans: [],
  master: null,
  bondMode: null,
  mac: null,
  mtu: null,
  addresses: [],
  gateways: [],
  dns: [],
  domain: null,
  dhcp: false,
  uplink: false,
  wan: null,
  bridgeVlans: null,
  advertises: null,
  accepts: null,
  radio: null,
  wifi: null,
  wireguard: null,
};

const sourced = <T>(value: T) => ({ value, from: 'hosts.a' });
const wan = (kind: ResolvedWan['kind'], metric: number, delegatedPrefix: number | null): ResolvedWan => ({
  kind,
  from: 'hosts.a',
  metric,
  delegatedPrefix,
  pppoe: null,
  modem: null,
  link: 'enp1s0',
});
const uplink = { ...blank, uplink: true, dns: [sourced('9.9.9.9')], accepts: { except: null, suffix: null } };

export const uplinks = {
  port: { ...blank, name: 'enp1s0', vlans: ['wan35'] },
  dhcp: { ...uplink, name: 'wan35', kind: 'vlan', vlan: sourced(35), dhcp: true, wan: wan('dhcp', 100, 56) },
  static: {
    ...uplink,
    name: 'enp2s0',
    addresses: [sourced('203.0.113.2/30'), sourced('2001:db8::2/64')],
    gateways: [sourced('203.0.113.1'), sourced('2001:db8::1')],
    wan: wan('static', 200, null),
    accepts: null,
  },
  pppoe: { ...uplink, name: 'ppp-enp4s0', kind: 'ppp', wan: wan('pppoe', 300, 60) },
  modem: { ...uplink, name: 'wwan0', kind: 'modem', wan: wan('modem', 400, 64) },
  lan: {
    ...blank,
    name: 'enp3s0',
    network: 'lan',
    addresses: [sourced('10.30.0.1/24'), sourced('fd12:3456:789a:30::1/64')],
    advertises: {
      prefix: sourced('fd12:3456:789a:30::/64'),
      delegated: { subnetId: sourced(0x30), uplink: 'wan35', suffix: '::1' },
      defaultRouter: true,
      routes: [sourced('fd12:3456:789a::/48')],
      dns: ['fd12:3456:789a:30::1', '2620:fe::fe'],
      domain: 'home.arpa',
    },
  },
  host: {
    ...blank,
    name: 'enp5s0',
    network: 'lan',
    addresses: [sourced('10.30.0.20/24'), sourced('fd12:3456:789a:30::20/64')],
    gateways: [sourced('10.30.0.1')],
    accepts: { except: sourced('fd12:3456:789a:30::/64'), suffix: sourced('::20') },
  },
} as const satisfies { readonly [name: string]: ResolvedInterface };
