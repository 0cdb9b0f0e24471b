// What runs in which environment: by topology.ts in the first, by pins in the others, and who applies it on a shared cluster.
import { describe, expect, it } from 'vitest';
import { type AnyTopology, noPins, resolve, sharedEntries } from '../src/index.js';
import { type Draft, found, lock, outcome, pinsOf, platform, topologyOf } from './platform-site.js';

const shared = () => sharedEntries(platform() as AnyTopology);
const all = () => pinsOf({ staging: shared(), prod: shared() });

describe('environments', () => {
  it('have nothing before anything is promoted, but the first', () => {
    const { review, staging, prod } = topologyOf().environments;
    expect(Object.keys(review?.components ?? {})).toHaveLength(5);
    for (const later of [staging, prod])
      expect([later?.components, later?.charts, later?.apps, later?.waves, later?.platform]).toEqual([
        {},
        {},
        {},
        [],
        {},
      ]);
  });

  it('run what their pins say, whatever topology.ts says by now', () => {
    const { review, prod } = topologyOf((d) => (d.components['cert-manager'].version = 'v1.22.0'), all()).environments;
    expect(review?.components['cert-manager']).toMatchObject({ version: 'v1.22.0', pinned: false });
    expect(prod?.components['cert-manager']).toMatchObject({ version: 'v1.21.1', pinned: true });
    expect(prod?.platform).toEqual({ k3s: 'v1.34.1+k3s1' });
  });

  it('take what they set for themselves at once, over the pinned values', () => {
    const { prod, staging } = topologyOf(
      (d) => (d.components['envoy-gateway'].environments.prod.values.replicas = 5),
      all(),
    ).environments;
    expect(prod?.components['envoy-gateway']?.values).toEqual({
      deployment: { pod: { labels: { a: 'b' } } },
      replicas: 5,
    });
    expect(prod?.components['envoy-gateway']?.configuration).toEqual({ address: '10.10.0.121', gatewayClass: 'envoy' });
    expect(staging?.components['envoy-gateway']?.values).toMatchObject({ replicas: 1 });
    expect(staging?.components['envoy-gateway']?.configuration.address).toBeNull();
  });

  it('end their names only where they share a cluster, and the last of those owns it', () => {
    const { review, staging, prod } = topologyOf(() => {}, all()).environments;
    expect([review?.suffix, staging?.suffix, prod?.suffix]).toEqual(['-review', '-staging', null]);
    expect([review?.ownsCluster, staging?.ownsCluster, prod?.ownsCluster]).toEqual([false, true, true]);
    expect(review?.owner).toBe('staging');
    expect(review?.components['cert-manager']?.applied).toBe(false);
    expect(staging?.components['cert-manager']?.applied).toBe(true);
    expect([review?.last, staging?.last, prod?.last]).toEqual([false, false, true]);
    expect(topologyOf((d) => (d.environments.review.nameSuffix = '-r')).environments.review?.apps.demo?.namespace).toBe(
      'demo-r',
    );
  });

  it('give an app the plain host in the last environment, and one of its own before', () => {
    const { review, staging, prod } = topologyOf(() => {}, all()).environments;
    expect([review, staging, prod].map((one) => one?.apps.demo?.host)).toEqual([
      'demo-review.example.org',
      'demo-staging.example.org',
      'demo.example.org',
    ]);
    expect(review?.apps.demo).toMatchObject({ namespace: 'demo-review', service: 'demo', port: 80, zones: ['guests'] });
  });

  it('reach apps below a subdomain of their own, and components by the same rule', () => {
    const { review, staging, prod } = topologyOf(
      (d) => {
        d.environments.staging.subdomain = 'stage';
        d.components.openbao.host = 'vault';
      },
      pinsOf({
        staging: new Map([
          ...shared(),
          ['components/openbao', { version: '0.29.2', configuration: { host: 'vault' } }],
        ]),
      }),
    ).environments;
    expect(staging?.domain).toBe('stage.example.org');
    expect(staging?.apps.demo?.host).toBe('demo.stage.example.org');
    expect(staging?.components.openbao?.configuration.host).toBe('vault.stage.example.org');
    expect(review?.components.openbao?.configuration.host).toBe('vault-review.example.org');
    expect(prod?.domain).toBe('example.org');
  });

  it('know the API version to write for each kind from the version that is pinned', () => {
    const old = new Map([...shared(), ['components/external-secrets', { version: '0.16.2' }]]);
    const apis = (entries: ReturnType<typeof shared>) =>
      topologyOf((d) => delete d.components['external-secrets'].store, pinsOf({ staging: entries })).environments
        .staging?.components['external-secrets']?.apis;
    expect(apis(old)?.ExternalSecret).toBe('external-secrets.io/v1');
    expect(topologyOf().environments.review?.components['external-secrets']?.apis.PushSecret).toBe(
      'external-secrets.io/v1alpha1',
    );
  });

  it('say from which commit of nixpkgs, and with which k3s, the hosts of the cluster they own are built', () => {
    const commit = '0123456789abcdef0123456789abcdef01234567';
    const { hosts } = topologyOf(
      (d) => {
        d.platform = { nixpkgs: 'nixos-25.11', k3s: 'v1.34.1+k3s1' };
      },
      pinsOf({
        prod: new Map([
          ...shared(),
          ['platform/nixpkgs', { version: commit }],
          ['platform/k3s', { version: 'v1.33.5+k3s1' }],
        ]),
      }),
    );
    expect(hosts['live-1']?.nixos).toMatchObject({ nixpkgs: commit, kubernetes: 'v1.33.5+k3s1' });
    expect(hosts['dev-1']?.nixos).toMatchObject({ nixpkgs: null, kubernetes: null });
  });

  it('order releases by who brings which CRD', () => {
    const { waves, components, charts } = topologyOf().environments.review ?? {};
    expect(waves).toEqual([
      { layer: 'controllers', wave: 0, releases: ['cert-manager', 'gateway-api', 'openbao'] },
      { layer: 'controllers', wave: 1, releases: ['envoy-gateway', 'external-secrets', 'monitoring'] },
      { layer: 'apps', wave: 0, releases: ['demo'] },
    ]);
    expect(components?.['envoy-gateway']?.dependsOn).toEqual(['gateway-api']);
    expect(charts?.monitoring?.dependsOn).toEqual(['cert-manager']);
  });

  it('take what topology.ts says when every environment has a branch', () => {
    const { prod } = topologyOf((d) => (d.promotion = 'branches'), noPins).environments;
    expect(prod?.branch).toBe('prod');
    expect(prod?.components['cert-manager']).toMatchObject({ version: 'v1.21.1', pinned: false });
  });

  it('say which clusters need the secrets of components and apps', () => {
    const { secrets } = topologyOf();
    expect(secrets['bao-seal']?.for).toEqual(['dev', 'live']);
    expect(secrets['demo-key']?.for).toEqual(['dev', 'live']);
  });

  it('are the same whatever the order of writing', () => {
    const reversed = resolve(reverse(platform()), lock, all());
    expect(reversed.ok && JSON.stringify(reversed.topology.environments)).toBe(
      JSON.stringify(topologyOf(() => {}, all()).environments),
    );
  });
});

function reverse(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reverse(item)]),
  );
}

const faults: readonly [string, (draft: Draft) => void, readonly string[]][] = [
  ['a good site', () => {}, []],
  [
    'a component of no kind',
    (d) => (d.components.cillium = { version: '1.0.0' }),
    ['component-unknown components.cillium'],
  ],
  [
    'a configuration of the wrong type',
    (d) => (d.components['gateway-api'].channel = 'beta'),
    ['shape-invalid components.gateway-api.channel'],
  ],
  ['a field that is none', (d) => (d.components.openbao.replica = 3), ['field-unknown components.openbao.replica']],
  [
    'a version of its own for an environment',
    (d) => (d.components.openbao.environments = { prod: { version: '1.0.0' } }),
    ['field-unknown components.openbao.environments.prod.version'],
  ],
  [
    'values that are no values',
    (d) => (d.components.openbao.values = { a: () => 1 }),
    ['shape-invalid components.openbao.values'],
  ],
  [
    'an environment of no name',
    (d) => (d.components.openbao.environments = { prd: {} }),
    ['reference-unknown components.openbao.environments.prd'],
  ],
  ['a secret of no name', (d) => (d.components.openbao.seal = 'hunter2'), ['secret-unknown components.openbao.seal']],
  [
    'a chart with the name of a component',
    (d) => (d.charts.longhorn = { repository: 'https://x.org', version: '1.0.0' }),
    ['name-duplicate charts.longhorn'],
  ],
  [
    'an app with the name of a chart',
    (d) => (d.apps.monitoring = { manifests: 'clusters/apps/monitoring' }),
    ['name-duplicate apps.monitoring'],
  ],
  [
    'a need that nobody declares',
    (d) => d.charts.monitoring.needs.push('grafana'),
    ['reference-unknown charts.monitoring.needs[1]'],
  ],
  [
    'a store that is not there',
    (d) => delete d.components.openbao,
    ['secret-unused secrets.bao-seal', 'reference-unknown components.external-secrets'],
  ],
  ['a zone of no name', (d) => (d.apps.demo.from = ['gusts']), ['reference-unknown apps.demo.from[0]']],
  ['a folder outside clusters/apps', (d) => (d.apps.demo.manifests = '../demo'), ['value-invalid apps.demo.manifests']],
  [
    'an app with the host of a machine',
    (d) => {
      d.apps.demo.host = 'live-1';
      d.environments = { prod: { cluster: 'live' } };
    },
    ['name-duplicate apps.demo'],
  ],
  [
    'an app with the host of a component',
    (d) => {
      d.environments = { prod: { cluster: 'live' } };
      d.components.openbao.host = 'demo';
    },
    ['name-duplicate components.openbao'],
  ],
  [
    'a name that is too long with its ending',
    (d) => (d.apps.demo.namespace = 'n'.repeat(60)),
    ['name-unsafe apps.demo'],
  ],
  [
    'a repository with a password',
    (d) => (d.charts.monitoring.repository = 'https://u:p@example.org'),
    ['value-invalid charts.monitoring.repository'],
  ],
  [
    'Let’s Encrypt for a domain that nobody owns',
    (d) => {
      d.site.domain = 'home.arpa';
      d.environments = { prod: { cluster: 'live' } };
      d.components['cert-manager'].issuer = { kind: 'acme', email: 'a@example.org', solver: { kind: 'http01' } };
    },
    ['component-unfit components.cert-manager'],
  ],
  [
    'a wildcard proven over HTTP',
    (d) => {
      d.environments = { prod: { cluster: 'live' } };
      d.components['cert-manager'] = {
        version: 'v1.21.1',
        wildcard: true,
        issuer: { kind: 'acme', email: 'a@example.org', solver: { kind: 'http01' } },
      };
    },
    ['component-unfit components.cert-manager'],
  ],
  [
    'flannel beside Cilium',
    (d) => {
      d.environments = { prod: { cluster: 'live' } };
      d.components.cilium = { version: '1.19.3' };
      delete d.clusters.live.flannelBackend;
    },
    ['component-unfit components.cilium'],
  ],
  [
    'two default storage classes',
    (d) => {
      d.environments = { prod: { cluster: 'live' } };
      d.components.longhorn = { version: '1.10.1', defaultClass: true };
      d.components['local-path'] = { version: 'v0.0.33', defaultClass: true };
    },
    ['component-unfit components.longhorn'],
  ],
  [
    'an address for an ingress outside the pool',
    (d) => (d.environments = { prod: { cluster: 'dev' } }),
    ['loadbalancer-address components.envoy-gateway.address'],
  ],
  [
    'latest in the only environment',
    (d) => {
      d.environments = { prod: { cluster: 'live' } };
      d.apps.demo.images.demo = 'registry.example.org/demo:latest';
      d.platform.k3s = 'stable';
      d.platform.flux = '2.9.x';
    },
    ['version-floating platform.flux', 'version-floating platform.k3s', 'version-floating apps.demo.images.demo'],
  ],
  ['a range where another environment follows', (d) => (d.components.openbao.version = '0.x'), []],
];

describe('findings of what runs in clusters', () => {
  it.each(faults)('%s', (_, edit, expected) => {
    expect(found(edit)).toEqual(expected);
  });

  it.each([
    ['kube-vip without an address', (d: Draft) => (d.components['kube-vip'] = { version: '0.9.3' }), 'kube-vip'],
    [
      'MetalLB without a pool',
      (d: Draft) => {
        d.components.metallb = { version: '0.16.1' };
        delete d.clusters.live.loadBalancer;
        delete d.components['envoy-gateway'].environments;
      },
      'metallb',
    ],
    ['BGP without peers', (d: Draft) => (d.components.metallb = { version: '0.16.1', announce: 'bgp' }), 'metallb'],
    [
      'two that announce the pool',
      (d: Draft) => {
        d.components.metallb = { version: '0.16.1' };
        d.components.cilium = { version: '1.19.3' };
      },
      'cilium',
    ],
    [
      'the Traefik of k3s, which is switched off',
      (d: Draft) => (d.components.traefik = { version: '39.0.0', mode: 'k3s' }),
      'traefik',
    ],
    [
      'upgrades to no version',
      (d: Draft) => {
        d.components['system-upgrade'] = { version: 'v0.16.0' };
        d.hosts['live-1'].os = 'linux';
        delete d.platform.k3s;
      },
      'system-upgrade',
    ],
    [
      'listens where a service of the node does',
      (d: Draft) => {
        d.components['node-exporter'] = { version: '4.50.0' };
        d.hosts['live-1'].services = { 'node-exporter': {} };
      },
      'node-exporter',
    ],
    [
      'upgrades k3s on NixOS alone',
      (d: Draft) => {
        d.components['system-upgrade'] = { version: 'v0.16.0' };
        d.platform.k3s = 'v1.34.1+k3s1';
      },
      'system-upgrade',
    ],
  ])('%s', (_, edit, component) => {
    const alone = (d: Draft) => {
      d.environments = { prod: { cluster: 'live' } };
      edit(d);
    };
    expect(found(alone)).toEqual([`component-unfit components.${component}`]);
  });

  it('a virtual address on a machine, in a pool, or as gateway', () => {
    const vip = (address: number | string) => (d: Draft) => (d.clusters.dev.vip = { network: 'lan', address });
    expect(found(vip(11))).toEqual(['address-duplicate hosts.dev-1.addresses.lan']);
    expect(found(vip(105))).toEqual(['pool-overlap clusters.dev.vip.address']);
    expect(found(vip(125))).toEqual(['pool-overlap clusters.dev.vip.address']);
    expect(found(vip(1))).toEqual(['pool-overlap clusters.dev.vip.address']);
    expect(found(vip('10.20.0.5'))).toEqual(['address-outside-network clusters.dev.vip.address']);
    expect(found(vip(255))).toEqual(['address-outside-network clusters.dev.vip.address']);
    const { dev } = topologyOf(vip(5)).clusters;
    expect(dev?.vip).toBe('10.10.0.5');
    expect(dev?.tlsSans).toContain('10.10.0.5');
  });

  it('nobody gets the virtual address by allocation', () => {
    const { hosts, clusters } = topologyOf((d) => {
      d.networks.lan.ipv4 = '10.10.0.0/28';
      for (const name of ['dev-1', 'live-1']) d.hosts[name].addresses = { lan: 'auto' };
      for (const name of ['dev', 'live']) delete d.clusters[name].loadBalancer;
      d.clusters.dev.vip = { network: 'lan', address: 5 };
      d.clusters.live.vip = { network: 'lan', address: 6 };
      delete d.components['envoy-gateway'].environments;
    });
    const taken = Object.values(hosts).map((host) => host.addresses.lan?.ipv4);
    expect(taken).not.toContain(clusters.dev?.vip);
    expect(taken).not.toContain(clusters.live?.vip);
  });

  it('k0s has nothing that is k3s’ own', () => {
    const k0s = (d: Draft) => (d.clusters.dev.distribution = 'k0s');
    expect(found(k0s)).toEqual([
      'cluster-option clusters.dev.flannelBackend',
      'cluster-option clusters.dev.disable[0]',
      'cluster-option clusters.dev.disable[1]',
      'cluster-option clusters.dev.disable[3]',
    ]);
    const { clusters, policy } = topologyOf((d) => {
      k0s(d);
      delete d.clusters.dev.disable;
      delete d.clusters.dev.flannelBackend;
    });
    expect(clusters.dev).toMatchObject({ distribution: 'k0s', flannelBackend: 'none', disable: [] });
    const ports = policy.filter(({ at }) => at === 'clusters.dev').map((rule) => `${rule.description} ${rule.ports}`);
    expect(ports).toEqual([
      'Kubernetes API tcp/6443',
      'Konnectivity tcp/8132',
      'kubelet tcp/10250',
      'kube-router tcp/179',
    ]);
  });

  it('a pinned app that names a zone, and a pinned component that names a secret, which are gone', () => {
    const withoutZone = (d: Draft) => {
      d.apps.demo.from = [];
      delete d.networks.guests;
    };
    const withoutSecret = (d: Draft) => {
      delete d.components.openbao.seal;
      delete d.secrets['bao-seal'];
    };
    const pins = pinsOf({ staging: shared() });
    expect(found(withoutZone, pins)).toContain('reference-unknown environments.staging');
    expect(found(withoutSecret, pins)).toContain('secret-unknown environments.staging');
  });

  it('pins of the first environment, which nobody reads', () => {
    expect(found(() => {}, pinsOf({ review: shared() }))).toEqual(['pins-invalid environments.review']);
    expect(found(() => {}, pinsOf({ stagin: shared() }))).toEqual(['pins-invalid environments']);
  });

  it('two environments of one cluster, neither of which is the later one', () => {
    const equals = (d: Draft) => {
      d.environments = { a: { cluster: 'dev' }, b: { cluster: 'dev' } };
      delete d.components['envoy-gateway'].environments;
    };
    expect(found(equals)).toEqual(['environment-collision environments.b.cluster', 'name-duplicate apps.demo']);
  });

  it('an app of a shared cluster whose owner has not been promoted to', () => {
    const waiting = (pins?: Parameters<typeof outcome>[1]) =>
      outcome(() => {}, pins).findings.flatMap(({ code, message }) =>
        code === 'component-not-applied' ? [message] : [],
      );
    expect(waiting()).toEqual([
      'demo needs envoy-gateway in review, but staging owns the cluster dev and does not have it yet.',
      'demo needs external-secrets in review, but staging owns the cluster dev and does not have it yet.',
    ]);
    expect(waiting(pinsOf({ staging: shared() }))).toEqual([]);
  });
});
