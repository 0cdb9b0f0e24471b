// Checks that the files about to change are still what the plan saw, and keeps their old content for a way back.
import { constants, copyFileSync, linkSync, lstatSync, readFileSync } from 'node:fs';
import type { Edit } from '../plan.js';
import { UnsafePathError } from '../safe-path.js';
import { readRegular } from './disk.js';
import { codeOf, during, RefusedError } from './errors.js';
import { contentHash } from './stage.js';
import { keptPath } from './state.js';

/** Returns the SHA-256 of each old content, null for creates; throws `RefusedError` where someone changed a file. */
export function keepTargets(root: string, edits: readonly Edit[]): (string | null)[] {
  return edits.map((edit, number) => {
    try {
      return during(`keeping the old ${edit.path}`, () => keepTarget(root, edit, number));
    } catch (error) {
      if (!(error instanceof UnsafePathError)) throw error;
      throw new RefusedError(`${error.message} Nothing was changed.`, { cause: error });
    }
  });
}

function keepTarget(root: string, edit: Edit, number: number): string | null {
  if (edit.kind === 'create') {
    if (lstatSync(`${root}/${edit.path}`, { throwIfNoEntry: false }) !== undefined) throw changed(edit.path);
    return null;
  }
  const bytes = readRegular(root, edit.path, (file) => readFileSync(file));
  if (bytes === undefined || bytes.toString() !== edit.old) throw changed(edit.path);
  // A delete moves the file itself into the stage.
  if (edit.kind === 'update') keep(`${root}/${edit.path}`, keptPath(root, number));
  return contentHash(bytes);
}

// A filesystem without hard links, a file of another user (protected_hardlinks), or one with too many links.
const notLinkable = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV']);

function keep(file: string, kept: string): void {
  try {
    linkSync(file, kept);
  } catch (error) {
    if (!notLinkable.has(codeOf(error) ?? '')) throw error;
    copyFileSync(file, kept, constants.COPYFILE_EXCL);
  }
}

function changed(path: string): RefusedError {
  return new RefusedError(
    `${path} was changed by someone else during the run; nothing was written. Run the command again.`,
  );
}
