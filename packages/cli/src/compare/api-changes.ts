// Objects that stay what they are under another version, or another group, of their API.
import { groupOf, placeOf, titleOf } from '../render/kubernetes-object.js';
import type { Differences } from './compare.js';
import type { Danger } from './dangers.js';

export function apiChanges({ added, removed, changed }: Differences): Danger[] {
  const versions = changed
    .filter(({ before, after }) => before.apiVersion !== after.apiVersion)
    .map(({ before, after }) =>
      danger(titleOf(after), `goes from ${before.apiVersion} to ${after.apiVersion}, which the cluster must serve`),
    );
  const groups = removed.flatMap((object) => {
    const same = added.find((one) => placeOf(one) === placeOf(object) && groupOf(one) !== groupOf(object));
    if (!same) return [];
    const message = `goes from ${object.apiVersion} to ${same.apiVersion}, another group: another object for the cluster, and the old one is deleted`;
    return [danger(titleOf(object), message)];
  });
  return [...groups, ...versions];
}

const danger = (object: string, message: string): Danger => ({ code: 'api-version', object, message });
