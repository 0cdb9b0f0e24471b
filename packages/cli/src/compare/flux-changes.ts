// Changes of what Flux itself takes, prunes and waits for.
import { groupOf, titleOf } from '../render/kubernetes-object.js';
import type { ChangedObject, Differences } from './compare.js';
import type { Danger } from './dangers.js';
import { isSame, valueAt } from './field-changes.js';

interface Watched {
  readonly path: string;
  readonly says: (was: unknown, is: unknown) => string | undefined;
}

const moves = (what: string) => (was: unknown, is: unknown) =>
  `${what} ${shown(is)} instead of ${shown(was)}: what is not there is pruned`;

const watched: { readonly [groupAndKind: string]: readonly Watched[] } = {
  'kustomize.toolkit.fluxcd.io Kustomization': [
    { path: 'spec.path', says: moves('takes the folder') },
    { path: 'spec.sourceRef', says: moves('takes its files from') },
    { path: 'spec.targetNamespace', says: moves('puts its objects into the namespace') },
    {
      path: 'spec.prune',
      says: (was, is) =>
        is === true
          ? 'prunes now: objects that left Git are deleted'
          : `does not prune any more: objects that leave Git stay${was === undefined ? '' : ' in the cluster'}`,
    },
    {
      path: 'spec.deletionPolicy',
      says: (was, is) => `changes what happens to its objects when it is deleted from ${shown(was)} to ${shown(is)}`,
    },
    {
      path: 'spec.force',
      says: (_, is) => (is === true ? 'recreates objects whose immutable fields change' : undefined),
    },
    { path: 'spec.suspend', says: suspended },
  ],
  'helm.toolkit.fluxcd.io HelmRelease': [{ path: 'spec.suspend', says: suspended }],
  'source.toolkit.fluxcd.io GitRepository': [
    { path: 'spec.url', says: moves('follows') },
    { path: 'spec.ref', says: moves('follows') },
  ],
};

function suspended(_: unknown, is: unknown): string | undefined {
  return is === true ? 'is suspended: nothing it stands for is applied' : undefined;
}

export function fluxChanges({ changed }: Differences): Danger[] {
  return changed.flatMap((one) =>
    (watched[`${groupOf(one.after)} ${one.after.kind}`] ?? []).flatMap((field) => fieldDanger(one, field)),
  );
}

function fieldDanger({ before, after }: ChangedObject, { path, says }: Watched): Danger[] {
  const [was, is] = [before, after].map((object) => valueAt(object, path.split('.')));
  const message = isSame(was, is) ? undefined : says(was, is);
  return message === undefined ? [] : [{ code: 'flux-reach', object: titleOf(after), message }];
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
