// Builds the kustomization.yaml of a directory: every resource is listed, nothing is found by itself.
import type { KustomizationFile, KustomizeImage } from './kinds/kustomize.js';

export interface KustomizationOptions {
  /** Files, and directories with a kustomization.yaml of their own; applied in Kustomize's own order. */
  readonly resources: readonly string[];
  /** Files with parts of objects, laid over those the resources bring. */
  readonly patches?: readonly string[];
  /** Given to every object that has a namespace. */
  readonly namespace?: string | null;
  /** Added to the names of all objects but namespaces and CRDs. */
  readonly nameSuffix?: string | null;
  readonly configurations?: readonly string[];
  readonly images?: readonly KustomizeImage[];
}

export function kustomization(options: KustomizationOptions): KustomizationFile {
  const { resources, patches = [], namespace, nameSuffix, configurations = [], images = [] } = options;
  return {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    ...(namespace ? { namespace } : {}),
    ...(nameSuffix ? { nameSuffix } : {}),
    ...(configurations.length > 0 ? { configurations } : {}),
    resources,
    ...(patches.length > 0 ? { patches: patches.map((path) => ({ path })) } : {}),
    ...(images.length > 0 ? { images } : {}),
  };
}
