// Clusters of k0s: who does what, who joins with which token, how the API is reached, which ports follow, and what k0s does not have.
import { describe, expect, it } from 'vitest';
import { newLock, resolve } from '../src/index.js';

// biome-ignore lint/suspicious/noExplicitAny: drafts are mutated into every shape.
type Draft = any;

function site(): Draft {
  const host = (address: string) => ({
    hardware: 'generic-x86_64',
    links: { enp1s0: { access: 'lan' } },
    addresses: { lan: address },
  });
  return {
    site: { name: 'k0s', domain: 'home.arpa', nameservers: ['9.9.9.9'], stateVersion: '25.11' },
    networks: { lan: { vlan: 1, ipv4: '10.1.0.0/24' } },
    hosts: Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name, index) => [name, host(`10.1.0.${10 + index}`)])),
    clusters: {
      k: {
        distribution: 'k0s',
        api: 'a',
        servers: { a: { init: true }, b: { schedulable: false }, c: {} },
        agents: { d: {}, e: {} },
      },
    },
    secrets: { 'k0s-controller-token': {}, 'k0s-worker-token': {} },
  };
}

function resolved(change: (draft: Draft) => void = () => {}) {
  const draft = site();
  change(draft);
  return resolve(draft, newLock(1n));
}

function topologyOf(change?: (draft: Draft) => void) {
  const result = resolved(change);
  if (!result.ok) throw new Error(JSON.stringify(result.findings, null, 2));
  return result.topology;
}

const found = (change: (draft: Draft) => void) => resolved(change).findings.map(({ code, at }) => `${code} ${at}`);
const messages = (change: (draft: Draft) => void) => resolved(change).findings.map(({ message }) => message);

describe('the nodes', () => {
  it('are controllers, with or without a kubelet, and workers; all but the first join with a token of their role', () => {
    expect(topologyOf().clusters.k?.k0s?.nodes).toEqual({
      a: { role: 'controller+worker', tokenFile: null },
      b: { role: 'controller', tokenFile: '/run/secrets/k0s-controller-token' },
      c: { role: 'controller+worker', tokenFile: '/run/secrets/k0s-controller-token' },
      d: { role: 'worker', tokenFile: '/run/secrets/k0s-worker-token' },
      e: { role: 'worker', tokenFile: '/run/secrets/k0s-worker-token' },
    });
  });

  it('read the tokens they join with and no others', () => {
    const { secrets, hosts } = topologyOf();
    expect(secrets['k0s-controller-token']?.for).toEqual(['b', 'c']);
    expect(secrets['k0s-worker-token']?.for).toEqual(['d', 'e']);
    expect(hosts.a?.secrets).toEqual([]);
  });

  it('need no token that nobody joins with', () => {
    const one = (d: Draft) => {
      d.clusters.k.servers = { a: {} };
      delete d.clusters.k.agents;
    };
    expect(found(one)).toEqual([
      'secret-unused secrets.k0s-controller-token',
      'secret-unused secrets.k0s-worker-token',
    ]);
    expect(topologyOf(one).clusters.k?.k0s?.nodes).toEqual({ a: { role: 'controller+worker', tokenFile: null } });
  });

  it('back up what they keep of the cluster: controllers the copy of their state, workers nothing', () => {
    const { hosts } = topologyOf((d) => {
      for (const name of ['b', 'd'])
        d.hosts[name].backup = { repository: 'sftp:backup@nas:/b', password: 'restic', paths: ['/home'] };
      d.secrets.restic = {};
    });
    expect(hosts.b?.nixos?.backup?.paths).toEqual(['/home', '/var/backup/k0s']);
    expect(hosts.d?.nixos?.backup?.paths).toEqual(['/home']);
  });

  it('have no taint of their own where k0s runs no kubelet', () => {
    expect(topologyOf().hosts.b?.node).toMatchObject({ schedulable: false, taints: [] });
  });
});

describe('the API', () => {
  it('is reached at every controller, by a proxy on each worker', () => {
    expect(topologyOf().clusters.k?.k0s).toMatchObject({ externalAddress: null, nodeLocalLoadBalancing: true });
  });

  it('is reached at its own address where it has one, which k0s allows no proxy beside', () => {
    const { clusters } = topologyOf((d) => (d.clusters.k.vip = { network: 'lan', address: '10.1.0.9' }));
    expect(clusters.k?.k0s).toMatchObject({ externalAddress: '10.1.0.9', nodeLocalLoadBalancing: false });
    expect(clusters.k?.tlsSans).toContain('10.1.0.9');
  });

  it('of one controller needs neither', () => {
    const { clusters } = topologyOf((d) => {
      d.clusters.k.servers = { a: {} };
      d.secrets = { 'k0s-worker-token': {} };
    });
    expect(clusters.k?.k0s).toMatchObject({ externalAddress: null, nodeLocalLoadBalancing: false });
  });
});

describe('the pods’ network', () => {
  const cilium = (more: object) => (d: Draft) => {
    d.environments = { prod: { cluster: 'k' } };
    d.components = { cilium: { version: '1.18.2', announce: 'none', ...more } };
  };

  it.each([
    ['kube-router, as k0s has it', () => {}, 'kuberouter', true],
    ['Cilium in the place of kube-proxy', cilium({}), 'custom', false],
    ['Cilium beside kube-proxy', cilium({ kubeProxyReplacement: false }), 'custom', true],
  ])('%s', (_, change, networkProvider, kubeProxy) => {
    expect(topologyOf(change).clusters.k).toMatchObject({ k0s: { networkProvider }, kubeProxy });
  });

  it('is not Cilium in a cluster that no environment brings it to', () => {
    const { clusters } = topologyOf((d) => {
      cilium({})(d);
      d.clusters.other = { distribution: 'k0s', api: 'e', servers: { e: {} } };
      delete d.clusters.k.agents.e;
    });
    expect(clusters.other?.k0s?.networkProvider).toBe('kuberouter');
    expect(clusters.k?.k0s?.networkProvider).toBe('custom');
  });

  const ports = (change?: (draft: Draft) => void) =>
    topologyOf(change)
      .policy.filter(({ at }) => at === 'clusters.k')
      .map(({ description, from, to, ports: open }) => `${description}: ${from} → ${to} ${open}`);

  it('decides which ports are open among which nodes', () => {
    expect(ports()).toEqual([
      'etcd: a,b,c → a,b,c tcp/2380',
      'k0s join API: a,b,c → a,b,c tcp/9443',
      'Kubernetes API: a,b,c,d,e → a,b,c tcp/6443',
      'Konnectivity: a,c,d,e → a,b,c tcp/8132',
      'kubelet: a,b,c,d,e → a,c,d,e tcp/10250',
      'kube-router: a,c,d,e → a,c,d,e tcp/179',
    ]);
    expect(ports(cilium({}))).not.toContainEqual(expect.stringContaining('kube-router'));
  });
});

describe('findings', () => {
  it.each<[string, (draft: Draft) => void, string[]]>([
    ['flannel', (d) => (d.clusters.k.flannelBackend = 'vxlan'), ['k0s has no flannelBackend.']],
    ['mirrors', (d) => (d.clusters.k.registries = { '*': ['https://m.example.org'] }), ['k0s has no registries.']],
    [
      'a component of k3s',
      (d) => (d.clusters.k.disable = ['helm', 'traefik']),
      ['k0s installs no traefik that could be left out.'],
    ],
    [
      'labels of a controller that is no node',
      (d) => (d.clusters.k.servers.b.labels = { role: 'x' }),
      ['b runs no pods, and is no node that could have labels.'],
    ],
    [
      'taints of a controller that is no node',
      (d) => (d.clusters.k.servers.b.taints = ['x:NoExecute']),
      ['b runs no pods, and is no node that could have taints.'],
    ],
    [
      'an address that nobody could move',
      (d) => {
        d.clusters.k.servers = { a: { schedulable: false } };
        d.clusters.k.vip = { network: 'lan', address: '10.1.0.9' };
        delete d.secrets['k0s-controller-token'];
      },
      ['No server of the cluster runs pods, so none can run kube-vip, which moves the address.'],
    ],
    [
      'a phone',
      (d) => {
        d.hosts.e = { os: 'android', links: { wlan0: { wifi: 'w', mac: '02:00:00:00:00:01' } } };
        d.wifi = { w: { network: 'lan', psk: 'psk', by: 'ap' } };
        d.devices = { ap: { kind: 'access-point' } };
        d.secrets.psk = {};
      },
      ['e runs Android, where nothing here starts k0s.'],
    ],
    [
      'no tokens',
      (d) => (d.secrets = {}),
      [
        'The cluster’s join token for controllers, the secret k0s-controller-token, is not declared.',
        'The cluster’s join token for workers, the secret k0s-worker-token, is not declared.',
      ],
    ],
    [
      'a port that k0s has',
      (d) => (d.hosts.d.services = { grafana: { port: 8080 } }),
      [expect.stringContaining('8080') as unknown as string],
    ],
  ])('%s', (_, change, expected) => {
    expect(messages(change).sort()).toEqual(expected);
  });

  it('a token of controllers for k3s, which has one for all, and a component of k0s', () => {
    const k3s = (d: Draft) => {
      d.clusters.k.distribution = 'k3s';
      d.clusters.k.disable = ['autopilot'];
      d.clusters.k.controllerToken = 'k0s-controller-token';
      d.clusters.k.token = 'k0s-worker-token';
    };
    expect(found(k3s).filter((one) => one.startsWith('cluster-option'))).toEqual([
      'cluster-option clusters.k.controllerToken',
      'cluster-option clusters.k.disable[0]',
    ]);
  });

  it('a component that k0s installs already', () => {
    const twice = (d: Draft) => {
      d.environments = { prod: { cluster: 'k' } };
      d.components = { 'metrics-server': { version: '3.13.0' } };
    };
    expect(found(twice)).toEqual(['component-bundled components.metrics-server']);
    expect(
      found((d) => {
        twice(d);
        d.clusters.k.disable = ['metrics-server'];
      }),
    ).toEqual([]);
  });
});
