// How requests enter a cluster, and whom the rules around an app let through.
import { describe, expect, it } from 'vitest';
import type { ResolvedTraffic } from '../src/index.js';
import { type Draft, found, outcome, topologyOf } from './platform-site.js';

const entranceOf = (edit: (draft: Draft) => void) => topologyOf(edit).environments.review?.entrance;
const alone = (draft: Draft) => {
  draft.environments = { review: { cluster: 'dev' } };
  draft.components['envoy-gateway'].environments = {};
};

describe('requests enter', () => {
  it('by the gateway of Envoy before all others', () => {
    expect(entranceOf(alone)).toMatchObject({
      entry: { kind: 'gateway', by: 'envoy-gateway', name: 'public', namespace: 'envoy-gateway-system' },
      addressedBy: null,
      wildcard: null,
      mount: 'kv',
    });
  });

  it('by the gateway of Cilium, which gives addresses too', () => {
    const cilium = entranceOf((draft) => {
      alone(draft);
      draft.charts = {};
      draft.components = { 'gateway-api': { version: 'v1.5.1' }, cilium: { version: '1.19.3', gatewayApi: true } };
      draft.apps = {};
    });
    expect(cilium).toMatchObject({
      entry: { by: 'cilium', namespace: 'kube-system' },
      addressedBy: 'cilium',
      mount: null,
    });
  });

  it('by ingresses of the Traefik that k3s brings, with the certificate beside it', () => {
    const traefik = entranceOf((draft) => {
      alone(draft);
      draft.clusters.dev.disable = ['servicelb'];
      draft.components = {
        'cert-manager': { version: 'v1.21.1', issuer: { kind: 'self-signed' }, wildcard: true },
        metallb: { version: '0.16.1' },
      };
      draft.apps = {};
    });
    expect(traefik).toEqual({
      entry: { kind: 'ingress', by: 'traefik', name: 'traefik', namespace: 'kube-system' },
      addressedBy: 'metallb',
      domains: ['example.org'],
      wildcard: { secret: 'wildcard-tls', namespace: 'kube-system' },
      mount: null,
    });
  });

  it('of a shared cluster as its owner has it, for the domains of all', () => {
    const { environments } = topologyOf((draft) => {
      draft.environments.review.subdomain = 'review';
    });
    expect(environments.review?.entrance).toEqual(environments.staging?.entrance);
    expect(environments.review?.entrance).toMatchObject({
      entry: null,
      domains: ['example.org', 'review.example.org'],
    });
  });
});

function trafficOf(edit: (draft: Draft) => void): ResolvedTraffic | undefined {
  return topologyOf((draft) => {
    alone(draft);
    draft.apps.demo.needs = [];
    edit(draft);
  }).environments.review?.apps.demo?.traffic;
}

describe('an app', () => {
  it('is for the prefixes of its zones', () => {
    const { clients } = trafficOf((draft) => {
      draft.apps.demo.from = ['guests', 'live-1', 'wan'];
    }) as ResolvedTraffic;
    expect(clients).toEqual([
      { cidr: '0.0.0.0/0', except: ['10.10.0.0/24', '10.20.0.0/24', '10.42.0.0/16', '10.43.0.0/16'] },
      { cidr: '10.10.0.21/32', except: [] },
      { cidr: '10.20.0.0/24', except: [] },
    ]);
  });

  it('reaches the namespaces of what it needs, and is reached from those of who needs it', () => {
    const traffic = trafficOf((draft) => {
      draft.apps.demo.needs = ['openbao', 'shop'];
      draft.apps.shop = { manifests: 'clusters/apps/shop', namespace: 'store' };
      draft.apps.cart = { manifests: 'clusters/apps/cart', needs: ['demo'] };
    });
    expect(traffic).toMatchObject({ needs: ['openbao', 'store'], neededBy: ['cart'] });
  });

  it('reaches outside what the policy lets the nodes’ network reach', () => {
    const outside = (policy: readonly object[]) =>
      trafficOf((draft) => {
        draft.policy = policy;
        draft.hosts.gw = {
          hardware: 'generic-x86_64',
          router: true,
          links: { enp1s0: { trunk: ['lan', 'guests'] }, enp2s0: { uplink: { kind: 'dhcp' } } },
        };
      })?.outside;
    expect(outside([])).toEqual([{ cidr: '10.10.0.0/24', except: [] }]);
    expect(outside([{ from: 'lan', to: 'guests', allow: ['https'] }])).toEqual([
      { cidr: '10.20.0.0/24', except: [] },
      { cidr: '10.10.0.0/24', except: [] },
    ]);
    expect(outside([{ from: 'lan', to: 'wan', allow: 'any' }])).toEqual([
      { cidr: '0.0.0.0/0', except: ['10.20.0.0/24', '10.42.0.0/16', '10.43.0.0/16'] },
    ]);
  });

  it('that nobody can ask for is a finding', () => {
    const edited = (from: readonly string[]) =>
      outcome((draft) => {
        alone(draft);
        draft.apps.demo.from = from;
      }).findings.map(({ code, at }) => `${code} ${at}`);
    expect(edited(['lan'])).not.toContain('app-unreachable apps.demo.from');
    expect(edited(['guests'])).toContain('app-unreachable apps.demo.from');
    expect(edited([])).toContain('app-unreachable apps.demo.host');
  });
});

it('no environment takes a folder that all share', () => {
  expect(
    found((draft) => {
      draft.environments.base = { cluster: 'live' };
    }),
  ).toContain('name-reserved environments.base');
});

it('a controller that is moved back to the apps is still of the owner alone', () => {
  const { environments } = topologyOf((draft) => {
    delete draft.components['gateway-api'];
    draft.charts.kinds = {
      repository: 'https://charts.example.org',
      version: '1.0.0',
      layer: 'apps',
      crds: ['gateway.networking.k8s.io'],
    };
  });
  expect(environments.review?.components['envoy-gateway']).toMatchObject({
    layer: 'apps',
    applied: false,
    suffix: null,
  });
  expect(environments.review?.charts.kinds).toMatchObject({
    applied: true,
    suffix: '-review',
    namespace: 'kinds-review',
  });
});
