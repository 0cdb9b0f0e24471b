// Objects of the test sites, each with one name that leads nowhere, and what is to be said of it.
// biome-ignore lint/suspicious/noExplicitAny: objects to break
export type Broken = any;

export interface ReferenceFault {
  readonly fault: string;
  readonly site?: string;
  readonly cluster?: string;
  readonly of: (object: Broken) => boolean;
  readonly breaks: (object: Broken) => void;
  readonly says: string;
}

const named = (kind: string, name?: string) => (object: Broken) =>
  object.kind === kind && (name === undefined || object.metadata.name === name);
const atPlatform = { site: 'platform', cluster: 'live' };

export const referenceFaults: readonly ReferenceFault[] = [
  {
    fault: 'a namespace that nobody makes',
    of: named('HelmRelease', 'longhorn'),
    breaks: ({ metadata }) => (metadata.namespace = 'gone'),
    says: 'there is no Namespace gone',
  },
  {
    fault: 'a layer of another source',
    of: named('Kustomization', 'prod-configs'),
    breaks: ({ spec }) => (spec.sourceRef.name = 'gone'),
    says: 'there is no GitRepository flux-system/gone',
  },
  {
    fault: 'a layer that waits for nothing',
    of: named('Kustomization', 'prod-configs'),
    breaks: ({ spec }) => (spec.dependsOn[0].name = 'gone'),
    says: 'there is no Kustomization flux-system/gone',
  },
  {
    fault: 'a layer without its folder',
    of: named('Kustomization', 'prod-configs'),
    breaks: ({ spec }) => (spec.path = './clusters/prod/gone'),
    says: 'there is no folder ./clusters/prod/gone',
  },
  {
    fault: 'a layer without its key',
    of: named('Kustomization', 'prod-configs'),
    breaks: ({ spec }) => (spec.decryption.secretRef.name = 'gone'),
    says: 'there is no Secret flux-system/gone',
  },
  {
    fault: 'an instance without its folder',
    of: named('FluxInstance'),
    breaks: ({ spec }) => (spec.sync.path = 'clusters/gone'),
    says: 'there is no folder clusters/gone',
  },
  {
    fault: 'an instance without its secret',
    of: named('FluxInstance'),
    breaks: ({ spec }) => (spec.sync.pullSecret = 'gone'),
    says: 'there is no Secret flux-system/gone',
  },
  {
    fault: 'a source without its secret',
    of: named('GitRepository', 'prod-flux'),
    breaks: ({ spec }) => (spec.secretRef = { name: 'gone' }),
    says: 'there is no Secret flux-system/gone',
  },
  {
    fault: 'a chart of no repository',
    of: named('HelmRelease', 'longhorn'),
    breaks: ({ spec }) => (spec.chart.spec.sourceRef.name = 'gone'),
    says: 'there is no HelmRepository longhorn-system/gone',
  },
  {
    fault: 'a chart of no artifact',
    of: named('HelmRelease', 'cert-manager'),
    breaks: ({ spec }) => (spec.chartRef.name = 'gone'),
    says: 'there is no OCIRepository cert-manager/gone',
  },
  {
    fault: 'a release that waits for nothing',
    of: named('HelmRelease', 'rules'),
    breaks: ({ spec }) => (spec.dependsOn = [{ name: 'gone', namespace: 'a' }]),
    says: 'there is no HelmRelease a/gone',
  },
  {
    fault: 'a route of no gateway',
    of: named('HTTPRoute'),
    breaks: ({ spec }) => (spec.parentRefs[0].name = 'gone'),
    says: 'there is no Gateway envoy-gateway-system/gone',
  },
  {
    fault: 'a route to no service',
    of: named('HTTPRoute', 'shop-live'),
    breaks: ({ spec }) => (spec.rules[0].backendRefs[0].name = 'gone'),
    says: 'there is no Service shop-live/gone',
  },
  {
    fault: 'a gateway of no class',
    of: named('Gateway'),
    breaks: ({ spec }) => (spec.gatewayClassName = 'gone'),
    says: 'there is no GatewayClass gone',
  },
  {
    fault: 'a gateway without its certificate',
    of: named('Gateway'),
    breaks: ({ spec }) => (spec.listeners[1].tls.certificateRefs[0].name = 'gone'),
    says: 'there is no Secret envoy-gateway-system/gone',
  },
  {
    fault: 'a certificate of no issuer',
    of: named('Certificate'),
    breaks: ({ spec }) => (spec.issuerRef.name = 'gone'),
    says: 'there is no ClusterIssuer gone',
  },
  {
    fault: 'an issuer without its token',
    of: named('ClusterIssuer'),
    breaks: ({ spec }) => (spec.acme.solvers[0].dns01.cloudflare.apiTokenSecretRef.name = 'gone'),
    says: 'there is no Secret cert-manager/gone',
  },
  {
    fault: 'a secret of no store',
    of: named('ExternalSecret'),
    breaks: ({ spec }) => (spec.secretStoreRef.name = 'gone'),
    says: 'there is no ClusterSecretStore gone',
  },
  {
    fault: 'a policy for no namespace',
    of: named('CiliumNetworkPolicy', 'shop-live'),
    breaks: ({ spec }) => (spec.egress[1].toEndpoints[1].matchLabels['k8s:io.kubernetes.pod.namespace'] = 'gone'),
    says: 'there is no Namespace gone',
  },
  {
    fault: 'a workload without its values',
    of: named('Deployment', 'shop-live'),
    breaks: ({ spec }) => (spec.template.spec.containers[0].envFrom[0].configMapRef.name = 'gone'),
    says: 'there is no ConfigMap shop-live/gone',
  },
  {
    fault: 'a workload without its secret',
    of: named('Deployment', 'shop-live'),
    breaks: ({ spec }) => (spec.template.spec.containers[0].envFrom[1].secretRef.name = 'gone'),
    says: 'there is no Secret shop-live/gone',
  },
  {
    fault: 'an object that stands twice',
    of: named('Namespace', 'wiki-live'),
    breaks: ({ metadata }) => (metadata.name = 'shop-live'),
    says: 'Namespace shop-live is there twice',
  },
  {
    ...atPlatform,
    fault: 'an ingress of no class',
    of: named('Ingress'),
    breaks: ({ spec }) => (spec.ingressClassName = 'gone'),
    says: 'there is no IngressClass gone',
  },
  {
    ...atPlatform,
    fault: 'an ingress to no service',
    of: named('Ingress'),
    breaks: ({ spec }) => (spec.rules[0].http.paths[0].backend.service.name = 'gone'),
    says: 'there is no Service demo/gone',
  },
  {
    ...atPlatform,
    fault: 'an ingress behind no list',
    of: named('Middleware'),
    breaks: ({ metadata }) => (metadata.name = 'gone'),
    says: 'there is no Middleware demo/demo',
  },
  {
    ...atPlatform,
    fault: 'an advertisement of no pool',
    of: named('BGPAdvertisement'),
    breaks: ({ spec }) => (spec.ipAddressPools = ['gone']),
    says: 'there is no IPAddressPool metallb-system/gone',
  },
  {
    ...atPlatform,
    fault: 'an issuer without its key pair',
    of: named('ClusterIssuer'),
    breaks: ({ spec }) => (spec.ca.secretName = 'gone'),
    says: 'there is no Secret cert-manager/gone',
  },
  {
    ...atPlatform,
    fault: 'a policy for no namespace of Kubernetes',
    of: named('NetworkPolicy', 'demo'),
    breaks: ({ spec }) =>
      (spec.ingress[0].from[1].namespaceSelector.matchLabels['kubernetes.io/metadata.name'] = 'gone'),
    says: 'there is no Namespace gone',
  },
];
