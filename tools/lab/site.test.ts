// What the twin of a site is made of, and what is tried in it.
import { reachability, resolve } from '@groundplan/model';
import { describe, expect, it } from 'vitest';
import everything, { lock } from '../../packages/generators/test/everything.js';
import { insidePorts } from './exposures.js';
import { flowsOf, showFlow, someOf } from './flow.js';
import { freeAddress, isBetween } from './free-address.js';
import { readOptions, UsageError } from './options.js';
import { probedPorts } from './probed-ports.js';
import { siteOf } from './site.js';
import { addressesOf } from './station.js';
import { directFabric, furtherPorts, trunkFabric } from './trunk.js';
import { cableLines } from './wiring.js';

const resolution = resolve(everything, lock);
if (!resolution.ok) throw new Error(JSON.stringify(resolution.findings));
const { topology } = resolution;
const analysis = reachability(topology);
const site = siteOf(topology, analysis);
const stationOf = (label: string) => {
  const found = site.stations.find((station) => station.label === label);
  if (!found) throw new Error(`There is no ${label}.`);
  return found;
};

describe('the twin of a site', () => {
  it('has the routers, the Internet, every machine on every network, and a stranger on each', () => {
    const labels = site.stations.map(({ label }) => label);
    expect(labels.slice(0, 4)).toEqual(['edge', 'gate', 'shed', 'wan']);
    expect(labels).toEqual(expect.arrayContaining(['lan/nas', 'storage/nas', 'mgmt/nas', 'lan/printer', 'lab/tablet']));
    expect(labels.filter((label) => label.includes('any other'))).toHaveLength(Object.keys(topology.networks).length);
    expect(new Set(site.stations.map(({ id }) => id)).size).toBe(labels.length);
  });

  it('names the interfaces of the router as topology.ts does', () => {
    expect(stationOf('edge').links.map((link) => link.interface)).toEqual(
      expect.arrayContaining(['lan0', 'vlan99', 'vlan4094', 'wg0', 'enp2s0', 'wan40', 'ppp-enp4s0']),
    );
  });

  it('lets devices and phones with a known MAC ask for their address, and no other machine', () => {
    expect(stationOf('lan/printer').dhcp).toEqual({ network: 'lan', reserved: '192.168.0.3' });
    expect(stationOf('lab/tablet').dhcp?.reserved).toBe(topology.hosts.tablet?.addresses.lab?.ipv4);
    expect(stationOf('lan/legacy').dhcp).toBeNull();
    expect(stationOf('lan (any other)').dhcp).toEqual({ network: 'lan', reserved: null });
    expect(stationOf('mgmt (any other)').dhcp).toBeNull();
  });

  it('gives the Internet the gateway of a static uplink, and prefixes nobody else has', () => {
    const { links, routes } = stationOf('wan');
    expect(links[0]?.addresses).toEqual(['203.0.113.1/30', '2001:db8:1::1/64']);
    expect(links.slice(1).map(({ addresses }) => addresses[0])).toEqual(
      links.slice(1).map(() => expect.stringMatching(/^(192\.0\.2|198\.51\.100|198\.18\.\d+)\.1\/24$/)),
    );
    expect(routes).toContainEqual({ to: '192.168.0.0/16', via: '203.0.113.2' });
    expect(routes.map(({ to }) => to)).not.toContain('10.50.0.0/24');
  });

  it('uses no address twice and no interface name that Linux refuses', () => {
    const all = site.stations.flatMap(addressesOf);
    expect(new Set(all).size).toBe(all.length);
    const lines = cableLines(directFabric(site));
    const names = [...lines.outside, ...lines.inside].join(' ').match(/(?<= name )\S+/g);
    expect(names).not.toHaveLength(0);
    expect(names?.filter((name) => name.length > 15)).toEqual([]);
  });
});

describe('the flows', () => {
  const flows = flowsOf(site.stations, { topology, analysis, ports: [22, 443], guarded: ({ host }) => host !== null });
  const flow = (text: string) => flows.find((one) => showFlow(one) === text);

  it('expect what the policy says', () => {
    expect(flow('lan/legacy → mgmt (any other) (10.99.0.62) tcp/443')).toMatchObject({
      allowed: true,
      by: 'policy[1]',
    });
    expect(flow('lan/legacy → mgmt (any other) (10.99.0.62) udp/443')).toMatchObject({ allowed: false });
    expect(flow('edge → mgmt (any other) (10.99.0.62) udp/443')).toMatchObject({ by: 'router-itself' });
  });

  it('go round among neighbours that no rule tells apart', () => {
    const alike = new Set(
      flows.filter(({ from, to }) => from.atom === to.atom).map(({ from, to }) => `${from.label} ${to.label}`),
    );
    const clients = site.stations.filter(({ atom }) => atom === stationOf('lan/core-1').atom);
    expect(clients.length).toBeGreaterThan(2);
    expect([...alike].filter((pair) => pair.startsWith('lan/') || pair.startsWith('lan ('))).toHaveLength(
      clients.length,
    );
  });

  it('are of all pairs and ports when only some are tried', () => {
    const expectations = { topology, analysis, ports: [22, 80, 443, 8080], guarded: () => false };
    const all = flowsOf(site.stations, expectations);
    const some = someOf(all, all.length / 4);
    expect(some.length / all.length).toBeCloseTo(1 / 4, 2);
    const pair = ({ from, to }: (typeof all)[number]) => `${from.id} ${to.id}`;
    expect(new Set(some.map(pair)).size).toBe(new Set(all.map(pair)).size);
    for (const port of expectations.ports)
      expect(some.filter((one) => one.port === port).length / some.length).toBeCloseTo(1 / 4, 1);
    expect(someOf(all, null)).toBe(all);
  });

  it('lead nowhere where there is no router', () => {
    const cut = { allowed: false, by: 'no-route' };
    expect(flow('lan/legacy → storage/nas (10.50.0.20) tcp/22')).toMatchObject(cut);
    expect(flow('storage (any other) → storage/nas (10.50.0.20) tcp/22')).toMatchObject({ allowed: true });
  });
});

describe('port forwards', () => {
  const ports = [443, 2222, 8001, 27020];
  const flows = flowsOf(site.stations, { topology, analysis, ports, guarded: () => false });
  const seen = (text: string) => {
    const found = flows.find((one) => `${one.from.label} (${one.address}) ${one.protocol}/${one.port}` === text);
    return found && [found.allowed, found.to.label];
  };

  it('are answered inside when an address of the router is asked', () => {
    expect(seen('wan (203.0.113.2) tcp/443')).toEqual([true, 'lan/nas']);
    expect(seen('wan (203.0.113.2) tcp/2222')).toEqual([true, 'lan/nas']);
    expect(seen('wan (203.0.113.2) udp/27020')).toEqual([true, 'lan/printer']);
    expect(seen('wan (203.0.113.2) udp/443')).toEqual([false, 'edge']);
  });

  it('do not open the machine itself, but for IPv6 where its address is known', () => {
    const own = topology.hosts.nas?.addresses.lan?.ipv6;
    expect(seen('wan (192.168.0.20) tcp/443')).toEqual([false, 'lan/nas']);
    expect(seen(`wan (${own}) tcp/443`)).toEqual([true, 'lan/nas']);
    expect(seen('wan (fd12:3456:789a:1::3) udp/27020')).toEqual([false, 'lan/printer']);
  });

  it('lead to the ports at the same distance inside', () => {
    expect(insidePorts(topology, [8001, 27020, 9])).toEqual([9001, 27020]);
  });
});

describe('the site with trunks', () => {
  const { outside, inside, cards } = trunkFabric(site, topology);
  const cable = (name: string) => inside.cables.find((one) => one.interface === name);

  it('tags networks on the ports of routers as topology.ts does, and plugs every bond into one switch', () => {
    expect(cable('lan0')).toMatchObject({ bridge: 'sw0', vlans: { untagged: 1, tagged: [4094, 99] } });
    expect(cable('enp5s0')?.bridge).toBe(cable('enp6s0')?.bridge);
    expect(cable('wlp4s0')).toBeUndefined();
  });

  it('has no loop: no VLAN reaches a switch by two ports of a router, bonds aside', () => {
    const gate = site.stations.find(({ label }) => label === 'gate')?.id;
    const pairs = inside.cables
      .filter(({ station, interface: name }) => station === gate && name !== 'enp6s0')
      .flatMap(({ bridge, vlans }) => [vlans?.untagged, ...(vlans?.tagged ?? [])].map((vlan) => [bridge, vlan]))
      .filter(([, vlan]) => typeof vlan === 'number')
      .map((pair) => pair.join(' '));
    expect(new Set(pairs).size).toBe(pairs.length);
    expect(pairs.length).toBeGreaterThan(3);
  });

  it('carries the provider’s VLAN on a switch of its own', () => {
    const port = cable('enp3s0');
    const provider = cards.find(({ inside: to }) => 'vlan' in to && to.bridge === port?.bridge);
    const ports = inside.cables.filter(({ bridge }) => bridge === port?.bridge);
    expect(ports.map(({ vlans }) => vlans)).toEqual([{ untagged: null, tagged: [40] }]);
    expect(provider?.bridge).toMatch(/^up/);
  });

  it('has somebody at every further port of a router', () => {
    const further = furtherPorts(topology);
    expect(further).toContain('cctv');
    const crowded = siteOf(topology, analysis, further);
    expect(crowded.stations.length).toBe(site.stations.length + further.length);
    expect(crowded.stations.map(({ label }) => label)).toContain('cctv (any other 2)');
    const all = crowded.stations.flatMap(addressesOf);
    expect(new Set(all).size).toBe(all.length);
    const fabric = trunkFabric(crowded, topology);
    const segments = fabric.inside.filtering.filter((name) => /^sw[1-9]/.test(name));
    expect(segments).toHaveLength(further.length);
    const plugged = fabric.cards.map((card) => card.inside).filter((to) => 'vlan' in to);
    for (const name of segments) expect(plugged.filter(({ bridge }) => bridge === name)).toHaveLength(1);
  });

  it('leaves every station but the routers outside', () => {
    const routers = site.stations.filter(({ kind }) => kind === 'router').map(({ id }) => id);
    const plugged = new Set(outside.cables.map(({ station }) => station));
    expect(plugged.size).toBe(site.stations.length - routers.length);
    expect(routers.filter((id) => plugged.has(id))).toEqual([]);
  });
});

describe('the details', () => {
  it('tries the ends of a range and their neighbours, and two ports that nobody names', () => {
    const rule = { ports: ['tcp/9', 'udp/5000-5010', 'tcp/65000-65535'] };
    expect(
      probedPorts({ policy: [{ ...topology.policy[0], ...rule } as (typeof topology.policy)[number]], exposures: [] }),
    ).toEqual([9, 10, 4999, 5000, 5010, 5011, 7777, 64999, 65000, 65535]);
  });

  it('finds the highest free address', () => {
    const { lab } = topology.networks;
    expect(lab && freeAddress(lab, topology)).toBe('172.16.15.253');
    expect(isBetween('10.0.1.1', '10.0.0.200', '10.0.2.3')).toBe(true);
    expect(isBetween('10.0.3.1', '10.0.0.200', '10.0.2.3')).toBe(false);
  });

  it('reads the command line', () => {
    expect(readOptions(['--timeout', '400', 'x.ts'])).toMatchObject({ file: 'x.ts', timeout: 400, keepGoing: false });
    for (const args of [['a', 'b'], ['--timeout', 'soon'], ['--nonsense'], ['--ports', '0'], ['--file', 'x']])
      expect(() => readOptions(args)).toThrow(UsageError);
  });
});
