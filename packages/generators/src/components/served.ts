// Takes the API version of a kind from what the pinned version of its component serves, so that a removed one is never written.
import type { ComponentRelease } from './component.js';

/** One of `known`, whose specification is the one that is written; throws when the release serves another or none. */
export function served<V extends string>(
  { name, version, apis }: Pick<ComponentRelease<unknown>, 'name' | 'version' | 'apis'>,
  kind: string,
  ...known: readonly V[]
): V {
  const found = known.find((one) => one === apis[kind]);
  if (found !== undefined) return found;
  throw new Error(
    `${name} ${version} serves ${kind} as ${apis[kind] ?? 'nothing'}, and ${known.join(' or ')} is written.`,
  );
}
