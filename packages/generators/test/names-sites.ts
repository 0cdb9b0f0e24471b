// Sites that differ in who hands out addresses and who answers for names, on NixOS, on Linux and on a device.
import { type AddressLock, newLock } from '@groundplan/model';

export const lock: AddressLock = newLock(0x7a11b5n);

interface Variant {
  readonly os: 'nixos' | 'linux';
  readonly dhcp?: object;
  readonly dns: object;
}

const tls = { '9.9.9.9': 'dns.quad9.net', '149.112.112.112': 'dns.quad9.net' };
const aliases = { git: 'nas', 'photos.apps': 'nas', router: 'gw', handset: 'phone', paper: 'printer' };

const variants: { readonly [name: string]: Variant } = {
  'nixos-dnsmasq': { os: 'nixos', dns: { aliases } },
  'nixos-kea-unbound': { os: 'nixos', dhcp: { server: 'kea' }, dns: { server: 'unbound', tls, aliases } },
  'nixos-bind': { os: 'nixos', dns: { server: 'bind', tls, aliases } },
  'linux-dnsmasq': { os: 'linux', dns: { tls, aliases } },
  'linux-kea-bind': { os: 'linux', dhcp: { server: 'kea' }, dns: { server: 'bind', aliases } },
  'linux-kea-dnsmasq': { os: 'linux', dhcp: { server: 'kea' }, dns: { aliases } },
  'linux-unbound': { os: 'linux', dns: { server: 'unbound', aliases } },
  'host-dnsmasq': { os: 'linux', dns: { by: 'nas', aliases } },
  'host-unbound': { os: 'nixos', dns: { server: 'unbound', by: 'nas', tls, aliases } },
  'device-bind': { os: 'nixos', dns: { server: 'bind', by: 'resolver', aliases } },
  'device-unbound': { os: 'nixos', dns: { server: 'unbound', by: 'resolver', tls, aliases } },
};

/** By name, as `<system of the router>-<servers>` or by the machine that answers. */
export const namesSites: { readonly [name: string]: unknown } = Object.fromEntries(
  Object.entries(variants).map(([name, variant]) => [name, siteOf(variant)]),
);

function siteOf({ os, dhcp, dns }: Variant) {
  return {
    site: {
      name: 'names',
      domain: 'home.arpa',
      nameservers: ['9.9.9.9', '149.112.112.112'],
      ntp: ['192.0.2.123'],
      stateVersion: '25.11',
    },
    networks: {
      lan: {
        vlan: 10,
        ipv4: '10.10.0.0/22',
        dhcp: { pool: [512, 700], lease: '90m', boot: { server: 'nas', file: 'ipxe.efi' } },
      },
      guest: {
        vlan: 20,
        ipv4: '10.20.0.0/26',
        ipv6: false,
        dhcp: { pool: [20, 40], domain: 'guest.example', ntp: [] },
      },
      wide: { vlan: 30, ipv4: '172.16.0.0/15', dhcp: { pool: [700, 900], lease: '600' } },
    },
    devices: {
      printer: { kind: 'printer', mac: '02:00:00:00:00:bb', addresses: { lan: '10.10.1.3', guest: '10.20.0.3' } },
      resolver: { kind: 'other', mac: '02:00:00:00:00:cc', addresses: { lan: '10.10.0.53' } },
    },
    hosts: {
      gw: {
        os,
        hardware: 'generic-x86_64',
        router: true,
        links: { enp1s0: { trunk: ['lan', 'guest', 'wide'] }, enp2s0: { uplink: { kind: 'dhcp' } } },
        addresses: { lan: '10.10.0.9' },
      },
      nas: {
        hardware: 'generic-x86_64',
        links: { enp1s0: { trunk: ['lan', 'wide'], mac: ['02:00:00:00:00:01', '02:00:00:00:00:02'] } },
        addresses: { lan: '10.10.1.20', wide: '172.17.3.20' },
      },
      phone: {
        os: 'android',
        links: { wlan0: { wifi: 'HOME', mac: '02:00:00:00:00:03' } },
        addresses: { lan: '10.10.1.50' },
      },
    },
    wifi: { HOME: { network: 'lan', psk: 'home-psk', by: 'resolver' } },
    secrets: { 'home-psk': {} },
    dns,
    ...(dhcp ? { dhcp } : {}),
  };
}
