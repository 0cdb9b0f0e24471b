// A folder of objects below clusters/<environment>: what stands in it, and when Flux applies it.
import type { Layer, ModelPath } from '@groundplan/model';
import type { KustomizationOptions } from '../kubernetes/kustomization-file.js';
import type { Manifest, ManifestPatch } from '../kubernetes/manifest.js';

export interface Place {
  readonly layer: Layer;
  readonly wave: number;
}

export interface Folder extends Place {
  readonly name: string;
  readonly from: readonly ModelPath[];
  /** Folders it builds upon, relative to it. */
  readonly bases: readonly string[];
  readonly objects: readonly Manifest[];
  readonly patches: readonly ManifestPatch[];
  /** Given to everything in it. */
  readonly namespace: string | null;
  readonly suffix: string | null;
  readonly images: KustomizationOptions['images'];
  /** All it brings to the cluster, but what is written by hand. */
  readonly contents: readonly Manifest[];
}
