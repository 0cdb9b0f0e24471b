// The folders of the tree: real ones only, made before a commit and removed when they end up empty.
import { lstatSync, mkdirSync, rmdirSync, type Stats } from 'node:fs';
import { parentPath, UnsafePathError } from '../safe-path.js';
import { codeOf, during } from './errors.js';

/** Whether a folder exists; throws `UnsafePathError` when it or one above is a link or a file. Looks at each folder once. */
export type FolderExists = (folder: string) => boolean;

export function folderLookup(root: string): FolderExists {
  const known = new Map([['', true]]);
  const exists = (folder: string): boolean => {
    const seen = known.get(folder);
    if (seen !== undefined) return seen;
    const found = exists(parentPath(folder)) && isFolder(root, folder);
    known.set(folder, found);
    return found;
  };
  return exists;
}

function isFolder(root: string, folder: string): boolean {
  const stat = lookAt(root, folder);
  if (stat === undefined || stat.isDirectory()) return stat !== undefined;
  if (stat.isSymbolicLink()) throw new UnsafePathError(folder, 'is a symbolic link, which is not followed');
  throw new UnsafePathError(folder, 'is not a folder');
}

function lookAt(root: string, folder: string): Stats | undefined {
  try {
    return lstatSync(`${root}/${folder}`, { throwIfNoEntry: false });
  } catch (error) {
    if (codeOf(error) === 'EACCES') throw new UnsafePathError(folder, 'cannot be reached: permission denied');
    throw error;
  }
}

/** Makes the folders, outermost first; `made` tells how far it came. */
export function makeFolders(root: string, folders: readonly string[], made: string[] = []): void {
  for (const folder of folders) {
    during(`making the folder ${folder}`, () => mkdirSync(`${root}/${folder}`));
    made.push(folder);
  }
}

/** Removes those of the folders that are empty, innermost first. */
export function removeEmptyFolders(root: string, folders: readonly string[]): void {
  for (const folder of [...folders].sort().reverse()) {
    try {
      rmdirSync(`${root}/${folder}`);
    } catch (error) {
      if (codeOf(error) === undefined) throw error;
    }
  }
}
