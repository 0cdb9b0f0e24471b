// What kinds demand beyond their schemas: the CEL rules of their CRDs that our objects could break, and where objects may stand.
import type { KubernetesObject } from './kubernetes.js';

interface Rule {
  readonly kinds: readonly string[];
  /** Undefined when all is well. */
  readonly check: (spec: Fields, object: KubernetesObject) => string | undefined;
}

// biome-ignore lint/suspicious/noExplicitAny: parsed YAML, after its schema
type Fields = { readonly [key: string]: any };

/** Kinds that have no namespace. */
export const clusterWide = new Set([
  'CiliumBGPAdvertisement',
  'CiliumBGPClusterConfig',
  'CiliumBGPPeerConfig',
  'CiliumClusterwideNetworkPolicy',
  'CiliumL2AnnouncementPolicy',
  'CiliumLoadBalancerIPPool',
  'ClusterIssuer',
  'ClusterRole',
  'ClusterRoleBinding',
  'ClusterSecretStore',
  'CustomResourceDefinition',
  'GatewayClass',
  'IngressClass',
  'Namespace',
  'PriorityClass',
  'StorageClass',
]);

const rules: readonly Rule[] = [
  {
    kinds: ['HelmRelease'],
    check: ({ chart, chartRef }) =>
      (chart === undefined) === (chartRef === undefined) ? 'either chart or chartRef must be set' : undefined,
  },
  {
    kinds: ['HelmRelease'],
    check: ({ install, upgrade }) =>
      [install, upgrade].some(
        (one) => one?.strategy?.retryInterval !== undefined && one.strategy.name !== 'RetryOnFailure',
      )
        ? 'strategy.retryInterval needs the strategy RetryOnFailure'
        : undefined,
  },
  {
    kinds: ['HelmRelease', 'Kustomization'],
    check: ({ dependsOn = [] }, { metadata }) =>
      dependsOn.some(
        (one: Fields) => one.name === metadata.name && (one.namespace ?? metadata.namespace) === metadata.namespace,
      )
        ? 'depends on itself'
        : undefined,
  },
  {
    kinds: ['GitRepository', 'OCIRepository'],
    check: ({ url }, { kind }) =>
      /^oci:/.test(url) === (kind === 'OCIRepository') ? undefined : `${url} is no address for a ${kind}`,
  },
  {
    kinds: ['Gateway'],
    check: ({ listeners }) => {
      const names = listeners.map(({ name }: Fields) => name);
      const places = listeners.map(({ port, protocol, hostname = '' }: Fields) => `${port} ${protocol} ${hostname}`);
      return isUnique(names) && isUnique(places)
        ? undefined
        : 'listeners must differ in name, and in port, protocol or hostname';
    },
  },
  {
    kinds: ['Gateway'],
    check: ({ listeners }) =>
      listeners.some(({ protocol, tls }: Fields) => protocol === 'HTTP' && tls !== undefined)
        ? 'tls must not be specified for protocol HTTP'
        : undefined,
  },
  {
    kinds: ['Gateway'],
    check: ({ listeners }) =>
      listeners.some(({ protocol, tls }: Fields) => protocol === 'HTTPS' && (tls?.certificateRefs ?? []).length === 0)
        ? 'a listener for HTTPS needs certificateRefs'
        : undefined,
  },
  {
    kinds: ['HTTPRoute'],
    check: ({ rules: all = [] }) =>
      all.some(({ backendRefs = [] }: Fields) =>
        backendRefs.some(({ kind = 'Service', port }: Fields) => kind === 'Service' && port === undefined),
      )
        ? 'a reference to a Service must have a port'
        : undefined,
  },
  {
    kinds: ['CiliumBGPAdvertisement'],
    check: ({ advertisements }) =>
      advertisements.some(({ advertisementType, service }: Fields) => advertisementType === 'Service' && !service)
        ? 'advertisementType Service needs the field service'
        : undefined,
  },
  {
    kinds: ['NetworkPolicy'],
    check: ({ policyTypes = [] }) =>
      policyTypes.every((one: string) => one === 'Ingress' || one === 'Egress')
        ? undefined
        : 'policyTypes are Ingress and Egress',
  },
  {
    kinds: ['Ingress'],
    check: ({ rules: all = [], tls = [] }) => {
      const hosts = new Set(all.map(({ host }: Fields) => host));
      return tls.some(({ hosts: named = [] }: Fields) => named.some((one: string) => !hosts.has(one)))
        ? 'tls names a host that no rule serves'
        : undefined;
    },
  },
];

const isUnique = (values: readonly unknown[]) => new Set(values).size === values.length;

const longestLabel = 63;

export function ruleProblems(object: KubernetesObject): string[] {
  const broken = rules
    .filter(({ kinds }) => kinds.includes(object.kind))
    .map(({ check }) => check((object.spec ?? {}) as Fields, object))
    .filter((problem) => problem !== undefined);
  const misplaced = clusterWide.has(object.kind) && object.metadata.namespace !== undefined;
  const long = object.metadata.name.length > longestLabel;
  return [
    ...broken,
    ...(misplaced ? [`a ${object.kind} has no namespace`] : []),
    ...(long ? [`/metadata/name must NOT have more than ${longestLabel} characters, or it fits in no label`] : []),
  ];
}
