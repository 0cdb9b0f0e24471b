// The semantic difference of two renders: objects that come, go and change, and what of it is dangerous.
import { identityOf, type KubernetesObject, placeOf } from '../render/kubernetes-object.js';
import { type Danger, dangersOf } from './dangers.js';
import { type FieldChange, fieldChanges } from './field-changes.js';

export interface ChangedObject {
  readonly before: KubernetesObject;
  readonly after: KubernetesObject;
  readonly fields: readonly FieldChange[];
}

export interface Differences {
  readonly added: readonly KubernetesObject[];
  readonly removed: readonly KubernetesObject[];
  readonly changed: readonly ChangedObject[];
}

export interface Comparison extends Differences {
  readonly dangers: readonly Danger[];
}

/** Pure; objects are sorted by namespace, kind and name, however the renders were. */
export function compareRenders(before: readonly KubernetesObject[], after: readonly KubernetesObject[]): Comparison {
  const differences = differencesOf(sorted(before), sorted(after));
  return { ...differences, dangers: dangersOf(differences, { before, after }) };
}

function differencesOf(before: readonly KubernetesObject[], after: readonly KubernetesObject[]): Differences {
  const old = new Map(before.map((object) => [identityOf(object), object]));
  const now = new Map(after.map((object) => [identityOf(object), object]));
  const changed = after.flatMap((object) => {
    const other = old.get(identityOf(object));
    const fields = other ? fieldChanges(other, object) : [];
    return other && fields.length > 0 ? [{ before: other, after: object, fields }] : [];
  });
  return {
    added: after.filter((object) => !old.has(identityOf(object))),
    removed: before.filter((object) => !now.has(identityOf(object))),
    changed,
  };
}

function sorted(objects: readonly KubernetesObject[]): KubernetesObject[] {
  const keyOf = (object: KubernetesObject) =>
    [object.metadata.namespace ?? '', placeOf(object), object.apiVersion].join('\u0000');
  return objects
    .map((object) => ({ key: keyOf(object), object }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ object }) => object);
}
