// The difference of two renders for programs: objects by what identifies them, and whole values except those of Secrets.
import { groupOf, type KubernetesObject, titleOf, versionOf } from '../render/kubernetes-object.js';
import type { ChangedObject, Comparison } from './compare.js';
import type { FieldChange } from './field-changes.js';
import { isHidden } from './print-comparison.js';
import { printPath } from './print-field.js';

export function comparisonAsJson({ dangers, added, removed, changed }: Comparison) {
  return { dangers, added: added.map(reference), removed: removed.map(reference), changed: changed.map(changedAsJson) };
}

function reference(object: KubernetesObject) {
  const { kind, metadata } = object;
  return {
    title: titleOf(object),
    group: groupOf(object),
    version: versionOf(object),
    kind,
    namespace: metadata.namespace ?? null,
    name: metadata.name,
  };
}

function changedAsJson({ after, fields }: ChangedObject) {
  return { ...reference(after), fields: fields.map((field) => fieldAsJson(field, after)) };
}

/** `null` stands for what is not there; `hidden` for values that are not shown. */
function fieldAsJson(field: FieldChange, object: KubernetesObject) {
  const path = printPath(field.path);
  if (isHidden(field, object)) return { path, hidden: true };
  const { before = null, after = null, reordered = false } = field;
  return { path, before, after, reordered };
}
