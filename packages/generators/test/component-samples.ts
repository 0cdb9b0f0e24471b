// Every component, once with the least and once with all of its configuration, in an environment that has little or all.

import type { ComponentConfigurations } from '@groundplan/model';
import { componentObjects, type WrittenComponent } from '../src/components/catalogue.js';
import type { ChartSource, ComponentContext, ComponentRelease, HelmValues } from '../src/components/component.js';
import type { Manifest } from '../src/kubernetes/manifest.js';

export interface Sample {
  readonly name: WrittenComponent;
  readonly release: ComponentRelease<never>;
  readonly context: ComponentContext;
}

/** One server, nothing beside it. */
export const smallContext: ComponentContext = {
  distribution: 'k0s',
  domain: 'home.arpa',
  domains: ['home.arpa'],
  clusterDomain: 'cluster.local',
  api: { address: '10.10.0.10', port: 6443 },
  podCidr: '10.42.0.0/16',
  nodes: 1,
  nodeInterfaces: ['end0'],
  upgradable: [],
  k3s: null,
  loadBalancer: null,
  addressedBy: null,
  entry: null,
  wildcard: null,
  mount: null,
  dependsOn: [],
};

export const largeContext: ComponentContext = {
  ...smallContext,
  distribution: 'k3s',
  nodes: 5,
  nodeInterfaces: ['vlan10', 'eth0'],
  upgradable: null,
  k3s: 'v1.35.2+k3s1',
  loadBalancer: { name: 'infra', first: '10.10.0.210', last: '10.10.0.230', interfaces: ['vlan10', 'bond0.10'] },
  addressedBy: 'cilium',
  entry: { kind: 'gateway', name: 'public', namespace: 'envoy-gateway-system' },
  wildcard: { secret: 'wildcard-tls', namespace: 'envoy-gateway-system' },
  mount: 'kv',
  dependsOn: [{ name: 'cert-manager', namespace: 'cert-manager' }],
};

export const ingressContext: ComponentContext = {
  ...largeContext,
  addressedBy: 'metallb',
  entry: { kind: 'ingress', className: 'traefik' },
  wildcard: { secret: 'wildcard-tls', namespace: 'traefik' },
};

interface Origin {
  readonly namespace: string;
  readonly source: ChartSource;
  readonly version: string;
  readonly apis?: { readonly [kind: string]: string };
}

const helm = (url: string, chart: string): ChartSource => ({ kind: 'helm', url, chart });
const all = (apiVersion: string, ...kinds: readonly string[]) =>
  Object.fromEntries(kinds.map((kind) => [kind, apiVersion]));

const origins: { readonly [N in WrittenComponent]: Origin } = {
  'cert-manager': {
    namespace: 'cert-manager',
    source: { kind: 'oci', url: 'oci://quay.io/jetstack/charts/cert-manager' },
    version: 'v1.21.1',
    apis: all('cert-manager.io/v1', 'Certificate', 'ClusterIssuer'),
  },
  cilium: {
    namespace: 'kube-system',
    source: helm('https://helm.cilium.io', 'cilium'),
    version: '1.19.3',
    apis: {
      ...all('cilium.io/v2', 'CiliumLoadBalancerIPPool', 'CiliumBGPClusterConfig', 'CiliumBGPPeerConfig'),
      ...all('cilium.io/v2', 'CiliumBGPAdvertisement'),
      ...all('cilium.io/v2alpha1', 'CiliumL2AnnouncementPolicy'),
    },
  },
  'democratic-csi': {
    namespace: 'democratic-csi',
    source: helm('https://democratic-csi.github.io/charts/', 'democratic-csi'),
    version: '0.15.1',
  },
  'envoy-gateway': {
    namespace: 'envoy-gateway-system',
    source: { kind: 'oci', url: 'oci://docker.io/envoyproxy/gateway-helm' },
    version: 'v1.8.2',
  },
  'external-secrets': {
    namespace: 'external-secrets',
    source: helm('https://charts.external-secrets.io', 'external-secrets'),
    version: '2.9.0',
    apis: all('external-secrets.io/v1', 'ClusterSecretStore', 'ExternalSecret'),
  },
  'gateway-api': {
    namespace: 'gateway-api',
    source: {
      kind: 'git',
      url: 'https://github.com/kubernetes-sigs/gateway-api',
      path: 'config/crd/standard',
      holds: 'manifests',
    },
    version: 'v1.4.1',
  },
  gitlab: { namespace: 'gitlab', source: helm('https://charts.gitlab.io/', 'gitlab'), version: '10.1.0' },
  'kube-vip': {
    namespace: 'kube-system',
    source: helm('https://kube-vip.io/helm-charts/', 'kube-vip'),
    version: '0.9.9',
  },
  'local-path': {
    namespace: 'local-path-storage',
    source: {
      kind: 'git',
      url: 'https://github.com/rancher/local-path-provisioner',
      path: 'deploy/chart/local-path-provisioner',
      holds: 'chart',
    },
    version: 'v0.0.37',
  },
  longhorn: { namespace: 'longhorn-system', source: helm('https://charts.longhorn.io', 'longhorn'), version: '1.10.1' },
  metallb: {
    namespace: 'metallb-system',
    source: helm('https://metallb.github.io/metallb', 'metallb'),
    version: '0.16.1',
    apis: {
      ...all('metallb.io/v1beta1', 'IPAddressPool', 'L2Advertisement', 'BGPAdvertisement'),
      ...all('metallb.io/v1beta2', 'BGPPeer'),
    },
  },
  'metrics-server': {
    namespace: 'kube-system',
    source: helm('https://kubernetes-sigs.github.io/metrics-server/', 'metrics-server'),
    version: '3.13.1',
  },
  'node-exporter': {
    namespace: 'node-exporter',
    source: { kind: 'oci', url: 'oci://ghcr.io/prometheus-community/charts/prometheus-node-exporter' },
    version: '4.50.0',
  },
  openbao: {
    namespace: 'openbao',
    source: helm('https://openbao.github.io/openbao-helm', 'openbao'),
    version: '0.29.2',
  },
  'sealed-secrets': {
    namespace: 'sealed-secrets',
    source: helm('https://bitnami-labs.github.io/sealed-secrets', 'sealed-secrets'),
    version: '2.18.0',
  },
  'system-upgrade': {
    namespace: 'system-upgrade',
    source: { kind: 'git', url: 'https://github.com/rancher/system-upgrade-controller', path: '', holds: 'manifests' },
    version: 'v0.20.1',
    apis: all('upgrade.cattle.io/v1', 'Plan'),
  },
  traefik: { namespace: 'traefik', source: helm('https://traefik.github.io/charts', 'traefik'), version: '41.3.0' },
};

interface Sampled<N extends WrittenComponent> {
  readonly configuration: ComponentConfigurations[N];
  readonly context: ComponentContext;
  readonly values?: HelmValues;
  readonly digest?: string;
}

type Samples = { readonly [N in WrittenComponent]: { readonly [title: string]: Sampled<N> } };

const bgp = {
  localAsn: 64514,
  peers: [
    { address: '10.10.0.1', asn: 64513 },
    { address: '10.10.0.2', asn: 64513 },
  ],
};
const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
const acme = { kind: 'acme', email: 'ops@example.org' } as const;

const described: Samples = {
  'cert-manager': {
    minimal: { configuration: { issuer: null, wildcard: false }, context: smallContext },
    'self-signed': { configuration: { issuer: { kind: 'self-signed' }, wildcard: true }, context: largeContext },
    authority: {
      configuration: { issuer: { kind: 'ca', keyPair: 'site-ca' }, wildcard: true },
      context: ingressContext,
    },
    'http-by-gateway': {
      configuration: { issuer: { ...acme, solver: { kind: 'http01' } }, wildcard: false },
      context: largeContext,
    },
    'http-by-ingress': {
      configuration: { issuer: { ...acme, solver: { kind: 'http01' } }, wildcard: false },
      context: ingressContext,
    },
    rfc2136: {
      configuration: {
        issuer: { ...acme, solver: { kind: 'rfc2136', nameserver: '10.10.0.1', keyName: 'acme', key: 'tsig' } },
        wildcard: true,
      },
      context: largeContext,
    },
    full: {
      configuration: {
        issuer: {
          ...acme,
          server: 'https://acme-staging-v02.api.letsencrypt.org/directory',
          solver: { kind: 'cloudflare', token: 'cloudflare-token' },
        },
        wildcard: true,
      },
      context: largeContext,
      values: { crds: { keep: true }, replicaCount: 2 },
      digest,
    },
  },
  cilium: {
    minimal: {
      configuration: { announce: 'l2', bgp: null, kubeProxyReplacement: false, gatewayApi: false, hubble: false },
      context: smallContext,
    },
    'addresses-by-another': {
      configuration: { announce: 'none', bgp: null, kubeProxyReplacement: true, gatewayApi: false, hubble: false },
      context: largeContext,
    },
    bgp: {
      configuration: { announce: 'bgp', bgp, kubeProxyReplacement: true, gatewayApi: false, hubble: false },
      context: largeContext,
    },
    full: {
      configuration: { announce: 'l2', bgp: null, kubeProxyReplacement: true, gatewayApi: true, hubble: true },
      context: { ...largeContext, entry: { kind: 'gateway', name: 'public', namespace: 'kube-system' } },
      values: { operator: { replicas: 1 } },
    },
  },
  'democratic-csi': {
    minimal: {
      configuration: { driver: 'nfs-client', config: 'csi', storageClass: 'nas', defaultClass: false },
      context: smallContext,
    },
    full: {
      configuration: { driver: 'freenas-api-iscsi', config: 'truenas', storageClass: 'nas', defaultClass: true },
      context: largeContext,
    },
  },
  'envoy-gateway': {
    minimal: { configuration: { gatewayClass: 'envoy', address: null }, context: smallContext },
    full: { configuration: { gatewayClass: 'site', address: '10.10.0.211' }, context: largeContext, digest },
  },
  'external-secrets': {
    minimal: { configuration: { store: null, mount: 'kv' }, context: smallContext },
    full: { configuration: { store: 'openbao', mount: 'infra/kv' }, context: largeContext },
  },
  'gateway-api': { minimal: { configuration: { channel: 'standard' }, context: smallContext } },
  gitlab: {
    minimal: {
      configuration: { host: 'gitlab.home.arpa', edition: 'ce', database: null, redis: null, objectStorage: null },
      context: smallContext,
    },
    gateway: {
      configuration: {
        host: 'gitlab.home.arpa',
        edition: 'ce',
        database: { host: 'db.home.arpa', password: 'gitlab-db' },
        redis: { host: '10.10.0.9' },
        objectStorage: { connection: 'gitlab-s3', registry: 'registry-s3', backup: 's3cfg' },
      },
      context: largeContext,
    },
    full: {
      configuration: {
        host: 'code.home.arpa',
        edition: 'ee',
        database: null,
        redis: { host: 'redis.home.arpa', password: 'redis' },
        objectStorage: null,
      },
      context: ingressContext,
      values: { global: { time_zone: 'Europe/Paris' }, note: 'text with ${HOME} and $${escaped}' },
    },
  },
  'kube-vip': {
    minimal: { configuration: { services: false }, context: smallContext },
    full: { configuration: { services: true }, context: largeContext },
  },
  'local-path': {
    minimal: { configuration: { path: '/opt/local-path-provisioner', defaultClass: false }, context: smallContext },
    full: { configuration: { path: '/srv/volumes', defaultClass: true }, context: largeContext },
  },
  longhorn: {
    minimal: {
      configuration: { replicas: 1, dataPath: '/var/lib/longhorn', defaultClass: false },
      context: smallContext,
    },
    full: { configuration: { replicas: 3, dataPath: '/srv/longhorn', defaultClass: true }, context: largeContext },
  },
  metallb: {
    minimal: { configuration: { announce: 'l2', bgp: null }, context: smallContext },
    unannounced: { configuration: { announce: 'none', bgp: null }, context: ingressContext },
    l2: { configuration: { announce: 'l2', bgp: null }, context: ingressContext },
    full: { configuration: { announce: 'bgp', bgp }, context: ingressContext },
  },
  'metrics-server': {
    minimal: { configuration: { insecureKubelet: false }, context: smallContext },
    full: { configuration: { insecureKubelet: true }, context: largeContext },
  },
  'node-exporter': { minimal: { configuration: {}, context: smallContext } },
  openbao: {
    minimal: {
      configuration: { replicas: 1, storage: '10Gi', storageClass: null, seal: null, host: null },
      context: smallContext,
    },
    ingress: {
      configuration: { replicas: 1, storage: '1Gi', storageClass: null, seal: 'openbao-seal', host: 'vault.home.arpa' },
      context: { ...ingressContext, mount: null },
    },
    full: {
      configuration: {
        replicas: 3,
        storage: '20Gi',
        storageClass: 'longhorn',
        seal: 'openbao-seal',
        host: 'vault.home.arpa',
      },
      context: largeContext,
    },
  },
  'sealed-secrets': { minimal: { configuration: {}, context: smallContext } },
  'system-upgrade': {
    minimal: { configuration: { concurrency: 1 }, context: smallContext },
    full: { configuration: { concurrency: 3 }, context: largeContext },
    'mixed-systems': {
      configuration: { concurrency: 1 },
      context: { ...largeContext, upgradable: ['node-2', 'node-3'] },
    },
  },
  traefik: {
    minimal: {
      configuration: { mode: 'standalone', gatewayApi: false, httpsRedirect: false, address: null },
      context: smallContext,
    },
    'of-k3s': {
      configuration: { mode: 'k3s', gatewayApi: false, httpsRedirect: true, address: '10.10.0.210' },
      context: { ...ingressContext, wildcard: { secret: 'wildcard-tls', namespace: 'kube-system' } },
      values: { deployment: { replicas: 2 } },
    },
    full: {
      configuration: { mode: 'standalone', gatewayApi: true, httpsRedirect: true, address: '10.10.0.210' },
      context: {
        ...ingressContext,
        entry: { kind: 'gateway', name: 'public', namespace: 'traefik' },
      },
    },
  },
};

function sampled(
  name: WrittenComponent,
  { configuration, context, values = {}, digest: of = null }: SampledInput,
): Sample {
  const release = { name, digest: of, values, configuration, apis: {}, ...origins[name] };
  const dependsOn = context.dependsOn.filter((other) => other.name !== name);
  return { name, release: release as unknown as ComponentRelease<never>, context: { ...context, dependsOn } };
}

type SampledInput = Omit<Sampled<WrittenComponent>, 'digest'> & { readonly digest?: string | null };

export const samples: readonly (readonly [title: string, sample: Sample])[] = Object.entries(described).flatMap(
  ([name, each]) =>
    Object.entries(each).map(([title, one]) => [`${name}/${title}`, sampled(name as WrittenComponent, one)] as const),
);

export function sampleObjects({ name, release, context }: Sample): {
  controllers: readonly Manifest[];
  configs: readonly Manifest[];
} {
  return componentObjects(name, release, context);
}
