// The Flux Kustomizations of an environment: controllers, then configs, then apps.
import type { Manifest, ManifestOf } from '../kubernetes/manifest.js';
import { healthExpressions } from './health.js';
import { type FluxSource, fluxNamespace, sourceRef } from './source.js';

export interface LayerOptions {
  readonly environment: string;
  /** Name of the source object, and what it reads. */
  readonly source: { readonly name: string; readonly from: FluxSource };
  /** Secret with the age key, under a name that ends in .agekey; null when nothing is encrypted. */
  readonly decryption: string | null;
  /** In order: controllers, configs and apps, or what of them the environment has. */
  readonly layers: readonly Layer[];
}

/** One folder that Flux applies. */
export interface FolderOptions {
  readonly name: string;
  /** From the root of the source, with ./ before it. */
  readonly path: string;
  readonly source: LayerOptions['source'];
}

/** Objects that only start other things: nothing in the folder is waited for. */
export function folderKustomization({ name, path, source }: FolderOptions): ManifestOf<'Kustomization'> {
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name, namespace: fluxNamespace },
    spec: { ...common, path, sourceRef: sourceRef(source.name, source.from) },
  };
}

const common = {
  interval: '1h',
  retryInterval: '2m',
  // Images are pulled and webhooks started, which takes slow machines minutes.
  timeout: '15m',
  prune: true,
  // One that is renamed or moved must not take with it what it applied.
  deletionPolicy: 'Orphan',
} as const;

export interface Layer {
  /** controllers, or controllers-wave-1 for a later part of it. */
  readonly name: string;
  /** Of the directory, below the environment's. */
  readonly path: string;
  readonly contents: readonly Manifest[];
}

/** Each waits for the one before it. */
export function layerKustomizations(options: LayerOptions): ManifestOf<'Kustomization'>[] {
  return options.layers.map((layer, index) => layerKustomization(layer, options.layers[index - 1], options));
}

const nameOf = (environment: string, layer: Layer) => `${environment}-${layer.name}`;

function layerKustomization(
  layer: Layer,
  previous: Layer | undefined,
  { environment, source, decryption }: LayerOptions,
): ManifestOf<'Kustomization'> {
  const healthCheckExprs = healthExpressions(layer.contents);
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: nameOf(environment, layer), namespace: fluxNamespace },
    spec: {
      ...common,
      path: `./clusters/${environment}/${layer.path}`,
      sourceRef: sourceRef(source.name, source.from),
      ...(previous ? { dependsOn: [{ name: nameOf(environment, previous) }] } : {}),
      wait: true,
      ...(healthCheckExprs.length > 0 ? { healthCheckExprs } : {}),
      ...(decryption === null ? {} : { decryption: { provider: 'sops', secretRef: { name: decryption } } }),
    },
  };
}
