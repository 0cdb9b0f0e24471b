// The tree of files below a root, as the planner sees it and the writer changes it; follows no link.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import type { Change } from '../plan.js';
import { assertSafePath, parentPath } from '../safe-path.js';
import { type ApplyOptions, apply } from './apply.js';
import { readRegular } from './disk.js';
import { folderLookup } from './folders.js';

export interface Tree {
  /** The text of a file, undefined when there is none; throws `UnsafePathError` for links, folders, devices and the like. */
  read(path: string): string | undefined;
  /** The names in a folder, sorted, those of folders with a / at the end; empty when there is no such folder. */
  list(folder: string): string[];
  /** See `apply`. */
  apply(changes: readonly Change[], options?: ApplyOptions): Promise<void>;
}

/** Remembers which folders exist until `apply`; open another one for another run. Throws when the root is no folder. */
export function openTree(root: string): Tree {
  if (!statSync(root).isDirectory()) throw new Error(`${root} is not a folder.`);
  let exists = folderLookup(root);
  return {
    read(path) {
      assertSafePath(path);
      return exists(parentPath(path)) ? readRegular(root, path, (file) => readFileSync(file, 'utf8')) : undefined;
    },
    list: (folder) => (exists(folder) ? listFolder(`${root}/${folder}`) : []),
    async apply(changes, options) {
      await apply(root, changes, options).finally(() => {
        exists = folderLookup(root);
      });
    },
  };
}

function listFolder(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)).sort();
}
