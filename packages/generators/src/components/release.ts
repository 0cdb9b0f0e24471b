// A release as Flux objects: what is the same in every environment, and the version and values of one.
import { fluxNamespace } from '../flux/source.js';
import type { Manifest, ManifestOf, ManifestPatch } from '../kubernetes/manifest.js';
import type { ComponentContext, Release, ReleaseOrigin } from './component.js';

type ReleaseSpec = NonNullable<ManifestOf<'HelmRelease'>['spec']>;

/** Charts change rarely, and each look is a download. */
const interval = '1h';
/** Tries again from where it stopped instead of rolling back, which loops on slow machines. */
const strategy = { name: 'RetryOnFailure', retryInterval: '3m' } as const;

export interface ReleaseTraits {
  readonly privileged?: boolean;
  readonly skipsKinds?: boolean;
  readonly image?: string;
}

/** The same in every environment. */
export function releaseBase(origin: ReleaseOrigin, traits: ReleaseTraits = {}): Manifest[] {
  const { privileged = false } = traits;
  if (holdsManifests(origin)) return [sourceObject(origin), folderKustomization(origin)];
  return [...namespaceObjects(origin.namespace, privileged), sourceObject(origin), helmRelease(origin, traits)];
}

/** What an environment lays over the same objects. */
export function releasePatches(
  release: Release,
  { dependsOn }: Pick<ComponentContext, 'dependsOn'>,
  traits: ReleaseTraits = {},
): ManifestPatch[] {
  if (holdsManifests(release)) return [...sourcePatch(release), ...imagePatch(release, traits)];
  const { name, namespace, source, version, values } = release;
  const helmSpec = {
    ...(source.kind === 'helm' ? { chart: { spec: { version } } } : {}),
    ...(dependsOn.length > 0 ? { dependsOn } : {}),
    ...(Object.keys(values).length > 0 ? { values } : {}),
  };
  const helmPatch = { ...helmReleaseHead, metadata: { name, namespace }, spec: helmSpec };
  const isEmpty = Object.keys(helmSpec).length === 0;
  return [...sourcePatch(release), ...(isEmpty ? [] : [helmPatch])];
}

function imagePatch(release: Release, { image }: ReleaseTraits): ManifestPatch[] {
  if (image === undefined) return [];
  const images = [{ name: image, newTag: release.version }];
  return [{ ...kustomizationHead, metadata: homeOf(release), spec: { images } }];
}

/** Namespaces that Kubernetes makes itself. */
const builtIn = new Set(['default', 'kube-public', 'kube-system']);

function namespaceObjects(name: string, privileged: boolean): Manifest[] {
  return builtIn.has(name) ? [] : [namespaceObject(name, privileged)];
}

/** Deleting a namespace deletes all in it, so Flux never does it by itself. */
export function namespaceObject(name: string, privileged: boolean): ManifestOf<'Namespace'> {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
      ...(privileged ? { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } } : {}),
    },
  };
}

const holdsManifests = ({ source }: ReleaseOrigin) => source.kind === 'git' && source.holds === 'manifests';
/** Manifests bring their own namespace, so their source stands in Flux's. */
const homeOf = (origin: ReleaseOrigin) => ({
  name: origin.name,
  namespace: holdsManifests(origin) ? fluxNamespace : origin.namespace,
});
const sourceApi = 'source.toolkit.fluxcd.io/v1';
const sourceKinds = { helm: 'HelmRepository', oci: 'OCIRepository', git: 'GitRepository' } as const;
const kustomizationHead = { apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization' } as const;
const helmReleaseHead = { apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease' } as const;
/** The layer of an OCI artifact that holds the chart. */
const chartLayer = { mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', operation: 'copy' } as const;

function sourceObject(origin: ReleaseOrigin): Manifest {
  const { source } = origin;
  const { url } = source;
  const head = { apiVersion: sourceApi, metadata: homeOf(origin) } as const;
  if (source.kind === 'oci')
    return { ...head, kind: 'OCIRepository', spec: { interval, url, layerSelector: chartLayer } };
  return { ...head, kind: sourceKinds[source.kind], spec: { interval, url } };
}

/** A Helm repository holds every version; of the others the source names one. */
function sourcePatch(release: Release): ManifestPatch[] {
  const { source, version, digest } = release;
  if (source.kind === 'helm') return [];
  const ref = { tag: version, ...(digest === null || source.kind === 'git' ? {} : { digest }) };
  return [{ apiVersion: sourceApi, kind: sourceKinds[source.kind], metadata: homeOf(release), spec: { ref } }];
}

function helmRelease(origin: ReleaseOrigin, { skipsKinds = false }: ReleaseTraits): ManifestOf<'HelmRelease'> {
  const { name, namespace } = origin;
  const action = { crds: skipsKinds ? 'Skip' : 'CreateReplace', strategy } as const;
  return {
    ...helmReleaseHead,
    metadata: { name, namespace },
    spec: {
      interval,
      ...chartOf(origin),
      install: action,
      upgrade: action,
      driftDetection: { mode: 'enabled' },
    },
  };
}

function chartOf({ name, source }: ReleaseOrigin): Pick<ReleaseSpec, 'chart' | 'chartRef'> {
  if (source.kind === 'oci') return { chartRef: { kind: 'OCIRepository', name } };
  const sourceRef = { kind: sourceKinds[source.kind], name };
  if (source.kind === 'helm') return { chart: { spec: { chart: source.chart, sourceRef } } };
  // The version in Chart.yaml may stand still between tags.
  return { chart: { spec: { chart: `./${source.path}`, reconcileStrategy: 'Revision', sourceRef } } };
}

/** Flux applies the folder; it brings kinds of objects, and pruning one would delete every object of it. */
function folderKustomization(origin: ReleaseOrigin): ManifestOf<'Kustomization'> {
  const { name, source } = origin;
  return {
    ...kustomizationHead,
    metadata: homeOf(origin),
    spec: {
      interval,
      retryInterval: '2m',
      timeout: '5m',
      path: source.kind === 'git' && source.path !== '' ? `./${source.path}` : './',
      sourceRef: { kind: 'GitRepository', name },
      prune: false,
      wait: true,
    },
  };
}
