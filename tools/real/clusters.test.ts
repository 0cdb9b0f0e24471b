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
import { type Broken, referenceFaults } from './reference-faults.js';
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

describe.runIf(has)('is refused', () => {
  it.each(referenceFaults)('$fault', async ({ site = 'everything', cluster = 'lab', of, breaks, says }) => {
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
