// Objects that no component makes: Flux's own, and what stands around an app.
import { allowList } from '../src/apps/allow-list.js';
import { ciliumNetworkPolicy } from '../src/apps/cilium-policy.js';
import { externalSecret } from '../src/apps/external-secret.js';
import { networkPolicy } from '../src/apps/network-policy.js';
import { routeObjects } from '../src/apps/route.js';
import { topologyValues } from '../src/apps/topology-values.js';
import type { AppTraffic } from '../src/apps/traffic.js';
import { fluxInstance } from '../src/flux/instance.js';
import { layerKustomizations } from '../src/flux/layers.js';
import { type GitSource, type OciSource, sourceObject } from '../src/flux/source.js';
import type { Manifest } from '../src/kubernetes/manifest.js';
import { sampleObjects, samples } from './component-samples.js';

const git: GitSource = {
  kind: 'git',
  url: 'ssh://git@git.example.org/infra.git',
  ref: { branch: 'main' },
  secret: 'deploy-key',
};
const oci: OciSource = {
  kind: 'oci',
  url: 'oci://ghcr.io/acme/infra',
  ref: { tag: 'env-prod' },
  secret: 'ghcr-auth',
  cosign: {
    issuer: '^https://token\\.actions\\.githubusercontent\\.com$',
    subject: '^https://github\\.com/acme/infra/.*@refs/tags/v.*$',
  },
};

const configs = samples.flatMap(([, sample]) => sampleObjects(sample).configs);
const [controllersLayer, configsLayer, appsLayer] = layerKustomizations({
  environment: 'prod',
  source: { name: 'infra', from: git },
  decryption: 'sops-age',
  layers: [
    { name: 'controllers', path: 'controllers', contents: [] },
    { name: 'configs', path: 'configs', contents: configs },
    { name: 'apps', path: 'apps', contents: [] },
  ],
}) as [Manifest, Manifest, Manifest];
const [appsOnly] = layerKustomizations({
  environment: 'review',
  source: { name: 'infra', from: oci },
  decryption: null,
  layers: [{ name: 'apps', path: 'apps', contents: [] }],
}) as [Manifest];

const instance = { environment: 'prod', version: '2.9.x', clusterDomain: 'cluster.local' };

export const fluxObjects: { readonly [title: string]: Manifest } = {
  git: sourceObject('infra', git),
  'git-public-tag': sourceObject('infra', { ...git, ref: { tag: 'v1' }, secret: null }),
  oci: sourceObject('infra', oci),
  'oci-key': sourceObject('infra', { ...oci, cosign: { secret: 'cosign-keys' } }),
  'oci-unsigned': sourceObject('infra', { ...oci, cosign: null, secret: null }),
  controllers: controllersLayer,
  configs: configsLayer,
  apps: appsLayer,
  'apps-only': appsOnly,
  'instance-git': fluxInstance({ ...instance, source: git }),
  'instance-git-tag': fluxInstance({ ...instance, source: { ...git, ref: { tag: 'v1' }, secret: null } }),
  'instance-oci': fluxInstance({ ...instance, source: oci }),
};

export const traffic: AppTraffic = {
  name: 'demo',
  namespace: 'demo',
  entry: { by: 'cilium', namespace: 'kube-system' },
  clients: [{ cidr: '10.30.0.0/24', except: [] }],
  needs: ['openbao'],
  neededBy: ['shop'],
  outside: [{ cidr: '0.0.0.0/0', except: ['10.42.0.0/16', '10.43.0.0/16'] }],
};
const closed: AppTraffic = { ...traffic, entry: null, clients: [], needs: [], neededBy: [], outside: [] };
const byIngress: AppTraffic = { ...traffic, entry: { by: 'traefik', namespace: 'traefik' }, neededBy: [] };

const route = { name: 'demo', namespace: 'demo', host: 'demo.home.arpa', service: 'demo', port: 80 };
const list = { name: 'demo', namespace: 'demo', networks: ['10.30.0.0/24'] };
const wildcard = { secret: 'wildcard-tls', namespace: 'traefik' };
const atGateway = { kind: 'gateway', name: 'public', namespace: 'kube-system' } as const;

export const appObjects: { readonly [title: string]: Manifest } = {
  'policy-open': networkPolicy(traffic),
  'policy-closed': networkPolicy(closed),
  'policy-ingress': networkPolicy(byIngress),
  'cilium-open': ciliumNetworkPolicy(traffic),
  'cilium-closed': ciliumNetworkPolicy(closed),
  'cilium-ingress': ciliumNetworkPolicy(byIngress),
  'http-route': routeObjects(route, { entry: atGateway, wildcard: null })[0] as Manifest,
  ingress: routeObjects(route, { entry: { kind: 'ingress', className: 'traefik' }, wildcard })[0] as Manifest,
  'allow-list': allowList(list),
  'external-secret': externalSecret({ name: 'demo', namespace: 'demo', key: 'apps/demo' }),
  values: topologyValues('demo', { domain: 'home.arpa', 'router.infra': '10.10.0.1', hostile: '${HOME}\n---\n' }),
  'sealed-secret': {
    apiVersion: 'bitnami.com/v1alpha1',
    kind: 'SealedSecret',
    metadata: { name: 'demo', namespace: 'demo' },
    spec: { encryptedData: { password: 'AgBy3i4O' }, template: { type: 'Opaque' } },
  },
};
