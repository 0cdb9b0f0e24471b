// The files of renders, dist/<env>.yaml: what is written there, and what may be overwritten or removed.
import { type Change, readMarker, stampFrom, type Tree } from '@groundplan/engine';
import { distFolder, distPath } from './dist-path.js';

/** With the marker on the first line. */
export function distText(environment: string, objects: string, source: string): string {
  const command = `nx run generate and groundplan render --env ${environment}`;
  return stampFrom(distPath(environment), objects, { from: `clusters/${environment}`, source, command });
}

/** Undefined when the file is as it should be; no `text` when it should not be there. */
export function distChange(
  path: string,
  {
    old,
    text,
    force,
  }: { readonly old: string | undefined; readonly text: string | undefined; readonly force: boolean },
): Change | undefined {
  if (old === text) return undefined;
  const common = { path, by: null, from: [] };
  const { state } = readMarker(old ?? '');
  if (old !== undefined && !force && (state === 'absent' || state === 'edited')) {
    const reason = state === 'absent' ? 'unowned' : 'hand-edited';
    return {
      kind: 'refuse',
      ...common,
      reason,
      message: messages[reason](path),
      old,
      ...(text === undefined ? {} : { text }),
    };
  }
  if (text === undefined) return { kind: 'delete', ...common, old: old ?? '' };
  return old === undefined ? { kind: 'create', ...common, text } : { kind: 'update', ...common, old, text };
}

const messages = {
  unowned: (path: string) =>
    `${path} is in the way: it is no render of groundplan. Move it away, or overwrite it with --force.`,
  'hand-edited': (path: string) =>
    `${path} was edited by hand. Move the edit to what it is made of, or overwrite it with --force.`,
};

/** Renders of environments that are gone; other files in the folder are nobody's business. */
export function abandonedRenders(tree: Tree, environments: readonly string[]): string[] {
  const known = new Set(environments.map(distPath));
  return tree
    .list(distFolder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `${distFolder}/${name}`)
    .filter((path) => !known.has(path) && readMarker(tree.read(path) ?? '').state !== 'absent');
}
