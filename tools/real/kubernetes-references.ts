// Names that objects of a cluster give each other: every one must be of an object that exists there, once.
import type { KubernetesObject } from './kubernetes.js';
import { clusterWide } from './kubernetes-rules.js';

/** What a cluster has besides the objects. */
export interface Given {
  /** Secrets that are made by other means, in whatever namespace they are asked for. */
  readonly secrets: readonly string[];
  /** Of controllers that the cluster brings. */
  readonly ingressClasses: readonly string[];
  /** Is there a folder of that path in the repository? */
  readonly hasFolder: (path: string) => boolean;
}

interface Reference {
  readonly kind: string;
  readonly name: string;
  /** Null for kinds without one. */
  readonly namespace: string | null;
}

// biome-ignore lint/suspicious/noExplicitAny: parsed YAML, after its schema
type Fields = any;

interface Referring {
  readonly kinds: readonly string[];
  readonly references: (spec: Fields, object: Fields, namespace: string) => readonly (Reference | undefined)[];
}

const to = (kind: string, namespace: string, name: unknown): Reference | undefined =>
  typeof name === 'string' ? { kind, name, namespace: clusterWide.has(kind) ? null : namespace } : undefined;
const each = (list: Fields, of: (one: Fields) => Reference | undefined | readonly (Reference | undefined)[]) =>
  ((list ?? []) as Fields[]).flatMap(of);

const workloads = ['DaemonSet', 'Deployment', 'StatefulSet', 'Job'];
const sources = ['Bucket', 'GitRepository', 'HelmRepository', 'OCIRepository'];

const referring: readonly Referring[] = [
  {
    kinds: sources,
    references: (spec, _, own) => [
      to('Secret', own, spec.secretRef?.name),
      to('Secret', own, spec.verify?.secretRef?.name),
    ],
  },
  {
    kinds: ['Kustomization'],
    references: (spec, _, own) => [
      to(spec.sourceRef.kind, spec.sourceRef.namespace ?? own, spec.sourceRef.name),
      to('Secret', own, spec.decryption?.secretRef?.name),
      ...each(spec.dependsOn, (one) => to('Kustomization', one.namespace ?? own, one.name)),
    ],
  },
  {
    kinds: ['HelmRelease'],
    references: ({ chart, chartRef, dependsOn }, _, own) => [
      to(chart?.spec.sourceRef.kind, chart?.spec.sourceRef.namespace ?? own, chart?.spec.sourceRef.name),
      to(chartRef?.kind, chartRef?.namespace ?? own, chartRef?.name),
      ...each(dependsOn, (one) => to('HelmRelease', one.namespace ?? own, one.name)),
    ],
  },
  { kinds: ['FluxInstance'], references: (spec, _, own) => [to('Secret', own, spec.sync?.pullSecret)] },
  {
    kinds: ['HTTPRoute'],
    references: ({ parentRefs, rules }, _, own) => [
      ...each(parentRefs, (one) => to('Gateway', one.namespace ?? own, one.name)),
      ...each(rules, (rule) => each(rule.backendRefs, (one) => to('Service', one.namespace ?? own, one.name))),
    ],
  },
  {
    kinds: ['Gateway'],
    references: ({ gatewayClassName, listeners }, _, own) => [
      to('GatewayClass', own, gatewayClassName),
      ...each(listeners, ({ tls }) =>
        each(tls?.certificateRefs, (one) => to('Secret', one.namespace ?? own, one.name)),
      ),
    ],
  },
  {
    kinds: ['Ingress'],
    references: ({ ingressClassName, rules, tls }, { metadata }, own) => [
      to('IngressClass', own, ingressClassName),
      ...each(tls, ({ secretName }) => to('Secret', own, secretName)),
      ...each(rules, ({ http }) => each(http.paths, ({ backend }) => to('Service', own, backend.service?.name))),
      ...middlewares(metadata.annotations?.['traefik.ingress.kubernetes.io/router.middlewares'], own),
    ],
  },
  {
    kinds: ['Certificate'],
    references: ({ issuerRef }, _, own) => [to(issuerRef.kind ?? 'Issuer', own, issuerRef.name)],
  },
  {
    kinds: ['ClusterIssuer'],
    references: ({ ca, acme }) => [
      to('Secret', 'cert-manager', ca?.secretName),
      ...each(acme?.solvers, ({ dns01 }) => [
        to('Secret', 'cert-manager', dns01?.cloudflare?.apiTokenSecretRef?.name),
        to('Secret', 'cert-manager', dns01?.rfc2136?.tsigSecretSecretRef?.name),
      ]),
    ],
  },
  {
    kinds: ['ExternalSecret'],
    references: ({ secretStoreRef }, _, own) => [to(secretStoreRef.kind ?? 'SecretStore', own, secretStoreRef.name)],
  },
  {
    kinds: ['L2Advertisement', 'BGPAdvertisement'],
    references: ({ ipAddressPools }, _, own) => each(ipAddressPools, (name) => to('IPAddressPool', own, name)),
  },
  {
    kinds: ['CiliumBGPClusterConfig'],
    references: ({ bgpInstances }, _, own) =>
      each(bgpInstances, ({ peers }) => each(peers, (one) => to('CiliumBGPPeerConfig', own, one.peerConfigRef?.name))),
  },
  {
    kinds: ['NetworkPolicy'],
    references: ({ ingress, egress }, _, own) =>
      [...each(ingress, ({ from }) => from), ...each(egress, ({ to: targets }) => targets)].map((peer: Fields) =>
        to('Namespace', own, peer?.namespaceSelector?.matchLabels?.['kubernetes.io/metadata.name']),
      ),
  },
  {
    kinds: ['CiliumNetworkPolicy'],
    references: ({ ingress, egress }, _, own) =>
      [
        ...each(ingress, ({ fromEndpoints }) => fromEndpoints ?? []),
        ...each(egress, ({ toEndpoints }) => toEndpoints ?? []),
      ].map((peer: Fields) => to('Namespace', own, peer.matchLabels?.['k8s:io.kubernetes.pod.namespace'])),
  },
  { kinds: workloads, references: ({ template }, _, own) => podReferences(template.spec, own) },
];

/** `namespace-name@kubernetescrd`, several with commas. */
function middlewares(annotation: string | undefined, own: string): (Reference | undefined)[] {
  return (annotation?.split(',') ?? []).map((one) => {
    const name = one.replace(/@kubernetescrd$/, '');
    return name.startsWith(`${own}-`) ? to('Middleware', own, name.slice(own.length + 1)) : to('Middleware', '?', name);
  });
}

function podReferences(pod: Fields, own: string): (Reference | undefined)[] {
  const containers = [...(pod.initContainers ?? []), ...pod.containers];
  return [
    pod.serviceAccountName === 'default' ? undefined : to('ServiceAccount', own, pod.serviceAccountName),
    ...each(pod.volumes, ({ configMap, secret }) => [
      to('ConfigMap', own, configMap?.name),
      to('Secret', own, secret?.secretName),
    ]),
    ...containers.flatMap(({ env, envFrom }) => [
      ...each(envFrom, (one) => [to('ConfigMap', own, one.configMapRef?.name), to('Secret', own, one.secretRef?.name)]),
      ...each(env, ({ valueFrom }) => [
        to('ConfigMap', own, valueFrom?.configMapKeyRef?.name),
        to('Secret', own, valueFrom?.secretKeyRef?.name),
      ]),
    ]),
  ];
}

const idOf = ({ kind, name, namespace }: Reference) => `${kind} ${namespace === null ? '' : `${namespace}/`}${name}`;
const builtInNamespaces = ['default', 'flux-system', 'kube-public', 'kube-system'];

/** What releases and folders of manifests make of their own; charts are not rendered here. */
const made: { readonly [release: string]: readonly Reference[] } = {
  cilium: [{ kind: 'GatewayClass', name: 'cilium', namespace: null }],
  openbao: [{ kind: 'Service', name: 'openbao-active', namespace: 'openbao' }],
  traefik: [{ kind: 'IngressClass', name: 'traefik', namespace: null }],
  'system-upgrade': [{ kind: 'Namespace', name: 'system-upgrade', namespace: null }],
};

/** Of everything that one cluster is given. */
export function referenceProblems(objects: readonly KubernetesObject[], given: Given): string[] {
  const ids = objects.map((object) => idOf(referenceTo(object)));
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} is there twice`);
  const known = new Set([
    ...ids,
    ...objects.flatMap(implied).map(idOf),
    ...builtInNamespaces.map((name) => `Namespace ${name}`),
  ]);
  const dangling = objects.flatMap((object) => {
    const title = idOf(referenceTo(object));
    return referencesOf(object)
      .filter((reference) => !known.has(idOf(reference)) && !isGiven(reference, given))
      .map((reference) => `${title}: there is no ${idOf(reference)}`);
  });
  return [...new Set([...twice, ...dangling, ...objects.flatMap((object) => pathProblems(object, given))])];
}

const referenceTo = ({ kind, metadata }: KubernetesObject): Reference => ({
  kind,
  name: metadata.name,
  namespace: clusterWide.has(kind) ? null : (metadata.namespace ?? ''),
});

function referencesOf(object: KubernetesObject): Reference[] {
  const own = object.metadata.namespace ?? '';
  const home = clusterWide.has(object.kind) ? [] : [to('Namespace', own, own)];
  const stated = referring
    .filter(({ kinds }) => kinds.includes(object.kind))
    .flatMap(({ references }) => references(object.spec, object, own));
  return [...home, ...stated].filter((one) => one !== undefined);
}

/** Objects that controllers make of an object. */
function implied({ kind, metadata: { name, namespace = '' }, spec }: KubernetesObject): readonly Reference[] {
  const { secretName, target, valuesContent } = (spec ?? {}) as Fields;
  if (kind === 'Certificate') return [{ kind: 'Secret', name: secretName, namespace }];
  if (kind === 'ExternalSecret') return [{ kind: 'Secret', name: target?.name ?? name, namespace }];
  if (kind === 'SealedSecret') return [{ kind: 'Secret', name, namespace }];
  const isRelease =
    kind === 'HelmRelease' || (kind === 'Kustomization' && namespace === 'flux-system') || valuesContent !== undefined;
  return isRelease && Object.hasOwn(made, name) ? (made[name] ?? []) : [];
}

const isGiven = ({ kind, name }: Reference, { secrets, ingressClasses }: Given) =>
  (kind === 'Secret' && secrets.includes(name)) || (kind === 'IngressClass' && ingressClasses.includes(name));

/** Of what reads this repository. */
function pathProblems({ kind, metadata, spec }: KubernetesObject, { hasFolder }: Given): string[] {
  const { path, sync } = (spec ?? {}) as Fields;
  const read = kind === 'FluxInstance' ? sync?.path : path;
  if (!['FluxInstance', 'Kustomization'].includes(kind) || typeof read !== 'string' || !/^(\.\/)?clusters\//.test(read))
    return [];
  return hasFolder(read.replace(/^\.\//, '')) ? [] : [`${kind} ${metadata.name}: there is no folder ${read}`];
}
