// Manifests as the YAML that Kustomize, Flux and reviewers read.
import { printYaml, printYamlDocuments } from '@groundplan/engine';
import type { Manifest, ManifestPatch } from './manifest.js';
import { withoutSubstitution } from './substitution.js';

/** One document per object in the given order; `---` stands only between them. */
export function printManifests(manifests: readonly (Manifest | ManifestPatch)[]): string {
  return printYamlDocuments(manifests.map((one) => withoutSubstitution(one)));
}

/** A file that is no object of the cluster, e.g. a kustomization. */
export const printFile: (content: object) => string = printYaml;
