// The order of deployment on sites of every shape: nobody goes before those who depend on it, and etcd keeps its majority.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import homelabInput from '../../../topology/topology.js';
import { type DeployOrder, deployOrder, newLock, type ResolvedTopology, resolve } from '../src/index.js';
import { type Draft, findingsOf, resolved, succeeded } from './homelab.js';

const networks = {
  a: { vlan: 10, ipv4: '10.10.0.0/16' },
  b: { vlan: 20, ipv4: '10.20.0.0/16' },
};

interface Drawn {
  readonly network: 'a' | 'b';
  readonly os: 'nixos' | 'linux' | 'android';
  readonly role: 'none' | 'server' | 'agent' | 'nameserver' | 'access-point';
  readonly hasAddress: boolean;
}

const drawnHost: fc.Arbitrary<Drawn> = fc.record({
  network: fc.constantFrom('a', 'b'),
  os: fc.constantFrom('nixos', 'nixos', 'linux', 'android'),
  role: fc.constantFrom('none', 'server', 'server', 'agent', 'agent', 'nameserver', 'access-point'),
  hasAddress: fc.boolean(),
});

const drawn = fc.record({
  hosts: fc.array(drawnHost, { maxLength: 16 }),
  routerRole: fc.constantFrom('none', 'server', 'agent'),
  api: fc.nat(),
  init: fc.nat(),
});

/** A site of two routers and the drawn hosts, one cluster a network. */
function siteOf({ hosts, routerRole, api, init }: typeof drawn extends fc.Arbitrary<infer T> ? T : never): Draft {
  const named = hosts.map((host, index) => ({ ...host, name: `h${index}` }));
  const clusters = (['a', 'b'] as const).flatMap((network) => {
    const here = named.filter((host) => host.network === network);
    const servers = here.filter(({ role, os }) => role === 'server' && os !== 'android').map(({ name }) => name);
    const agents = here.filter(({ role }) => role === 'agent').map(({ name }) => name);
    if (routerRole === 'server') servers.push(`gw-${network}`);
    if (routerRole === 'agent') agents.push(`gw-${network}`);
    if (servers.length === 0) return [];
    const cluster = {
      distribution: 'k3s',
      api: servers[api % servers.length],
      network,
      servers: Object.fromEntries(
        servers.map((name, index) => [name, index === init % servers.length ? { init: true } : {}]),
      ),
      agents: Object.fromEntries(agents.map((name) => [name, {}])),
      podCidr: network === 'a' ? '10.42.0.0/16' : '10.52.0.0/16',
      serviceCidr: network === 'a' ? '10.43.0.0/16' : '10.53.0.0/16',
    };
    return [[network, cluster]];
  });
  const nodes = new Set(
    clusters.flatMap(([, cluster]) => Object.keys({ ...(cluster as Draft).servers, ...(cluster as Draft).agents })),
  );
  const nameserver = named.find(({ role, os }) => role === 'nameserver' && os === 'nixos')?.name;
  const points = named.filter(({ role, os }) => role === 'access-point' && os === 'nixos');
  const router = (network: string) => ({
    hardware: 'generic-x86_64',
    router: true,
    links: { enp1s0: { access: network }, enp2s0: { uplink: { kind: 'dhcp' } } },
    addresses: { [network]: 'auto' },
  });
  const hostOf = ({ name, os, network, hasAddress, role }: Drawn & { name: string }, index: number) => {
    const needed = nodes.has(name) || name === nameserver || role === 'access-point';
    const isPoint = role === 'access-point' && os === 'nixos';
    const links = isPoint
      ? { br0: { ports: { eth0: { access: network }, wlan0: { accessPoint: { country: 'FR' } } } } }
      : os === 'android'
        ? { wlan0: { wifi: `W-${network}`, mac: `02:00:00:00:00:${(index + 16).toString(16)}` } }
        : { enp1s0: { access: network } };
    return {
      os,
      ...(os === 'android' ? {} : { hardware: isPoint ? 'raspberry-pi-4' : 'generic-x86_64' }),
      links,
      ...(needed || hasAddress ? {} : { addresses: { [network]: false } }),
    };
  };
  return {
    site: { name: 's', domain: 'home.arpa', nameservers: ['9.9.9.9'], stateVersion: '25.11' },
    networks,
    wifi: {
      'W-a': { network: 'a', psk: 'psk' },
      'W-b': { network: 'b', psk: 'psk' },
      ...Object.fromEntries(points.map(({ name, network }) => [`P-${name}`, { network, psk: 'psk', by: name }])),
    },
    ...(nameserver ? { dns: { by: nameserver } } : {}),
    hosts: {
      'gw-a': router('a'),
      'gw-b': router('b'),
      ...Object.fromEntries(named.map((host, index) => [host.name, hostOf(host, index)])),
    },
    clusters: Object.fromEntries(clusters),
    secrets: { psk: {}, ...(clusters.length > 0 ? { 'k3s-token': {} } : {}) },
  };
}

function topologyOf(input: unknown): ResolvedTopology {
  return succeeded(resolve(input, newLock(1n))).topology;
}

const hostsOf = ({ batches }: DeployOrder) => batches.map(({ steps }) => steps.map(({ host }) => host));
const positions = (order: DeployOrder) =>
  new Map(hostsOf(order).flatMap((batch, index) => batch.map((host) => [host, index] as const)));

const connects = (host: ResolvedTopology['hosts'][string] | undefined) =>
  host !== undefined && (host.nameserver !== null || Object.values(host.interfaces).some(({ radio }) => radio));

const everySite = (check: (topology: ResolvedTopology, order: DeployOrder) => void) =>
  fc.assert(
    fc.property(drawn, (one) => {
      const topology = topologyOf(siteOf(one));
      check(topology, deployOrder(topology));
    }),
    { numRuns: 150 },
  );

describe('the deploy order of any site', () => {
  it('has every host once, in a batch or with a reason why not', () => {
    everySite(({ hosts }, order) => {
      const all = [...hostsOf(order).flat(), ...order.skipped.map(({ host }) => host)];
      expect(all.sort()).toEqual(Object.keys(hosts).sort());
      expect(hostsOf(order).every((batch) => batch.length > 0)).toBe(true);
      for (const { host, because } of order.skipped)
        expect(because).toBe(hosts[host]?.os === 'android' ? 'android' : hosts[host]?.address ? '' : 'no-address');
    });
  });

  it('never has two etcd members, two routers or two access points in flight', () => {
    everySite(({ hosts, clusters }, order) => {
      const members = new Set(Object.values(clusters).flatMap(({ servers }) => servers));
      for (const batch of hostsOf(order)) {
        const alone = batch.filter((host) => members.has(host) || hosts[host]?.router || connects(hosts[host]));
        expect(alone.length === 0 || batch.length === 1).toBe(true);
      }
    });
  });

  it('keeps the quorum, or says that the cluster has none meanwhile', () => {
    everySite(({ clusters }, order) => {
      for (const { steps } of order.batches)
        for (const { servers } of Object.values(clusters)) {
          const inFlight = steps.filter(({ host }) => servers.includes(host));
          if (inFlight.length <= Math.floor((servers.length - 1) / 2)) continue;
          expect(inFlight[0]?.notes).toContainEqual({ kind: 'no-quorum', servers: servers.length });
        }
    });
  });

  it('has routers after all that they route', () => {
    everySite(({ hosts, networks: all }, order) => {
      const at = positions(order);
      for (const [host, position] of at) {
        const routers = Object.keys(hosts[host]?.addresses ?? {}).map((network) => all[network]?.router ?? '');
        for (const router of routers.filter((one) => one !== host && !hosts[host]?.router))
          expect(at.get(router)).toBeGreaterThan(position);
      }
    });
  });

  it('has agents after servers, and the API after the other servers, unless one of them connects others', () => {
    everySite(({ hosts, clusters }, order) => {
      const at = positions(order);
      const isPlain = (name: string) => !hosts[name]?.router && !hosts[name]?.nameserver;
      for (const { servers, agents, api } of Object.values(clusters)) {
        const plain = servers.filter(isPlain);
        for (const agent of agents.filter((name) => at.has(name)))
          for (const server of plain) expect(at.get(agent)).toBeGreaterThan(at.get(server) as number);
        if (!isPlain(api.host)) continue;
        for (const server of plain.filter((name) => name !== api.host))
          expect(at.get(api.host)).toBeGreaterThan(at.get(server) as number);
      }
    });
  });

  it('is the same for some of the hosts, without the others', () => {
    everySite((topology, order) => {
      const some = Object.keys(topology.hosts).filter((_, index) => index % 2 === 0);
      const chosen = hostsOf(deployOrder(topology, some)).flat();
      const whole = positions(order);
      const isAgent = (name: string) => topology.hosts[name]?.node?.role === 'agent';
      expect([...chosen].sort()).toEqual(
        hostsOf(order)
          .flat()
          .filter((host) => some.includes(host))
          .sort(),
      );
      const ranks = chosen.filter((host) => !isAgent(host)).map((host) => whole.get(host) as number);
      expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    });
  });
});

describe('the deploy order', () => {
  it('of the homelab ends with the router, which is the first server too', () => {
    const order = deployOrder(topologyOf(homelabInput));
    expect(order.batches.map(({ reason, steps }) => [reason, ...steps.map(({ host }) => host)])).toEqual([
      ['server', 'rpi3a-ctl'],
      ['server', 'rpi4-2'],
      ['router', 'rpi4-1'],
    ]);
    expect(order.batches[2]?.steps[0]?.notes.map(({ kind }) => kind)).toEqual(['routes', 'api']);
    expect(order.skipped.map(({ host }) => host)).toEqual(['phone-01', 'phone-02', 'phone-03']);
  });

  it('never takes more than a third of the agents away', () => {
    const agents = Object.fromEntries(Array.from({ length: 7 }, (_, index) => [`n${index}`, {}]));
    const { topology } = succeeded(
      resolved((d) => {
        for (const name of Object.keys(agents))
          d.hosts[name] = { hardware: 'generic-x86_64', links: { enp1s0: { access: 'infra' } } };
        d.clusters = { k: { distribution: 'k3s', api: 'nas', network: 'infra', servers: { nas: {} }, agents } };
        d.secrets['k3s-token'] = {};
      }),
    );
    const { batches } = deployOrder(topology);
    expect(batches.filter(({ reason }) => reason === 'agent').map(({ steps }) => steps.length)).toEqual([3, 3, 1]);
    expect(batches.map(({ reason }) => reason)).toEqual(['ordinary', 'server', 'agent', 'agent', 'agent', 'router']);
  });

  it('tells agents of a cluster whose server is the router that Kubernetes wants it the other way round', () => {
    const { topology } = succeeded(
      resolved((d) => {
        d.hosts.gw.addresses = { infra: '10.10.0.10' };
        d.clusters = {
          k: { distribution: 'k3s', api: 'gw', network: 'infra', servers: { gw: {} }, agents: { nas: {} } },
        };
        d.secrets['k3s-token'] = {};
      }),
    );
    const steps = deployOrder(topology).batches.flatMap((batch) => batch.steps);
    expect(steps.map(({ host }) => host)).toEqual(['pi', 'nas', 'gw']);
    expect(steps[1]?.notes).toEqual([{ kind: 'before-servers', names: ['gw'] }]);
    expect(steps[2]?.notes.map(({ kind }) => kind)).toEqual(['routes', 'no-quorum', 'api']);
  });
});

describe('a host without an address', () => {
  const refused = ['deploy-without-address hosts.pi'];
  it.each<[string, readonly string[], (draft: Draft) => void]>([
    ['that joins no network', refused, (d) => (d.hosts.pi = { hardware: 'generic-x86_64', links: {} })],
    ['by its own choice', refused, (d) => (d.hosts.pi.addresses = { infra: false })],
    ['but another system', [], (d) => (d.hosts.pi = { os: 'linux', hardware: 'generic-x86_64', links: {} })],
    ['but the gateway address of a router', [], () => {}],
  ])('%s', (_, expected, edit) => {
    expect(findingsOf(edit).filter((one) => !one.startsWith('wifi') && !one.startsWith('secret'))).toEqual(expected);
  });

  it('is reached at the gateway address when it is a router', () => {
    const { hosts } = succeeded(resolved()).topology;
    expect(hosts.gw?.address).toEqual({ value: '10.10.0.1', from: 'networks.infra.gateway' });
  });
});
