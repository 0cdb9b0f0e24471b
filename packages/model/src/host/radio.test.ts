// Radios of access points: the interface, address and VLAN of each SSID.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newLock } from '../lock.js';
import { resolve } from '../resolve.js';
import { bands, bssidOf } from './radio.js';

const site = { name: 'lab', domain: 'home.arpa', nameservers: ['9.9.9.9'], stateVersion: '25.11' };

function topology(wifi: object, ports: object) {
  return resolve(
    {
      site,
      networks: { lan: { vlan: 10, ipv4: '10.10.0.0/24' }, guest: { vlan: 20, ipv4: '10.20.0.0/24' } },
      wifi,
      hosts: {
        hub: { hardware: 'generic-x86_64', links: { br0: { ports: { eth0: { trunk: ['lan', 'guest'] }, ...ports } } } },
      },
      secrets: { 'lan-psk': {}, 'guest-psk': {} },
    },
    newLock(1n),
  );
}

const lan = { network: 'lan', psk: 'lan-psk', by: 'hub' };
const guest = { network: 'guest', psk: 'guest-psk', by: 'hub' };
const ap = { accessPoint: { country: 'FR' } };

function interfaces(wifi: object, ports: object) {
  const result = topology(wifi, ports);
  if (!result.ok) throw new Error(JSON.stringify(result.findings));
  return result.topology.hosts.hub?.interfaces ?? {};
}

describe('a radio', () => {
  it('has one interface in the bridge for each SSID, untagged in its network', () => {
    const found = interfaces({ B: guest, A: lan }, { wlan0: { ...ap, mac: '00:11:22:33:44:55' } });
    expect(found.wlan0).toMatchObject({
      kind: 'wireless',
      master: { name: 'br0', kind: 'bridge' },
      bridgeVlans: { untagged: { value: 10 }, tagged: [] },
      radio: { country: 'FR', band: '2.4GHz', channel: 1 },
    });
    expect(found['wlan0-1']).toMatchObject({
      kind: 'wireless',
      radio: null,
      master: { name: 'br0', kind: 'bridge' },
      bridgeVlans: { untagged: { value: 20 }, tagged: [] },
    });
    expect(
      found.wlan0?.radio?.networks.map(({ ssid, interface: name, bssid, pskFile }) => [ssid, name, bssid, pskFile]),
    ).toEqual([
      ['A', 'wlan0', '00:11:22:33:44:55', '/run/secrets/lan-psk'],
      ['B', 'wlan0-1', '06:11:22:33:44:55', '/run/secrets/guest-psk'],
    ]);
  });

  it('keeps its own address when it provides one SSID', () => {
    expect(interfaces({ A: lan }, { wlan0: ap }).wlan0?.radio?.networks[0]?.bssid).toBeNull();
  });

  it('provides what its neighbour provides too', () => {
    const found = interfaces({ A: lan }, { wlan0: ap, wlan1: { accessPoint: { country: 'FR', band: '5GHz' } } });
    expect(found.wlan0?.radio?.networks.map(({ ssid }) => ssid)).toEqual(['A']);
    expect(found.wlan1?.radio).toMatchObject({ channel: 36, networks: [{ ssid: 'A', interface: 'wlan1' }] });
  });

  it('is on a wireless port', () => {
    const result = topology({ A: lan }, { eth1: ap });
    expect(result.findings.map(({ code }) => code)).toContain('link-medium');
  });

  it('needs the passphrases of its SSIDs', () => {
    const result = topology({ A: lan, B: { ...guest, by: undefined } }, { wlan0: ap });
    expect(result.ok && result.topology.secrets['lan-psk']?.for).toEqual(['hub']);
    expect(result.ok && result.topology.secrets['guest-psk']?.for).toEqual([]);
  });

  it.each([
    ['2.4GHz', 14],
    ['2.4GHz', 36],
    ['5GHz', 6],
    ['5GHz', 38],
    ['5GHz', 68],
    ['5GHz', 96],
    ['5GHz', 148],
  ] as const)('at %s refuses channel %i', (band, channel) => {
    const result = topology({ A: lan }, { wlan0: { accessPoint: { country: 'FR', band, channel } } });
    expect(result.findings.map(({ code }) => code)).toContain('channel-invalid');
  });

  it.each(Object.entries(bands).flatMap(([band, { channels }]) => channels.map((channel) => [band, channel] as const)))(
    'at %s takes channel %i',
    (band, channel) => {
      expect(topology({ A: lan }, { wlan0: { accessPoint: { country: 'FR', band, channel } } }).ok).toBe(true);
    },
  );
});

it('gives every SSID an address of its own, a single station’s', () => {
  const mac = fc.tuple(fc.integer({ min: 0, max: 127 }), fc.stringMatching(/^(:[0-9a-f]{2}){5}$/));
  fc.assert(
    fc.property(mac, fc.integer({ min: 2, max: 16 }), ([first, rest], count) => {
      const own = `${(first * 2).toString(16).padStart(2, '0')}${rest}`;
      const all = Array.from({ length: count }, (_, index) => bssidOf(own, index));
      expect(all[0]).toBe(own);
      expect(new Set(all).size).toBe(count);
      for (const address of all) {
        expect(address).toMatch(/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/);
        expect(Number.parseInt(address.slice(0, 2), 16) & 1).toBe(0);
      }
      for (const address of all.slice(1)) expect(Number.parseInt(address.slice(0, 2), 16) & 2).toBe(2);
    }),
  );
});
