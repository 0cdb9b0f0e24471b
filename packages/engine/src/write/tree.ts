// The tree of files below a root, as the planner sees it and the writer changes it; follows no link.
import { type Dirent, readdirSync, statSync } from 'node:fs';
import type { Change } from '../plan.js';
import { assertSafePath, parentPath, UnsafePathError } from '../safe-path.js';
import { type ApplyOptions, apply } from './apply.js';
import { readRegular, readText } from './disk.js';
import { codeOf } from './errors.js';
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
  return treeWith(root, (changes, options) => apply(root, changes, options));
}

/** The same with another way to write. */
export function treeWith(root: string, write: Tree['apply']): Tree {
  if (!statSync(root).isDirectory()) throw new Error(`${root} is not a folder.`);
  let exists = folderLookup(root);
  return {
    read(path) {
      assertSafePath(path);
      return exists(parentPath(path)) ? readRegular(root, path, readText) : undefined;
    },
    list: (folder) => (exists(folder) ? listFolder(root, folder) : []),
    async apply(changes, options) {
      await write(changes, options).finally(() => {
        exists = folderLookup(root);
      });
    },
  };
}

function listFolder(root: string, folder: string): string[] {
  const entries = readFolder(root, folder);
  return entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)).sort();
}

function readFolder(root: string, folder: string): Dirent[] {
  try {
    return readdirSync(`${root}/${folder}`, { withFileTypes: true });
  } catch (error) {
    if (codeOf(error) === 'EACCES') throw new UnsafePathError(folder, 'cannot be listed: permission denied');
    throw error;
  }
}
