// Finishes or discards what an interrupted run left behind.
import { readFileSync } from 'node:fs';
import { foldersAbove, parentPath, UnsafePathError } from '../safe-path.js';
import { finish, moveForward, type OnStep } from './commit.js';
import { readRegular } from './disk.js';
import { during, interrupted, nothingChanged, RefusedError } from './errors.js';
import { type FolderExists, folderLookup, makeFolders } from './folders.js';
import { type Entry, readJournal } from './journal.js';
import { withLock } from './lock.js';
import { contentHash, discardStage } from './stage.js';
import { hasState, stateFolder } from './state.js';

/** `completed`: the tree is what the interrupted run wanted; `discarded`: it is what it was before that run. */
export type Recovery = 'nothing' | 'completed' | 'discarded';

/**
 * To be called before a run that writes. Throws `LockedError` while another run is active, `RefusedError` when a file
 * was changed after the interruption, `WriteError` when the disk refuses.
 */
export async function recover(root: string, options: { readonly onStep?: OnStep | undefined } = {}): Promise<Recovery> {
  if (!hasState(root)) return 'nothing';
  return withLock(root, () => recoverLocked(root, options.onStep));
}

/** The same for a caller that holds the lock. */
export async function recoverLocked(root: string, onStep?: OnStep): Promise<Recovery> {
  const entries = journalToFinish(root);
  if (entries === undefined) return discard(root);
  try {
    const pending = pendingEntries(root, entries);
    makeMissingFolders(root, pending);
    for (const [index, entry] of pending.entries()) {
      onStep?.('commit', index);
      during(`writing ${entry.path}`, () => moveForward(root, entry));
    }
  } catch (error) {
    throw interrupted(error);
  }
  await finish(root, entries, onStep);
  return 'completed';
}

function journalToFinish(root: string): Entry[] | undefined {
  try {
    return readJournal(root);
  } catch (error) {
    throw nothingChanged(error);
  }
}

function discard(root: string): Recovery {
  try {
    return discardStage(root) ? 'discarded' : 'nothing';
  } catch (error) {
    throw nothingChanged(error);
  }
}

function makeMissingFolders(root: string, entries: readonly Entry[]): void {
  const exists = folderLookup(root);
  const written = entries.filter((entry) => entry.new !== null);
  makeFolders(
    root,
    foldersAbove(written.map(({ path }) => path)).filter((folder) => !exists(folder)),
  );
}

/** Looks at every entry before the first is carried out. */
function pendingEntries(root: string, entries: readonly Entry[]): Entry[] {
  const exists = folderLookup(root);
  try {
    return entries.filter((entry) => isPending(root, entry, exists));
  } catch (error) {
    if (!(error instanceof UnsafePathError)) throw error;
    throw refusal(error.message, error);
  }
}

function isPending(root: string, entry: Entry, exists: FolderExists): boolean {
  const current = hashOf(root, entry.path, exists);
  if (current === entry.new) return false;
  // A file that is gone holds nobody's work, so it may be written again.
  if (current !== entry.old && current !== null)
    throw refusal(`${entry.path} was changed after a run was interrupted.`);
  if (entry.new !== null && hashOf(root, `${stateFolder}/stage/${entry.number}.new`, exists) !== entry.new) {
    throw refusal(`The interrupted run's copy of ${entry.path} is missing or damaged.`);
  }
  return true;
}

function hashOf(root: string, path: string, exists: FolderExists): string | null {
  if (!exists(parentPath(path))) return null;
  const bytes = during(`reading ${path}`, () => readRegular(root, path, (file) => readFileSync(file)));
  return bytes === undefined ? null : contentHash(bytes);
}

function refusal(what: string, cause?: unknown): RefusedError {
  const advice = `Put the file back as it was, or give the interrupted run up by deleting ${stateFolder}, then run the command again`;
  return new RefusedError(`${what} Nothing was changed. ${advice}.`, { cause });
}
