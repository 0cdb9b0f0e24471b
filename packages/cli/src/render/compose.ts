// From what kustomize printed to the text of a render: one fixed order, every object once.
import type { RenderDocument } from './documents.js';
import { identityOf, type KubernetesObject, placeOf, titleOf } from './kubernetes-object.js';

/** What other objects need to exist, first; the rest by namespace, kind and name. */
const first = ['Namespace', 'CustomResourceDefinition'];

/** The keys of each object stay as kustomize prints them. */
export function composeRender(documents: readonly RenderDocument[]): string {
  return documents
    .map(({ object, text }) => ({ key: orderOf(object), text }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ text }) => `---\n${text}`)
    .join('');
}

function orderOf(object: KubernetesObject): string {
  const rank = first.includes(object.kind) ? first.indexOf(object.kind) : first.length;
  return [rank, object.metadata.namespace ?? '', placeOf(object), object.apiVersion].join('\u0000');
}

/** Kustomize takes two versions of one object for two objects; the cluster does not. */
export function duplicateObjects(objects: readonly KubernetesObject[]): string[] {
  const seen = new Map<string, KubernetesObject>();
  return objects.flatMap((object) => {
    const other = seen.get(identityOf(object));
    seen.set(identityOf(object), object);
    return other ? [`${titleOf(object)} is there twice, as ${other.apiVersion} and as ${object.apiVersion}.`] : [];
  });
}
