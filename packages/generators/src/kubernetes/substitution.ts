// Keeps text with ${…} as it is: the Flux Kustomizations written here substitute nothing, and others are told not to (decision 0017).
import type { Manifest, ManifestPatch } from './manifest.js';

/** Flux leaves objects with this annotation alone when it substitutes variables (kustomize.toolkit.fluxcd.io/v1 postBuild). */
export const substituteAnnotation = 'kustomize.toolkit.fluxcd.io/substitute';

/** The object, marked as one to leave alone when a reader of ${…} would change it. */
export function withoutSubstitution<M extends Manifest | ManifestPatch>(object: M): M {
  if (!mentionsVariable(object)) return object;
  const annotations = { ...object.metadata.annotations, [substituteAnnotation]: 'disabled' };
  return { ...object, metadata: { ...object.metadata, annotations } };
}

function mentionsVariable(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('${');
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => key.includes('${') || mentionsVariable(inner));
}
