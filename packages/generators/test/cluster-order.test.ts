// Whatever an environment runs: every kind is there before its objects, and every release before those that need it, in what Flux is told.
import { join } from 'node:path/posix';
import { generateSorted } from '@groundplan/engine';
import { catalogue, newLock, resolve } from '@groundplan/model';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { clusterBase } from '../src/cluster-base/index.js';
import { clusterEnvironment } from '../src/cluster-environment/index.js';
import { flux } from '../src/flux/index.js';

// biome-ignore lint/suspicious/noExplicitAny: parsed YAML and random topologies
type Json = any;
type Files = ReadonlyMap<string, string>;

const components: { readonly [name: string]: Json } = {
  cilium: { version: '1.19.3', announce: 'none' },
  'cert-manager': { version: 'v1.21.1', issuer: { kind: 'self-signed' }, wildcard: true },
  'external-secrets': { version: '2.9.0', store: 'openbao' },
  'envoy-gateway': { version: 'v1.8.2' },
  'gateway-api': { version: 'v1.5.1' },
  gitlab: {
    version: '9.6.0',
    host: 'code',
    database: { host: 'db.example.org', password: 'key' },
    redis: { host: 'db.example.org', password: 'key' },
    objectStorage: { connection: 'key', registry: 'key', backup: 'key' },
  },
  longhorn: { version: '1.10.1' },
  metallb: { version: '0.16.1' },
  openbao: { version: '0.29.2', host: 'bao' },
  'system-upgrade': { version: 'v0.17.0' },
  traefik: { version: '41.3.0' },
};

/** Groups that charts may bring instead of a component, or of their own. */
const groups = [
  'a.example.org',
  'b.example.org',
  'gateway.networking.k8s.io',
  'cert-manager.io',
  'metallb.io',
  'external-secrets.io',
];
const ownGroups = (name: string): string[] => catalogue[name as 'cilium'].apis.map(({ group }) => group);

const anyChart = fc.record({
  layer: fc.constantFrom('controllers', 'configs', 'apps'),
  crds: fc.subarray(groups, { maxLength: 2 }),
  needs: fc.subarray(['cert-manager', 'openbao', 'metallb', 'chart-0', 'chart-1', 'a.example.org', 'cert-manager.io'], {
    maxLength: 2,
  }),
  shared: fc.boolean(),
});

const anySite = fc.record({
  names: fc.subarray(Object.keys(components)),
  charts: fc.array(anyChart, { maxLength: 4 }),
  app: fc.record({ asked: fc.boolean(), secret: fc.boolean() }),
});

type Drawn = typeof anySite extends fc.Arbitrary<infer T> ? T : never;

/** What nobody brings is not needed, and what is there already is not brought again. */
function topologyOf({ names, charts, app }: Drawn): Json {
  const needsGateway =
    names.includes('envoy-gateway') && !charts.some(({ crds }) => crds.includes('gateway.networking.k8s.io'));
  const all = new Set([
    ...names,
    ...(needsGateway ? ['gateway-api'] : []),
    ...(names.includes('external-secrets') ? ['openbao'] : []),
  ]);
  const taken = new Set([...all].flatMap(ownGroups));
  const generic = charts.map(({ layer, crds, needs, shared }, index) => {
    const own = crds.filter((group) => !taken.has(group));
    for (const group of own) taken.add(group);
    return { name: `chart-${index}`, layer, crds: own, needs, namespace: shared ? 'cert-manager' : `chart-${index}` };
  });
  const isThere = (need: string) => all.has(need) || taken.has(need) || generic.some(({ name }) => name === need);
  return {
    site: {
      name: 's',
      domain: 'example.org',
      nameservers: ['9.9.9.9'],
      stateVersion: '25.11',
      repository: 'https://git.example.org/s.git',
    },
    networks: { lan: { vlan: 10, ipv4: '10.10.0.0/24' } },
    hosts: { one: { hardware: 'generic-x86_64', os: 'linux', links: { enp1s0: { access: 'lan' } } } },
    clusters: {
      c: {
        distribution: 'k3s',
        api: 'one',
        servers: { one: {} },
        flannelBackend: 'none',
        disable: ['local-storage', 'metrics-server', 'servicelb', 'traefik'],
        loadBalancer: { network: 'lan', pool: [100, 120] },
        gitops: { engine: 'flux' },
      },
    },
    environments: { live: { cluster: 'c' } },
    components: Object.fromEntries([...all].map((name) => [name, components[name]])),
    charts: Object.fromEntries(
      generic.map(({ name, needs, ...chart }) => [
        name,
        {
          ...chart,
          repository: 'https://charts.example.org',
          version: '1.0.0',
          needs: needs.filter((need) => need !== name && isThere(need)),
        },
      ]),
    ),
    apps: {
      app: {
        manifests: 'clusters/apps/app',
        ...(app.asked ? { host: 'app', from: ['lan'] } : {}),
        secrets: app.secret ? ['key'] : [],
      },
    },
    platform: { k3s: 'v1.34.1+k3s1' },
    secrets: { 'k3s-token': {}, key: {} },
  };
}

/** The objects of a folder, as kustomize finds them. */
function objectsIn(folder: string, files: Files): Json[] {
  const { resources } = parse(files.get(`${folder}/kustomization.yaml`) ?? '{}') as { resources?: string[] };
  return (resources ?? []).flatMap((name) => {
    const path = join(folder, name);
    const text = files.get(path);
    if (text === undefined) return objectsIn(path, files);
    return parseAllDocuments(text, { uniqueKeys: false }).map((one) => one.toJS());
  });
}

/** Names of releases that must be there before the release, with what the environment lays over it. */
function dependsOn(name: string, files: Files): string[] {
  const text = [...files].filter(([path]) => path.includes(`/${name}/`)).map(([, content]) => content);
  const releases = text.flatMap((content) => parseAllDocuments(content).map((one) => one.toJS()));
  return releases
    .filter((one) => one?.kind === 'HelmRelease')
    .flatMap(({ spec }) => (spec?.dependsOn ?? []).map((one: Json) => one.name));
}

const isRelease = ({ kind, metadata }: Json, name: string) =>
  (kind === 'HelmRelease' || kind === 'Kustomization') && metadata.name === name;

it('by the order of its Flux Kustomizations', () => {
  let checked = 0;
  fc.assert(
    fc.property(anySite, (drawn) => {
      const topology = topologyOf(drawn);
      const resolution = resolve(topology, newLock(1n));
      if (!resolution.ok) {
        // Releases that need each other in a circle, which is said to the user.
        expect([
          ...new Set(resolution.findings.filter(({ severity }) => severity === 'error').map(({ code }) => code)),
        ]).toEqual(['component-cycle']);
        return;
      }
      const files: Files = new Map(
        generateSorted(resolution.topology, [clusterBase, clusterEnvironment, flux], { source: 't' }).map(
          ({ path, text }) => [path, text],
        ),
      );
      const layers = parseAllDocuments(files.get('clusters/live/flux/layers.yaml') ?? '').map((one) => one.toJS());
      layers.slice(1).forEach((layer, index) => {
        expect(layer.spec.dependsOn).toEqual([{ name: layers[index].metadata.name }]);
      });
      const stages = layers.map(({ spec }) => objectsIn(spec.path.replace('./', ''), files));
      const stageOf = (name: string) => stages.findIndex((objects) => objects.some((one) => isRelease(one, name)));
      const bringers = new Map<string, string>([
        ...Object.keys(topology.components).flatMap((name) => ownGroups(name).map((group) => [group, name] as const)),
        ...Object.entries<Json>(topology.charts).flatMap(([name, { crds }]) =>
          crds.map((group: string) => [group, name] as const),
        ),
      ]);
      for (const [stage, objects] of stages.entries())
        for (const { apiVersion, kind, metadata } of objects) {
          const bringer = bringers.get(apiVersion.split('/')[0]);
          if (bringer === undefined) continue;
          expect(stageOf(bringer), `${bringer} before ${kind} ${metadata.name}`).toBeLessThan(stage);
          expect(stageOf(bringer)).toBeGreaterThanOrEqual(0);
          checked += 1;
        }
      const needs = Object.entries<Json>(topology.charts).flatMap(([name, chart]) =>
        chart.needs.map((need: string) => [name, bringers.get(need) ?? need] as const),
      );
      for (const [name, need] of needs.filter(([one, other]) => one !== other)) {
        const isEarlier = stageOf(need) < stageOf(name);
        expect(isEarlier || dependsOn(name, files).includes(need), `${need} before ${name}`).toBe(true);
      }
      const namespaces = stages.flatMap((objects, stage) =>
        objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => [metadata.name, stage] as const),
      );
      expect(new Set(namespaces.map(([name]) => name)).size).toBe(namespaces.length);
      const made = new Map(namespaces);
      for (const [stage, objects] of stages.entries())
        for (const { metadata } of objects)
          if (made.has(metadata.namespace)) expect(made.get(metadata.namespace)).toBeLessThanOrEqual(stage);
    }),
    { numRuns: 150 },
  );
  expect(checked).toBeGreaterThan(300);
});
