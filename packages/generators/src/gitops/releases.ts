// The releases that an environment applies: their objects, and the folders that hold them.
import {
  byCodeUnit,
  catalogued,
  layers,
  type ModelPath,
  modelPath,
  type ResolvedChart,
  type ResolvedComponent,
} from '@groundplan/model';
import { externalSecret } from '../apps/external-secret.js';
import {
  type ComponentParts,
  chartParts,
  componentParts,
  overlaid,
  type WrittenComponent,
  writtenComponents,
} from '../components/catalogue.js';
import type { ComponentContext } from '../components/component.js';
import type { Manifest } from '../kubernetes/manifest.js';
import { baseOf, isBuiltIn, isSameOrigin } from './base.js';
import { contextOf } from './context.js';
import type { Folder, Place } from './folder.js';
import { type Namespaces, withNamespaces } from './namespaces.js';
import { scrapeTargets } from './scrape-targets.js';
import { type EnvironmentSlice, nodePaths } from './slice.js';

export interface AppliedRelease extends Place {
  readonly release: ResolvedComponent | ResolvedChart;
  readonly name: string;
  readonly from: readonly ModelPath[];
  /** In the environment's own namespace. */
  readonly parts: ComponentParts;
  /** API groups. */
  readonly brings: readonly string[];
}

/** In the order in which they are applied. */
export function appliedReleases(slice: EnvironmentSlice): AppliedRelease[] {
  const { components, charts } = slice.environment;
  const written = writtenComponents
    .map((name) => components[name] as ResolvedComponent | undefined)
    .filter((component) => component?.applied === true) as ResolvedComponent[];
  const generic = Object.values(charts).filter(({ applied }) => applied);
  const all = new Map([...written, ...generic].map((release) => [release.name, release]));
  return [
    ...written.map((one) => appliedComponent(one, all, slice)),
    ...generic.map((one) => appliedChart(one, all, slice)),
  ].sort(byPlace);
}

/** Sorts by layer and wave; components before charts, whose namespaces they may share. */
export function byPlace(a: Place, b: Place): number {
  return layers.indexOf(a.layer) - layers.indexOf(b.layer) || a.wave - b.wave;
}

type Releases = ReadonlyMap<string, ResolvedComponent | ResolvedChart>;

/** Components whose objects name nodes or their interfaces. */
const readsNodes = new Set(['cilium', 'metallb', 'system-upgrade']);

function appliedComponent(release: ResolvedComponent, all: Releases, slice: EnvironmentSlice): AppliedRelease {
  const { name, layer, wave } = release;
  const context = contextOf(name, slice, dependencies(release, all));
  return {
    release,
    name,
    layer,
    wave,
    from: [...origins(release, slice), ...(readsNodes.has(name) ? nodePaths(slice) : [])],
    parts: componentParts(name as WrittenComponent, release as never, context),
    brings: catalogued(name)?.apis.map(({ group }) => group) ?? [],
  };
}

function appliedChart(release: ResolvedChart, all: Releases, slice: EnvironmentSlice): AppliedRelease {
  const { name, layer, wave, crds } = release;
  const parts = chartParts(release, { dependsOn: dependencies(release, all) });
  return { release, name, layer, wave, from: origins(release, slice), parts, brings: crds };
}

const origins = ({ from }: { readonly from: ModelPath }, { environment, cluster }: EnvironmentSlice): ModelPath[] => [
  ...new Set([from, modelPath('environments', environment.name), modelPath('clusters', cluster.name)]),
];

/** Those of the same layer; layers wait for each other as a whole, and folders of manifests are no Helm releases. */
function dependencies(
  { dependsOn, layer }: ResolvedComponent | ResolvedChart,
  all: Releases,
): ComponentContext['dependsOn'] {
  return dependsOn
    .map((name) => all.get(name))
    .filter((other) => other !== undefined && other.layer === layer && isHelmRelease(other))
    .map((other) => ({ name: `${other?.name}${other?.suffix ?? ''}`, namespace: other?.namespace ?? '' }));
}

function isHelmRelease(release: ResolvedComponent | ResolvedChart): boolean {
  const { source } = release;
  return !isBuiltIn(release) && !(source.kind === 'git' && source.holds === 'manifests');
}

/** With the list of machines beside node-exporter, whose metrics are those of other nodes. */
export function releaseFolder(applied: AppliedRelease, namespaces: Namespaces, slice: EnvironmentSlice): Folder[] {
  const { release, name, layer, wave, parts } = applied;
  const targets = name === 'node-exporter' ? scrapeTargets(release.namespace, slice) : [];
  const from = targets.length > 0 ? [...applied.from, 'hosts'] : applied.from;
  const beside = [...parts.controllers, ...targets, ...storedSecrets(applied, slice)];
  const contents = withNamespaces(name, [...overlaid(parts), ...beside], namespaces);
  if (contents.length === 0) return [];
  const common = { name, layer, wave, from, suffix: release.suffix, images: [], contents };
  const base = sharedBase(applied, contents);
  if (base === undefined) return [{ ...common, bases: [], objects: contents, patches: [], namespace: null }];
  return [
    {
      ...common,
      bases: [base.path],
      objects: beside,
      patches: base.patches,
      namespace: release.suffix === null ? null : release.namespace,
    },
  ];
}

/** Copied as those of apps are, for components that are applied when the store can be read. */
export function storedSecrets({ release, name, layer }: AppliedRelease, { environment }: EnvironmentSlice): Manifest[] {
  const entry = 'configuration' in release ? catalogued(name) : undefined;
  if (entry === undefined || layer !== 'apps' || environment.entrance.mount === null) return [];
  const named = entry.secrets?.((release as ResolvedComponent).configuration) ?? [];
  const { namespace } = release;
  return [...new Set(named.map(([, secret]) => secret))]
    .sort(byCodeUnit)
    .map((secret) => externalSecret({ name: secret, namespace, key: `${environment.name}/${secret}` }));
}

/** The skeleton of the catalogue, where this environment runs the component from there and its namespace is as there. */
function sharedBase({ release, name, parts }: AppliedRelease, contents: readonly Manifest[]) {
  const base = baseOf(name);
  if (base === undefined || parts.base.length === 0 || !isSameOrigin(base, release)) return undefined;
  const labels = addedLabels(contents.find(isNamespace), parts.base.find(isNamespace));
  if (labels === undefined) return undefined;
  const labelled = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: base.namespace, labels } } as const;
  const patches = [
    ...(Object.keys(labels).length > 0 ? [labelled] : []),
    ...parts.patches.map((patch) => inNamespace(patch, release.namespace, base.namespace)),
  ];
  return { path: `../../../base/${base.layer}/${name}`, patches };
}

const isNamespace = ({ kind }: Manifest) => kind === 'Namespace';

/** What the one has besides; undefined when that is no matter of labels alone. */
function addedLabels(own: Manifest | undefined, shared: Manifest | undefined): { [label: string]: string } | undefined {
  const known: { readonly [label: string]: string } = shared?.metadata.labels ?? {};
  const all: { readonly [label: string]: string } = own?.metadata.labels ?? {};
  const bare = (object: Manifest | undefined) =>
    JSON.stringify(object && { ...object, metadata: { ...object.metadata, labels: {} } });
  if (bare(own) !== bare(shared) || Object.keys(known).some((label) => all[label] !== known[label])) return undefined;
  return Object.fromEntries(Object.entries(all).filter(([label]) => !(label in known)));
}

/** Kustomize lays patches over what the base says, and gives everything its namespace afterwards. */
function inNamespace<T extends ComponentParts['patches'][number]>(patch: T, own: string, shared: string): T {
  const { namespace } = patch.metadata;
  return namespace === own ? { ...patch, metadata: { ...patch.metadata, namespace: shared } } : patch;
}

const groupOf = ({ apiVersion }: Manifest) => apiVersion.replace(/\/.*/, '');

/** Objects of kinds that this release or another brings, after all of them, and in namespaces that are there by then. */
export function configsFolder(applied: AppliedRelease, all: readonly AppliedRelease[]): Folder[] {
  const { name, from, parts } = applied;
  if (parts.configs.length === 0) return [];
  const groups = new Set(parts.configs.map(groupOf));
  const namespaces = new Set(parts.configs.map(({ metadata }) => metadata.namespace));
  const before = all.filter(
    (other) =>
      other === applied || namespaces.has(other.release.namespace) || other.brings.some((one) => groups.has(one)),
  );
  const place = before.map(after).reduce((last, one) => (byPlace(last, one) < 0 ? one : last), {
    layer: 'configs',
    wave: 0,
  } as Place);
  const objects = [...parts.configs].sort((a, b) => byCodeUnit(a.kind, b.kind));
  return [
    {
      ...place,
      // A release that was moved back has the folder of its name already.
      name: place.layer === applied.layer ? `${name}.objects` : name,
      from,
      bases: [],
      objects,
      patches: [],
      namespace: null,
      suffix: null,
      images: [],
      contents: objects,
    },
  ];
}

/** The first place where what the release brings can be used. */
function after({ layer, wave }: Place): Place {
  return layer === 'controllers' ? { layer: 'configs', wave: 0 } : { layer, wave: wave + 1 };
}
