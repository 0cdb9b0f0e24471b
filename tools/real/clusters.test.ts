// The clusters of every site, built by the real kustomize: valid objects, each there once, and no name that leads nowhere.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateSorted } from '@groundplan/engine';
import { generators } from '@groundplan/generators';
import type { ResolvedApp, ResolvedTopology } from '@groundplan/model';
import { afterAll, describe, expect, it } from 'vitest';
import { type Site, sites } from '../../packages/generators/test/sites.js';
import { checkFolder } from './check-folder.js';
import type { KubernetesObject } from './kubernetes.js';
import { type Given, referenceProblems } from './kubernetes-references.js';
import { type Build, kustomizeBuild } from './kustomize.js';
import { findTool } from './run-tool.js';

const root = mkdtempSync(join(tmpdir(), 'clusters-'));
afterAll(() => rmSync(root, { recursive: true }));
const has = process.env.REQUIRE_REAL === '1' || findTool('kustomize') !== undefined;

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** Hand-written manifests as a person would put them there: one workload, which reads the topology. */
function handWritten({ name, service, secrets }: ResolvedApp): string {
  const env = secrets.map((secret) => `            - secretRef: { name: ${secret} }`);
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - name: main
          image: ${name}
          envFrom:
            - configMapRef: { name: topology }
${env.join('\n')}
---
apiVersion: v1
kind: Service
metadata:
  name: ${service ?? name}
spec:
  selector: { app: ${name} }
  ports: [{ port: 80 }]
`;
}

const withClusters = Object.entries(sites).filter(([, { topology }]) =>
  Object.values(topology.clusters).some(({ gitops }) => gitops !== null),
);

/** Writes a site as `groundplan generate` does, with the manifests that people write. */
function written(name: string, { topology }: Site): string {
  for (const { path, text } of generateSorted(topology, generators, { source: 't' }))
    if (path.startsWith('clusters/')) write(`${name}/${path}`, text);
  for (const { apps } of Object.values(topology.environments))
    for (const app of Object.values(apps)) {
      write(`${name}/${app.manifests}/kustomization.yaml`, 'resources:\n  - app.yaml\n');
      write(`${name}/${app.manifests}/app.yaml`, handWritten(app));
    }
  return join(root, name);
}

function objectsOf(build: Build): readonly KubernetesObject[] {
  if (!build.ok) throw new Error(build.message);
  return build.objects;
}

/** Made outside of the repository's objects: when Flux is installed, and by encryption. */
const givenOf = (folder: string, cluster: string, { secrets, clusters }: ResolvedTopology): Given => ({
  secrets: ['flux-system', 'sops-age', ...Object.keys(secrets)],
  ingressClasses: clusters[cluster]?.disable.includes('traefik') ? [] : ['traefik'],
  hasFolder: (path) => existsSync(join(folder, path, 'kustomization.yaml')),
});

async function clusterObjects(folder: string, cluster: string, { environments }: ResolvedTopology) {
  const names = Object.values(environments).filter((one) => one.cluster === cluster);
  const built = await Promise.all(names.map(({ name }) => kustomizeBuild(`${folder}/clusters/${name}`)));
  return built.flatMap(objectsOf);
}

describe.runIf(has).each(withClusters)('on the site %s', (name, site) => {
  const { topology } = site;
  const folder = written(name, site);
  const kept = Object.values(topology.clusters).filter(({ gitops }) => gitops !== null);
  const environments = Object.values(topology.environments).filter(({ cluster }) =>
    kept.some((one) => one.name === cluster),
  );

  const folders = [...environments.map((one) => one.name), 'base'];
  const filled = folders.filter((one) => existsSync(join(folder, 'clusters', one)));

  it.each(filled)('clusters/%s is built, and every object is valid', async (one) => {
    const outcomes = await checkFolder(folder, `clusters/${one}`, { requireReal: true });
    expect(outcomes.map(({ check, problems }) => [check, problems])).toEqual([
      ['kubernetes', []],
      ['kustomize', []],
    ]);
    expect(outcomes.find(({ check }) => check === 'kustomize')?.status).toBe('ok');
  });

  it.each(kept.map((cluster) => cluster.name))(
    'the cluster %s has every object once, and all that they name',
    async (one) => {
      expect(referenceProblems(await clusterObjects(folder, one, topology), givenOf(folder, one, topology))).toEqual(
        [],
      );
    },
  );
});

describe.runIf(has)('in this repository', () => {
  const { topology } = sites.homelab as Site;
  const repository = fileURLToPath(new URL('../..', import.meta.url));

  it('the hand-written apps name what is there', async () => {
    const objects = await clusterObjects(repository, 'home', topology);
    expect(objects.filter(({ kind }) => kind === 'Deployment')).toHaveLength(3);
    expect(referenceProblems(objects, givenOf(repository, 'home', topology))).toEqual([]);
  });

  it.each(['apps', 'base', 'review', 'staging', 'prod'])('clusters/%s passes every check', async (one) => {
    const outcomes = await checkFolder(repository, `clusters/${one}`, { requireReal: true });
    expect(outcomes.flatMap(({ problems }) => problems)).toEqual([]);
    expect(outcomes.find(({ check }) => check === 'kustomize')?.status).toBe('ok');
  });
});

// biome-ignore lint/suspicious/noExplicitAny: objects to break
type Broken = any;

interface Fault {
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

const faults: readonly Fault[] = [
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

describe.runIf(has)('is refused', () => {
  it.each(faults)('$fault', async ({ site = 'everything', cluster = 'lab', of, breaks, says }) => {
    const { topology } = sites[site] as Site;
    const folder = join(root, site);
    const objects = structuredClone(await clusterObjects(folder, cluster, topology)) as Broken[];
    breaks(objects.find(of));
    expect(referenceProblems(objects, givenOf(folder, cluster, topology)).join('\n')).toContain(says);
  });
});

it('a pod that reads its account, volumes and single values of objects that are gone', () => {
  const pod = {
    serviceAccountName: 'a',
    volumes: [{ configMap: { name: 'b' } }, { secret: { secretName: 'c' } }],
    containers: [
      { env: [{ valueFrom: { configMapKeyRef: { name: 'd' } } }, { valueFrom: { secretKeyRef: { name: 'e' } } }] },
    ],
  };
  const metadata = { name: 'x', namespace: 'default' };
  const object = { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { template: { spec: pod } } };
  expect(referenceProblems([object], { secrets: [], ingressClasses: [], hasFolder: () => true })).toEqual(
    [
      'ServiceAccount default/a',
      'ConfigMap default/b',
      'Secret default/c',
      'ConfigMap default/d',
      'Secret default/e',
    ].map((id) => `Deployment default/x: there is no ${id}`),
  );
});
