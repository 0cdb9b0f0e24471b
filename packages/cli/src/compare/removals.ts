// Objects that go: what Flux deletes with them, which of them probably only got another name, which stay behind.
import { groupOf, type KubernetesObject, placeOf, titleOf } from '../render/kubernetes-object.js';
import type { Differences } from './compare.js';
import type { Danger, DangerCode } from './dangers.js';
import { isMap, printed } from './field-changes.js';

/** What is lost with an object of a kind. */
const losses: { readonly [kind: string]: string } = {
  Namespace: 'everything in it is deleted with it, volumes included',
  PersistentVolume: 'its data may be deleted with it',
  PersistentVolumeClaim: 'its data is deleted with it, unless the volume is retained',
  StatefulSet: 'its pods stop, and what comes instead may not find their volumes',
};

export function removals({ added, removed }: Differences): Danger[] {
  const taken = new Set<KubernetesObject>();
  return removed.flatMap((object) => {
    if (isCrd(object)) return [];
    const moved = added.find((one) => !taken.has(one) && becomes(object, one));
    if (moved) taken.add(moved);
    return moved ? renameDanger(object, moved) : [removalDanger(object)];
  });
}

export const isCrd = (object: KubernetesObject) =>
  object.kind === 'CustomResourceDefinition' && groupOf(object) === 'apiextensions.k8s.io';

/** The same object in all but its name, its namespace or its group. */
function becomes(object: KubernetesObject, other: KubernetesObject): boolean {
  if (object.kind !== other.kind) return false;
  if (placeOf(object) === placeOf(other)) return true;
  return groupOf(object) === groupOf(other) && printed(nameless(object)) === printed(nameless(other));
}

/** Labels, selectors and the like usually repeat the name. */
function nameless({ metadata, ...object }: KubernetesObject): unknown {
  const { name, namespace: _, ...rest } = metadata;
  return withoutName({ ...object, apiVersion: groupOf(object), metadata: rest }, name);
}

function withoutName(value: unknown, name: string): unknown {
  if (typeof value === 'string') return value.split(name).join('\u0000');
  if (Array.isArray(value)) return value.map((one) => withoutName(one, name));
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutName(inner, name)]));
}

/** A change of group alone is told as such. */
function renameDanger(object: KubernetesObject, other: KubernetesObject): Danger[] {
  if (placeOf(object) === placeOf(other)) return [];
  const loss = losses[object.kind];
  const message = `seems to be renamed to ${titleOf(other)}: Flux deletes the one and creates the other${loss ? `; ${loss}` : ''}`;
  return [{ code: 'renamed', object: titleOf(object), message }];
}

function removalDanger(object: KubernetesObject): Danger {
  const danger = (code: DangerCode, message: string) => ({ code, object: titleOf(object), message });
  if (object.metadata.annotations?.['kustomize.toolkit.fluxcd.io/prune']?.toLowerCase() === 'disabled')
    return danger('unmanaged', 'stays in the cluster, where nobody manages it any more: its pruning is disabled');
  const loss = losses[object.kind];
  if (loss) return danger('data-loss', `is deleted: ${loss}`);
  if (object.kind === 'HelmRelease') return danger('uninstalled', 'is deleted, and its chart is uninstalled');
  if (object.kind === 'Kustomization' && groupOf(object) === 'kustomize.toolkit.fluxcd.io')
    return danger('pruned', prunedWith(object));
  return danger('pruned', 'is deleted');
}

function prunedWith({ spec }: KubernetesObject): string {
  const { prune, deletionPolicy } = (isMap(spec) ? spec : {}) as { prune?: unknown; deletionPolicy?: unknown };
  const stays = deletionPolicy === 'Orphan' || (prune !== true && (deletionPolicy ?? 'MirrorPrune') === 'MirrorPrune');
  return stays
    ? 'is deleted; what it applied stays, and nobody manages it any more'
    : 'is deleted, and with it everything it applied';
}
