// Definitions of kinds that go, or give up a version: the objects of that kind go with them, or cannot be applied.
import { groupOf, type KubernetesObject, titleOf, versionOf } from '../render/kubernetes-object.js';
import type { Differences } from './compare.js';
import type { Danger, Renders } from './dangers.js';
import { isCrd } from './removals.js';

interface Definition {
  readonly group: string;
  readonly names: { readonly kind: string };
  readonly versions?: readonly { readonly name: string; readonly served?: boolean; readonly storage?: boolean }[];
}

const definitionOf = ({ spec }: KubernetesObject) => spec as Definition;

export function crdChanges({ removed, changed }: Differences, renders: Renders): Danger[] {
  const gone = removed.filter(isCrd).map((crd) => {
    const message = `is deleted, and with it every ${definitionOf(crd).names.kind} of the cluster${usedHere(crd, renders)}`;
    return { code: 'crd-removed' as const, object: titleOf(crd), message };
  });
  return [...gone, ...changed.filter(({ after }) => isCrd(after)).flatMap((one) => versionDangers(one, renders))];
}

function usedHere(crd: KubernetesObject, { before, after }: Renders): string {
  const [was, is] = [before, after].map((objects) => objects.filter((object) => isOf(object, crd)).length);
  if (is) return `; ${is} of this render cannot be applied then`;
  return was ? `, among them ${was} of the former render` : '';
}

function isOf(object: KubernetesObject, crd: KubernetesObject): boolean {
  const { group, names } = definitionOf(crd);
  return groupOf(object) === group && object.kind === names.kind;
}

interface Pair {
  readonly before: KubernetesObject;
  readonly after: KubernetesObject;
}

function versionDangers({ before, after }: Pair, renders: Renders): Danger[] {
  const versions = (crd: KubernetesObject) => definitionOf(crd).versions ?? [];
  const served = new Set(versions(after).flatMap(({ name, served: is }) => (is === false ? [] : name)));
  const known = new Set(versions(after).map(({ name }) => name));
  return versions(before).flatMap(({ name, served: was, storage }) => {
    if (storage && !known.has(name))
      return danger(after, `drops ${name}, in which objects may be stored: migrate them first`);
    if (was === false || served.has(name)) return [];
    const users = renders.after.filter((object) => isOf(object, after) && versionOf(object) === name);
    const count = users.length === 0 ? '' : `; this render has ${users.map(titleOf).join(', ')} in it`;
    return danger(after, `does not serve ${name} any more${count}`);
  });
}

const danger = (crd: KubernetesObject, message: string): Danger[] => [
  { code: 'crd-removed', object: titleOf(crd), message },
];
