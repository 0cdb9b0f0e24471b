// Uplinks: which interface leads out, in which order uplinks are used, which prefix each asks for.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newLock } from '../lock.js';
import { resolve } from '../resolve.js';
import { priorities, type Uplink } from './uplink.js';

const secrets = { pass: {}, pin: {}, psk: {} };

function gateway(links: object) {
  const result = resolve(
    {
      site: { name: 'lab', domain: 'home.arpa', nameservers: ['9.9.9.9'], stateVersion: '25.11' },
      networks: { lan: { vlan: 10, ipv4: '10.10.0.0/24' } },
      hosts: {
        gw: { hardware: 'generic-x86_64', router: true, links: { eth0: { trunk: ['lan'] }, ...links } },
      },
      secrets,
    },
    newLock(1n),
  );
  if (!result.ok) throw new Error(JSON.stringify(result.findings));
  const { interfaces, firewall } = result.topology.hosts.gw as NonNullable<(typeof result.topology.hosts)[string]>;
  return { interfaces, uplinks: firewall?.kind === 'router' ? firewall.uplinks : [], secrets: result.topology.secrets };
}

describe('an uplink', () => {
  it('by DHCP is the port itself', () => {
    const { interfaces, uplinks } = gateway({ eth1: { uplink: { kind: 'dhcp' } } });
    expect(uplinks).toEqual(['eth1']);
    expect(interfaces.eth1).toMatchObject({ uplink: true, dhcp: true, wan: { metric: 100, delegatedPrefix: 56 } });
  });

  it('with a tag is an interface on the port, which carries no addresses', () => {
    const { interfaces, uplinks } = gateway({ eth1: { uplink: { kind: 'dhcp', vlan: 35 } } });
    expect(uplinks).toEqual(['wan35']);
    expect(interfaces.eth1).toMatchObject({ uplink: false, dhcp: false, wan: null, vlans: ['wan35'], dns: [] });
    expect(interfaces.wan35).toMatchObject({ kind: 'vlan', vlan: { value: 35 }, uplink: true, dhcp: true });
  });

  it('by PPPoE is a session over the port or its tag', () => {
    const uplink = { kind: 'pppoe', user: 'me@isp', password: 'pass' };
    const plain = gateway({ eth1: { uplink } });
    expect(plain.uplinks).toEqual(['ppp-eth1']);
    expect(plain.interfaces.eth1).toMatchObject({ uplink: false, addresses: [], dns: [] });
    const { interfaces, uplinks, secrets: needed } = gateway({ eth1: { uplink: { ...uplink, vlan: 35 } } });
    expect(uplinks).toEqual(['ppp-eth1']);
    expect(interfaces.wan35).toMatchObject({ uplink: false, wan: null, dhcp: false, addresses: [] });
    expect(interfaces['ppp-eth1']).toMatchObject({
      kind: 'ppp',
      uplink: true,
      dhcp: false,
      mtu: { value: 1492 },
      wan: { kind: 'pppoe', pppoe: { over: 'wan35', user: 'me@isp', passwordFile: '/run/secrets/pass' } },
    });
    expect(needed.pass?.for).toEqual(['gw']);
  });

  it.each([
    [1508, 1500],
    [9000, 1500],
    [1400, 1392],
  ])('by PPPoE on a port that carries %i bytes carries %i', (mtu, size) => {
    const { interfaces } = gateway({ eth1: { mtu, uplink: { kind: 'pppoe', user: 'me', password: 'pass' } } });
    expect(interfaces['ppp-eth1']?.mtu?.value).toBe(size);
  });

  it('by a modem is the modem, whatever the hardware says', () => {
    const {
      interfaces,
      uplinks,
      secrets: needed,
    } = gateway({
      wwan0: { uplink: { kind: 'modem', apn: 'internet', pin: 'pin', password: 'pass' } },
    });
    expect(uplinks).toEqual(['wwan0']);
    expect(interfaces.wwan0).toMatchObject({
      kind: 'modem',
      dhcp: false,
      wan: {
        delegatedPrefix: 64,
        modem: {
          apn: 'internet',
          secrets: [
            { key: 'password', file: '/run/secrets/pass' },
            { key: 'pin', file: '/run/secrets/pin' },
          ],
        },
      },
    });
    expect([needed.pin?.for, needed.pass?.for]).toEqual([['gw'], ['gw']]);
  });

  it('that is static has its addresses in both families', () => {
    const { interfaces } = gateway({
      eth1: {
        uplink: {
          kind: 'static',
          address: '192.0.2.2/30',
          gateway: '192.0.2.1',
          ipv6: { address: '2001:db8::2/64', gateway: '2001:db8::1' },
        },
      },
    });
    expect(interfaces.eth1?.addresses.map(({ value }) => value)).toEqual(['192.0.2.2/30', '2001:db8::2/64']);
    expect(interfaces.eth1?.gateways.map(({ value }) => value)).toEqual(['192.0.2.1', '2001:db8::1']);
    expect(interfaces.eth1?.wan?.delegatedPrefix).toBeNull();
  });

  it('by Wi-Fi asks for no prefix, unless it is told to', () => {
    const wifi = { kind: 'wifi', ssid: 'x', psk: 'psk' };
    expect(gateway({ wlan0: { uplink: wifi } }).interfaces.wlan0?.wan?.delegatedPrefix).toBeNull();
    const told = gateway({ wlan0: { uplink: { ...wifi, delegatedPrefix: 60 } } });
    expect(told.interfaces.wlan0?.wan?.delegatedPrefix).toBe(60);
    const refused = gateway({ eth1: { uplink: { kind: 'dhcp', delegatedPrefix: false } } });
    expect(refused.interfaces.eth1?.wan?.delegatedPrefix).toBeNull();
  });
});

describe('priorities', () => {
  const uplinks = fc
    .uniqueArray(
      fc.record({
        link: fc.stringMatching(/^[a-z]{1,3}\d$/),
        priority: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
      }),
      { selector: ({ link }) => link, maxLength: 8 },
    )
    .map((list) => list.map(({ link, priority }): Uplink => ({ link, uplink: { kind: 'dhcp', priority } })));

  it('keep what is stated and give every other uplink a number of its own', () => {
    fc.assert(
      fc.property(uplinks, (list) => {
        const found = priorities(list);
        const stated = list.flatMap(({ uplink }) => uplink.priority ?? []);
        for (const { link, uplink } of list) if (uplink.priority) expect(found.get(link)).toBe(uplink.priority);
        const others = list.filter(({ uplink }) => !uplink.priority).map(({ link }) => found.get(link) as number);
        expect(new Set([...others, ...stated]).size).toBe(others.length + new Set(stated).size);
        expect(others).toEqual([...others].sort((a, b) => a - b));
      }),
    );
  });
});
