// A site with two clusters and a chain of environments, for tests of components and promotion.
import { type Entries, newLock, type Pins, type Resolution, resolve } from '../src/index.js';

// biome-ignore lint/suspicious/noExplicitAny: tests put wrong values on purpose
export type Draft = any;

const pair = (cluster: string, first: string, pods: string, services: string, pool: readonly number[]) => ({
  [cluster]: {
    distribution: 'k3s',
    api: first,
    servers: { [first]: { init: true } },
    podCidr: pods,
    serviceCidr: services,
    flannelBackend: 'none',
    disable: ['traefik', 'servicelb', 'metrics-server', 'local-storage'],
    token: 'join',
    loadBalancer: { network: 'lan', pool },
    gitops: { engine: 'flux' },
  },
});

/** review and staging share the cluster dev; prod has the cluster live alone. */
export function platform(): Draft {
  const host = { hardware: 'generic-x86_64', links: { enp1s0: { access: 'lan' } } };
  return {
    site: {
      name: 'platform',
      domain: 'example.org',
      nameservers: ['9.9.9.9'],
      stateVersion: '25.11',
      repository: 'ssh://git@git.example.org/infra.git',
    },
    networks: { lan: { vlan: 10, ipv4: '10.10.0.0/24' }, guests: { vlan: 20, ipv4: '10.20.0.0/24' } },
    hosts: {
      'dev-1': { ...host, addresses: { lan: '10.10.0.11' } },
      'live-1': { ...host, addresses: { lan: '10.10.0.21' } },
    },
    clusters: {
      ...pair('dev', 'dev-1', '10.42.0.0/16', '10.43.0.0/16', [100, 119]),
      ...pair('live', 'live-1', '10.44.0.0/16', '10.45.0.0/16', [120, 139]),
    },
    environments: {
      review: { cluster: 'dev' },
      staging: { cluster: 'dev', after: 'review' },
      prod: { cluster: 'live', after: 'staging' },
    },
    components: {
      'cert-manager': { version: 'v1.21.1', issuer: { kind: 'self-signed' } },
      'gateway-api': { version: 'v1.5.1' },
      'envoy-gateway': {
        version: 'v1.8.2',
        values: { replicas: 1, deployment: { pod: { labels: { a: 'b' } } } },
        environments: { prod: { address: 121, values: { replicas: 3 } } },
      },
      'external-secrets': { version: '2.9.0', store: 'openbao' },
      openbao: { version: '0.29.2', seal: 'bao-seal' },
    },
    charts: {
      monitoring: {
        repository: 'https://charts.example.org',
        version: '1.2.3',
        crds: ['monitoring.coreos.com'],
        needs: ['cert-manager.io'],
      },
    },
    apps: {
      demo: {
        manifests: 'clusters/apps/demo',
        host: 'demo',
        from: ['guests'],
        needs: ['envoy-gateway', 'external-secrets'],
        secrets: ['demo-key'],
        images: { demo: 'registry.example.org/demo:1.4.0' },
      },
    },
    platform: { k3s: 'v1.34.1+k3s1' },
    secrets: { join: {}, 'bao-seal': {}, 'demo-key': {} },
  };
}

export const lock = newLock(0x5c9a1e22b1n);

export function outcome(edit: (draft: Draft) => void = () => {}, pins?: Pins): Resolution {
  const draft = platform();
  edit(draft);
  return resolve(draft, lock, pins);
}

export function topologyOf(edit: (draft: Draft) => void = () => {}, pins?: Pins) {
  const result = outcome(edit, pins);
  if (!result.ok) throw new Error(JSON.stringify(result.findings, null, 2));
  return result.topology;
}

/** Without the warnings that hold before any promotion and without a router: nothing takes requests yet, and no zone reaches another. */
export const found = (edit: (draft: Draft) => void, pins?: Pins) =>
  outcome(edit, pins)
    .findings.map((finding) => `${finding.code} ${finding.at}`)
    .filter((finding) => !/^(component-not-applied|app-unreachable)/.test(finding));

export const pinsOf = (environments: { readonly [name: string]: Entries }): Pins =>
  new Map(Object.entries(environments));
