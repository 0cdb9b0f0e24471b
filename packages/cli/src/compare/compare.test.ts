// Two renders compared: which objects come, go and change, and each danger with an edit that is none.
import { describe, expect, it } from 'vitest';
import { readDocuments } from '../render/documents.js';
import { titleOf } from '../render/kubernetes-object.js';
import { compareRenders } from './compare.js';
import { dangerCodes } from './dangers.js';
import { printComparison } from './print-comparison.js';

const objectsOf = (text: string) => readDocuments(text).map(({ object }) => object);
const compared = (before: string, after: string) => compareRenders(objectsOf(before), objectsOf(after));
const dangersOf = (before: string, after: string) =>
  compared(before, after).dangers.map(({ code, object, message }) => `${code}: ${object} ${message}`);

const object = (apiVersion: string, kind: string, rest: string, name = 'web') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n  namespace: demo\n${rest}`;
const join = (...objects: readonly string[]) => objects.join('---\n');

const deployment = object('apps/v1', 'Deployment', 'spec:\n  replicas: 1\n  selector:\n    matchLabels: {app: web}\n');
const release = object(
  'helm.toolkit.fluxcd.io/v2',
  'HelmRelease',
  'spec:\n  interval: 1h\n  chart: {spec: {chart: a, version: 1.2.3}}\n',
);
const kustomization = object(
  'kustomize.toolkit.fluxcd.io/v1',
  'Kustomization',
  'spec: {prune: true, path: ./clusters/prod/apps, sourceRef: {kind: GitRepository, name: infra}}\n',
);
const crd = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: things.example.org}
spec:
  group: example.org
  names: {kind: Thing, plural: things}
  versions:
    - {name: v1, served: true, storage: true}
    - {name: v1beta1, served: true, storage: false}
`;
const thing = object('example.org/v1beta1', 'Thing', 'spec: {}\n');
const service = (rest: string) => object('v1', 'Service', `spec:\n  ports: [{port: 80}]\n${rest}`);
const claim = (size: string, more = '') =>
  object('v1', 'PersistentVolumeClaim', `spec:\n  resources: {requests: {storage: ${size}}}\n${more}`);

describe('a comparison', () => {
  it('matches objects whatever their order and version, and sorts what it tells', () => {
    const { added, removed, changed, dangers } = compared(
      join(release, deployment, service('')),
      join(service(''), object('v1', 'ConfigMap', '', 'new'), deployment.replace('replicas: 1', 'replicas: 2')),
    );
    expect([added.map(titleOf), removed.map(titleOf)]).toEqual([['ConfigMap demo/new'], ['HelmRelease demo/web']]);
    expect(changed.map(({ after, fields }) => [titleOf(after), fields])).toEqual([
      ['Deployment demo/web', [{ path: ['spec', 'replicas'], before: 1, after: 2 }]],
    ]);
    expect(dangers.map(({ code }) => code)).toEqual(['uninstalled']);
  });

  it('of a render with itself is empty', () => {
    const all = join(deployment, release, kustomization, crd, thing);
    expect(compared(all, all)).toEqual({ added: [], removed: [], changed: [], dangers: [] });
  });

  it('tells objects of one name in two namespaces, kinds and groups apart', () => {
    const other = deployment.replace('namespace: demo', 'namespace: else');
    expect(compared(join(deployment, other), deployment).removed.map(titleOf)).toEqual(['Deployment else/web']);
  });

  it('prints dangers first, then objects with their fields, and no value of a Secret', () => {
    const secret = (value: string) => object('v1', 'Secret', `stringData: {token: '${value}'}\n`, 'key');
    const text = printComparison(
      compared(
        join(deployment, secret('ENC[one]'), object('v1', 'ConfigMap', 'data:\n  a: |\n    one\n    two\n')),
        join(secret('ENC[two]'), object('v1', 'ConfigMap', 'data:\n  a: |\n    one\n    2\n'), service('')),
      ),
    );
    expect(text).toBe(`  ! pruned  Deployment demo/web is deleted.
  - Deployment demo/web
  + Service demo/web
  ~ ConfigMap demo/web
      data.a, line 2: "two" → "2"
  ~ Secret demo/key
      stringData.token: changed (not shown)
`);
  });
});

interface Case {
  readonly what: string;
  readonly before: string;
  readonly after: string;
  readonly says: string;
  /** Default: 1. */
  readonly dangers?: number;
}

const route = (hosts: string) =>
  object(
    'gateway.networking.k8s.io/v1',
    'HTTPRoute',
    `spec: {hostnames: ${hosts}, rules: [{backendRefs: [{name: a, port: 80}]}]}\n`,
  );
const values = (apiHost: string) => release.replace('  interval: 1h\n', `  values: {k8sServiceHost: ${apiHost}}\n`);
const annotated = (key: string, value: string) =>
  service('').replace('  namespace: demo\n', `  namespace: demo\n  annotations: {${key}: ${value}}\n`);
const pool = (blocks: string) => object('cilium.io/v2', 'CiliumLoadBalancerIPPool', `spec: {blocks: ${blocks}}\n`);
const ingress = (host: string) =>
  object('networking.k8s.io/v1', 'Ingress', `spec: {rules: [{host: ${host}, http: {paths: []}}]}\n`);
const set = (name: string) =>
  object(
    'apps/v1',
    'StatefulSet',
    `spec: {serviceName: ${name}, replicas: 1, volumeClaimTemplates: [{metadata: {name: data}}]}\n`,
  );
const git = (branch: string) =>
  object(
    'source.toolkit.fluxcd.io/v1',
    'GitRepository',
    `spec: {url: "ssh://git@example.org/a", ref: {branch: ${branch}}}\n`,
  );
const oci = (tag: string) =>
  object('source.toolkit.fluxcd.io/v1', 'OCIRepository', `spec: {url: "oci://example.org/a", ref: {tag: ${tag}}}\n`);
const role = (name: string) =>
  object('rbac.authorization.k8s.io/v1', 'RoleBinding', `roleRef: {kind: Role, name: ${name}}\nsubjects: []\n`);
const config = (value: string, immutable = true) =>
  object('v1', 'ConfigMap', `immutable: ${immutable}\ndata: {a: "${value}"}\n`);
const storage = (parameters: string) =>
  object('storage.k8s.io/v1', 'StorageClass', `provisioner: a\nparameters: ${parameters}\n`);
const job = (image: string) =>
  object('batch/v1', 'Job', `spec: {template: {spec: {containers: [{name: a, image: ${image}}]}}}\n`);
const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: demo}\n';
const edit = (text: string, from: string, to: string) => {
  if (!text.includes(from)) throw new Error(`${from} is not there`);
  return text.replace(from, to);
};

const dangerous: readonly Case[] = [
  {
    what: 'a service that gives up its load balancer',
    before: service('  type: LoadBalancer\n'),
    after: service('  type: ClusterIP\n'),
    says: 'address-moved: Service demo/web moves spec.type from "LoadBalancer" to "ClusterIP"',
  },
  {
    what: 'the virtual address of the API',
    before: edit(release, '  interval: 1h\n', '  values: {config: {address: 192.0.2.1}}\n'),
    after: edit(release, '  interval: 1h\n', '  values: {config: {address: 192.0.2.2}}\n'),
    says: 'address-moved: HelmRelease demo/web moves spec.values.config.address from "192.0.2.1" to "192.0.2.2"',
  },
  {
    what: 'a namespace that goes',
    before: namespace,
    after: '',
    says: 'data-loss: Namespace demo is deleted: everything in it',
  },
  {
    what: 'a claim that goes',
    before: claim('1Gi'),
    after: '',
    says: 'data-loss: PersistentVolumeClaim demo/web is deleted: its data',
  },
  { what: 'a stateful set that goes', before: set('a'), after: '', says: 'data-loss: StatefulSet demo/web' },
  { what: 'a deployment that goes', before: deployment, after: '', says: 'pruned: Deployment demo/web is deleted' },
  {
    what: 'a release that goes',
    before: release,
    after: '',
    says: 'uninstalled: HelmRelease demo/web is deleted, and its chart is uninstalled',
  },
  {
    what: 'an object Flux may not prune',
    before: annotated('kustomize.toolkit.fluxcd.io/prune', 'disabled'),
    after: '',
    says: 'unmanaged: Service demo/web stays in the cluster',
  },
  {
    what: 'another name, in labels too',
    before: deployment,
    after: deployment.replaceAll('web', 'shop'),
    says: 'renamed: Deployment demo/web seems to be renamed to Deployment demo/shop',
  },
  {
    what: 'another namespace of a claim',
    before: claim('1Gi'),
    after: edit(claim('1Gi'), 'namespace: demo', 'namespace: shop'),
    says: 'renamed: PersistentVolumeClaim demo/web seems to be renamed to PersistentVolumeClaim shop/web: Flux deletes the one and creates the other; its data',
  },
  {
    what: 'a definition that goes while objects of its kind stay',
    before: join(crd, thing),
    after: thing,
    says: 'crd-removed: CustomResourceDefinition things.example.org is deleted, and with it every Thing of the cluster; 1 of this render cannot be applied then',
  },
  {
    what: 'a definition that goes with its objects',
    before: join(crd, thing),
    after: '',
    says: 'every Thing of the cluster, among them 1 of the former render',
    dangers: 2,
  },
  {
    what: 'a version that is not served any more',
    before: join(crd, thing),
    after: join(edit(crd, 'v1beta1, served: true', 'v1beta1, served: false'), thing),
    says: 'crd-removed: CustomResourceDefinition things.example.org does not serve v1beta1 any more; this render has Thing demo/web in it',
  },
  {
    what: 'a stored version that goes',
    before: crd,
    after: edit(crd, '    - {name: v1, served: true, storage: true}\n', ''),
    says: 'drops v1, in which objects may be stored',
  },
  {
    what: 'a selector',
    before: deployment,
    after: edit(deployment, '{app: web}', '{app: b}'),
    says: 'immutable-field: Deployment demo/web changes spec.selector',
  },
  {
    what: 'a service name',
    before: set('a'),
    after: set('b'),
    says: 'immutable-field: StatefulSet demo/web changes spec.serviceName',
  },
  {
    what: 'claim templates',
    before: set('a'),
    after: edit(set('a'), 'name: data', 'name: db'),
    says: 'changes spec.volumeClaimTemplates',
  },
  {
    what: 'a cluster address',
    before: service('  clusterIP: 10.43.0.9\n'),
    after: service('  clusterIP: 10.43.0.8\n'),
    says: 'changes spec.clusterIP',
  },
  {
    what: 'a service that becomes headless',
    before: service(''),
    after: service('  clusterIP: None\n'),
    says: 'changes spec.clusterIP',
  },
  { what: 'a job', before: job('a:1'), after: job('a:2'), says: 'immutable-field: Job demo/web changes spec.template' },
  {
    what: 'a storage class of a claim',
    before: claim('1Gi'),
    after: claim('1Gi', '  storageClassName: b\n'),
    says: 'changes spec.storageClassName',
  },
  { what: 'a smaller claim', before: claim('10Gi'), after: claim('5000Mi'), says: 'asks for less storage than before' },
  {
    what: 'parameters of a storage class',
    before: storage('{a: "1"}'),
    after: storage('{a: "2"}'),
    says: 'StorageClass demo/web changes parameters',
  },
  { what: 'a role of a binding', before: role('a'), after: role('b'), says: 'RoleBinding demo/web changes roleRef' },
  {
    what: 'a frozen ConfigMap',
    before: config('1'),
    after: config('2'),
    says: 'changes data although it is immutable',
  },
  {
    what: 'a release name',
    before: release,
    after: edit(release, '  interval: 1h\n', '  releaseName: shop\n'),
    says: 'reinstalled: HelmRelease demo/web changes spec.releaseName from web to shop',
  },
  {
    what: 'a target namespace',
    before: release,
    after: edit(release, '  interval: 1h\n', '  targetNamespace: shop\n  releaseName: web\n'),
    says: 'reinstalled: HelmRelease demo/web changes spec.targetNamespace from demo to shop',
  },
  {
    what: 'an address of a load balancer',
    before: annotated('lbipam.cilium.io/ips', '192.0.2.1'),
    after: annotated('lbipam.cilium.io/ips', '192.0.2.2'),
    says: 'address-moved: Service demo/web moves metadata.annotations["lbipam.cilium.io/ips"] from "192.0.2.1" to "192.0.2.2"',
  },
  {
    what: 'an address of a load balancer that goes',
    before: annotated('metallb.io/loadBalancerIPs', '192.0.2.1'),
    after: service(''),
    says: 'gives up metadata.annotations["metallb.io/loadBalancerIPs"] "192.0.2.1"',
  },
  {
    what: 'the address of the API in values',
    before: values('a'),
    after: values('b'),
    says: 'moves spec.values.k8sServiceHost from "a" to "b"',
  },
  {
    what: 'a pool',
    before: pool('[{start: a, stop: b}]'),
    after: pool('[{start: a, stop: c}]'),
    says: 'address-moved: CiliumLoadBalancerIPPool',
  },
  {
    what: 'a host name of a route',
    before: route('[a.example.org]'),
    after: route('[b.example.org]'),
    says: 'address-moved: HTTPRoute demo/web moves spec.hostnames[0] from "a.example.org" to "b.example.org"',
  },
  {
    what: 'a host name of an ingress',
    before: ingress('a.example.org'),
    after: ingress('b.example.org'),
    says: 'address-moved: Ingress demo/web gives up spec.rules[a.example.org]',
  },
  {
    what: 'an address of a gateway',
    before: object(
      'gateway.networking.k8s.io/v1',
      'Gateway',
      'spec: {addresses: [{value: 192.0.2.1}], listeners: []}\n',
    ),
    after: object(
      'gateway.networking.k8s.io/v1',
      'Gateway',
      'spec: {addresses: [{value: 192.0.2.2}], listeners: []}\n',
    ),
    says: 'moves spec.addresses[0].value',
  },
  {
    what: 'another version of an API',
    before: thing,
    after: edit(thing, 'v1beta1', 'v1'),
    says: 'api-version: Thing demo/web goes from example.org/v1beta1 to example.org/v1',
  },
  {
    what: 'another group of an API',
    before: thing,
    after: edit(thing, 'example.org/v1beta1', 'example.net/v1'),
    says: 'api-version: Thing demo/web goes from example.org/v1beta1 to example.net/v1, another group',
  },
  {
    what: 'another major version',
    before: release,
    after: edit(release, '1.2.3', '2.0.0'),
    says: 'major-version: HelmRelease demo/web goes from 1.2.3 to 2.0.0',
  },
  {
    what: 'a lower version',
    before: release,
    after: edit(release, '1.2.3', '1.2.2'),
    says: 'version-downgrade: HelmRelease demo/web goes back from 1.2.3 to 1.2.2',
  },
  { what: 'a lower major version', before: release, after: edit(release, '1.2.3', '0.9.0'), says: 'version-downgrade' },
  {
    what: 'a candidate after the release',
    before: release,
    after: edit(release, '1.2.3', '1.2.3-rc.1'),
    says: 'version-downgrade',
  },
  {
    what: 'a lower tag',
    before: oci('v1.21.1'),
    after: oci('v1.9.0'),
    says: 'version-downgrade: OCIRepository demo/web goes back from v1.21.1 to v1.9.0',
  },
  {
    what: 'a lower build of k3s',
    before: object('upgrade.cattle.io/v1', 'Plan', 'spec: {version: v1.34.1+k3s2}\n'),
    after: object('upgrade.cattle.io/v1', 'Plan', 'spec: {version: v1.34.1+k3s1}\n'),
    says: 'version-downgrade',
  },
  {
    what: 'another folder of Flux',
    before: kustomization,
    after: edit(kustomization, 'prod/apps', 'prod/all'),
    says: 'flux-reach: Kustomization demo/web takes the folder ./clusters/prod/all instead of ./clusters/prod/apps',
  },
  {
    what: 'pruning that ends',
    before: kustomization,
    after: edit(kustomization, 'prune: true', 'prune: false'),
    says: 'does not prune any more',
  },
  {
    what: 'pruning that begins',
    before: edit(kustomization, 'prune: true', 'prune: false'),
    after: kustomization,
    says: 'prunes now',
  },
  {
    what: 'a Flux Kustomization that goes',
    before: kustomization,
    after: '',
    says: 'pruned: Kustomization demo/web is deleted, and with it everything it applied',
  },
  {
    what: 'one that leaves its objects',
    before: edit(kustomization, 'prune: true', 'prune: true, deletionPolicy: Orphan'),
    after: '',
    says: 'what it applied stays',
  },
  {
    what: 'another branch',
    before: git('main'),
    after: git('next'),
    says: 'flux-reach: GitRepository demo/web follows {"branch":"next"} instead of {"branch":"main"}',
  },
];

describe('dangerous', () => {
  it.each(dangerous.map((one) => [one.what, one] as const))(
    'is %s',
    (_, { before, after, says, dangers: count = 1 }) => {
      const dangers = dangersOf(before, after);
      expect(dangers.join('\n')).toContain(says);
      expect(dangers).toHaveLength(count);
    },
  );

  it('covers every code', () => {
    const seen = new Set(
      dangerous.flatMap(({ before, after }) => compared(before, after).dangers.map(({ code }) => code)),
    );
    expect([...seen].sort()).toEqual([...dangerCodes].sort());
  });
});

const harmless: readonly Omit<Case, 'says' | 'dangers'>[] = [
  { what: 'a version that is pinned', before: edit(release, '1.2.3', '1.x'), after: release },
  { what: 'more replicas', before: deployment, after: edit(deployment, 'replicas: 1', 'replicas: 3') },
  { what: 'a new object', before: deployment, after: join(deployment, release, claim('1Gi')) },
  { what: 'a larger claim', before: claim('10Gi'), after: claim('1Ti') },
  { what: 'a ConfigMap that freezes', before: config('1', false), after: config('2', true) },
  {
    what: 'a release name that says the default',
    before: release,
    after: edit(release, '  interval: 1h\n', '  releaseName: web\n  interval: 1h\n'),
  },
  { what: 'a cluster address written down', before: service(''), after: service('  clusterIP: 10.43.0.9\n') },
  { what: 'a first address', before: service(''), after: annotated('lbipam.cilium.io/ips', '192.0.2.1') },
  { what: 'one more host name', before: route('[a.example.org]'), after: route('[a.example.org, b.example.org]') },
  { what: 'a higher minor version', before: release, after: edit(release, '1.2.3', '1.10.0') },
  { what: 'the release after its candidate', before: edit(release, '1.2.3', '1.2.3-rc.10'), after: release },
  {
    what: 'a later candidate',
    before: edit(release, '1.2.3', '1.2.3-rc.9'),
    after: edit(release, '1.2.3', '1.2.3-rc.10'),
  },
  {
    what: 'a path of an ingress',
    before: ingress('a.example.org'),
    after: edit(ingress('a.example.org'), 'paths: []', 'paths: [{path: /}]'),
  },
  {
    what: 'a version of a definition that comes',
    before: edit(crd, '    - {name: v1beta1, served: true, storage: false}\n', ''),
    after: crd,
  },
];

describe('not dangerous', () => {
  it.each(harmless.map((one) => [one.what, one] as const))('is %s', (_, { before, after }) => {
    const { dangers, added, changed } = compared(before, after);
    expect(dangers).toEqual([]);
    expect(added.length + changed.length).toBeGreaterThan(0);
  });
});
