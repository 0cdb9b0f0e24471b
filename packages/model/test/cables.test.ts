// Cables on whole topologies: whichever end states them, and whatever the host's links are made of.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cablesOf } from '../src/cable/cables.js';
import { placeKey, portsOf } from '../src/cable/port.js';
import { newLock, type ResolvedPort, resolve } from '../src/index.js';
import type { AnyTopology } from '../src/topology.js';

const networks = {
  lan: { vlan: 10, ipv4: '10.10.0.0/24' },
  iot: { vlan: 40, ipv4: '10.40.0.0/24' },
  mgmt: { vlan: 5, ipv4: '10.5.0.0/24' },
};
const site = { name: 'cables', domain: 'home.arpa', nameservers: ['9.9.9.9'], stateVersion: '25.11' };
const hardware = 'generic-x86_64';

interface Parts {
  readonly links?: object;
  readonly devices?: object;
  readonly more?: object;
}

const topology = ({ links = { eth0: { access: 'lan' } }, devices = {}, more = {} }: Parts) => ({
  site,
  networks,
  hosts: { pc: { hardware, links, addresses: { lan: 'auto' } }, ...more },
  devices: { sw: { kind: 'switch' }, ...devices },
});

function resolved(parts: Parts) {
  const result = resolve(topology(parts), newLock(7n));
  if (!result.ok) throw new Error(JSON.stringify(result.findings));
  return result.topology;
}

/** The findings about cables: code and place. */
function found(parts: Parts): string[] {
  const { findings } = resolve(topology(parts), newLock(7n));
  return findings.filter(({ code }) => /^(cable|port|ref)/.test(code)).map(({ code, at }) => `${code} ${at}`);
}

const short = ({ mode, untagged, tagged, peer }: ResolvedPort) =>
  [mode, untagged ?? '-', tagged.join('+') || '-', peer && placeKey(peer)].join(' ');
const portsOfDevice = (parts: Parts, device = 'sw') =>
  Object.fromEntries(
    Object.values(resolved(parts).devices[device]?.ports ?? {}).map((port) => [port.name, short(port)]),
  );

describe('a port of a device', () => {
  it.each([
    ['access', { access: 'iot' }, 'access iot - pc/eth0'],
    ['trunk', { trunk: ['mgmt', 'lan'] }, 'trunk - mgmt+lan pc/eth0'],
    ['trunk with native', { trunk: ['mgmt', 'iot'], native: 'lan' }, 'trunk lan mgmt+iot pc/eth0'],
  ])('carries what the host at the other end does: %s', (_, link, port) => {
    const links = { eth0: { ...link, to: 'sw/3' }, eth1: 'access' in link ? { access: 'lan' } : undefined };
    const given = Object.fromEntries(Object.entries(links).filter(([, value]) => value));
    expect(portsOfDevice({ links: given })).toEqual({ 3: port });
  });

  it('is the same whichever end states the cable, or both', () => {
    const ports = { 3: { access: 'lan', to: 'pc/eth0' } };
    const links = { eth0: { access: 'lan', to: 'sw/3' } };
    const both = portsOfDevice({ links, devices: { sw: { kind: 'switch', ports } } });
    expect(both).toEqual({ 3: 'access lan - pc/eth0' });
    expect(portsOfDevice({ links })).toEqual(both);
    expect(portsOfDevice({ devices: { sw: { kind: 'switch', ports } } })).toEqual(both);
  });

  it('carries nothing at the end of an uplink, or what it says itself', () => {
    const links = { eth0: { access: 'lan' } };
    const router = { hardware, router: true, links: { eth9: { uplink: { kind: 'dhcp' }, to: 'modem/1' }, ...links } };
    const modem = (ports?: object) => ({ modem: { kind: 'modem', ...(ports ? { ports } : {}) } });
    const parts = (ports?: object) => ({ more: { gw: router }, devices: modem(ports) });
    expect(portsOfDevice(parts(), 'modem')).toEqual({ 1: 'uplink - - gw/eth9' });
    expect(portsOfDevice(parts({ 1: { access: 'iot' } }), 'modem')).toEqual({ 1: 'access iot - gw/eth9' });
    expect(found(parts({ 1: { access: 'lan' } }))).toEqual(['cable-mismatch hosts.gw.links.eth9']);
  });

  it('names the bond of a member, and takes its networks', () => {
    const links = { bond0: { bond: ['enp1s0', 'enp2s0'], trunk: ['lan', 'iot'], mode: 'active-backup' } };
    const ports = {
      1: { trunk: ['iot', 'lan'], to: 'pc/enp1s0' },
      2: { trunk: ['lan', 'iot'], to: 'pc/enp2s0' },
    };
    const devices = { sw: { kind: 'switch', ports } };
    expect(found({ links, devices })).toEqual([]);
    const { 1: first, 2: second } = resolved({ links, devices }).devices.sw?.ports ?? {};
    expect([first?.peer?.bond, second?.peer?.bond]).toEqual([
      { name: 'bond0', mode: 'active-backup' },
      { name: 'bond0', mode: 'active-backup' },
    ]);
    expect(found({ links: { bond0: { ...links.bond0, to: 'sw/1' } } })).toEqual(['cable-port hosts.pc.links.bond0.to']);
    expect(
      found({ links, devices: { sw: { kind: 'switch', ports: { 1: { trunk: ['lan'], to: 'pc/bond0' } } } } }),
    ).toEqual(['cable-port devices.sw.ports["1"].to']);
  });
});

describe('the ports of a VLAN-aware bridge', () => {
  const bridge = {
    ports: {
      eth1: { access: 'lan', to: 'sw/1' },
      bond1: { bond: ['eth2', 'eth3'], trunk: ['lan'] },
      wlan0: { accessPoint: { country: 'FR' } },
    },
  };
  const { ports, others } = portsOf(topology({ links: { br0: bridge } }) as unknown as AnyTopology);

  it('are ports of the host, each with its own networks', () => {
    const carried = [...ports].map(
      ([
        key,
        {
          carried: { mode, untagged, tagged },
        },
      ]) => [key, mode, untagged, tagged],
    );
    expect(carried).toEqual([
      ['pc/eth1', 'access', 'lan', []],
      ['pc/eth2', 'trunk', null, ['lan']],
      ['pc/eth3', 'trunk', null, ['lan']],
    ]);
    expect(ports.get('pc/eth1')?.at).toBe('hosts.pc.links.br0.ports.eth1');
  });

  it('are what a cable may end in; the bridge, the bond and the radio are not', () => {
    expect([...others].map(([key, { kind }]) => `${key} ${kind}`)).toEqual([
      'pc/br0 bridge',
      'pc/bond1 bond',
      'pc/wlan0 radio',
    ]);
  });
});

describe('findings', () => {
  const sw = (ports: object) => ({ devices: { sw: { kind: 'switch', ports } } });
  it.each([
    [
      'an unknown machine',
      { links: { eth0: { access: 'lan', to: 'swi/3' } } },
      ['reference-unknown hosts.pc.links.eth0.to'],
    ],
    ['an unknown network', sw({ 3: { trunk: ['lan', 'ioot'] } }), ['reference-unknown devices.sw.ports["3"].trunk[1]']],
    [
      'a port that the host does not have',
      sw({ 3: { access: 'lan', to: 'pc/eth1' } }),
      ['cable-port devices.sw.ports["3"].to'],
    ],
    [
      'upper case that is another port',
      sw({ 3: { access: 'lan', to: 'pc/ETH0' } }),
      ['cable-port devices.sw.ports["3"].to'],
    ],
    [
      'a cable from a port to itself',
      sw({ 3: { access: 'lan', to: 'sw/3' } }),
      ['cable-loop devices.sw.ports["3"].to', 'cable-twice devices.sw.ports["3"].to'],
    ],
    ['neither access nor trunk', sw({ 3: { to: 'pc/eth0' } }), ['port-role devices.sw.ports["3"]']],
    ['native without a trunk', sw({ 3: { access: 'lan', native: 'iot' } }), ['port-role devices.sw.ports["3"]']],
    ['an empty trunk', sw({ 3: { trunk: [] } }), ['port-role devices.sw.ports["3"]']],
    [
      'a network that is native and tagged',
      sw({ 3: { trunk: ['lan'], native: 'lan' } }),
      ['port-role devices.sw.ports["3"]'],
    ],
    [
      'access where the host tags',
      { ...sw({ 3: { access: 'lan', to: 'pc/eth0' } }), links: { eth0: { trunk: ['lan'] } } },
      ['cable-mismatch devices.sw.ports["3"]'],
    ],
    [
      'three ends in one port',
      {
        links: { eth0: { access: 'lan', to: 'sw/3' } },
        ...sw({ 3: { access: 'lan', to: 'ap/1' } }),
        devices: { ap: { kind: 'access-point' }, sw: { kind: 'switch', ports: { 3: { access: 'lan', to: 'ap/1' } } } },
      },
      ['cable-twice hosts.pc.links.eth0.to'],
    ],
    [
      'a printer whose cable misses its network',
      {
        devices: {
          sw: { kind: 'switch', ports: { 3: { access: 'lan', to: 'printer/1' } } },
          printer: { kind: 'printer', mac: '02:00:00:00:00:01', addresses: { iot: '10.40.0.9' } },
        },
      },
      ['cable-without-network devices.printer.addresses.iot'],
    ],
    [
      'nothing wrong with a printer on its network',
      {
        devices: {
          sw: { kind: 'switch', ports: { 3: { access: 'iot', to: 'printer/1' } } },
          printer: { kind: 'printer', mac: '02:00:00:00:00:01', addresses: { iot: '10.40.0.9' } },
        },
      },
      [],
    ],
  ])('%s', (_, parts, expected) => {
    expect(found(parts as Parts)).toEqual(expected);
  });
});

describe('a network that does not reach its router', () => {
  const gw = (port: object = {}) => ({
    gw: {
      hardware,
      router: true,
      links: { eth0: { trunk: ['iot', 'lan'], to: 'sw/1' }, eth1: { uplink: { kind: 'dhcp' } }, ...port },
    },
  });
  const devices = (between: readonly string[], ports: object = {}) => ({
    sw: { kind: 'switch', ports: { 8: { trunk: between, to: 'sw2/1' } } },
    sw2: { kind: 'switch', ports: { 2: { access: 'iot', to: 'camera/1' }, ...ports } },
    camera: { kind: 'camera' },
  });
  const links = { eth0: { access: 'lan', to: 'sw2/3' } };

  it.each([
    [
      'is found behind the cable that lacks it',
      { more: gw(), devices: devices(['lan']), links },
      ['cable-island devices.sw2.ports["2"]'],
    ],
    ['is none when every cable carries it', { more: gw(), devices: devices(['lan', 'iot']), links }, []],
    [
      'is not guessed where a port has no cable',
      { more: gw(), devices: devices(['lan'], { 9: { trunk: ['iot'] } }), links },
      [],
    ],
    ['is not guessed where the router has no cable', { devices: devices(['lan']), links }, []],
  ])('%s', (_, parts, expected) => {
    expect(found(parts as Parts)).toEqual(expected);
  });
});

describe('any cabling between switches', () => {
  const port = fc.record({ from: fc.integer({ min: 0, max: 3 }), port: fc.integer({ min: 1, max: 4 }) });
  const cable = fc.tuple(
    port,
    port,
    fc.constantFrom<object>({ access: 'lan' }, { trunk: ['iot', 'lan'], native: 'mgmt' }),
  );

  it('gives both ends of every cable the same networks and each other as peers', () => {
    fc.assert(
      fc.property(fc.array(cable, { maxLength: 8 }), (cables) => {
        const devices: { [name: string]: { kind: string; ports: { [port: string]: object } } } = {};
        for (let index = 0; index < 4; index += 1) devices[`sw${index}`] = { kind: 'switch', ports: {} };
        const taken = new Set<string>();
        for (const [a, b, carried] of cables) {
          const ends = [a, b].map(({ from, port: number }) => `sw${from}/${number}`);
          if (a.from === b.from || ends.some((end) => taken.has(end))) continue;
          for (const end of ends) taken.add(end);
          const own = devices[`sw${a.from}`];
          if (own) own.ports[`${a.port}`] = { ...carried, to: ends[1] };
        }
        const input = topology({ devices });
        const all = resolved({ devices }).devices;
        expect(cablesOf(portsOf(input as unknown as AnyTopology))).toHaveLength(taken.size / 2);
        for (const device of Object.values(all)) {
          for (const one of Object.values(device.ports)) {
            const other = all[one.peer?.machine ?? '']?.ports[one.peer?.port ?? ''];
            expect(other?.peer).toEqual({ machine: device.name, port: one.name, bond: null });
            expect([other?.mode, other?.untagged, other?.tagged]).toEqual([one.mode, one.untagged, one.tagged]);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
