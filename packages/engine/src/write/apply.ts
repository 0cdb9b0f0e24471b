// Writes a plan into the tree, all of it or nothing: lock, stage, journal, commit, finish.
import { accessSync, constants } from 'node:fs';
import type { Change, Edit } from '../plan.js';
import { assertSafePath, foldersAbove, parentPath, UnsafePathError } from '../safe-path.js';
import { commit, finish, giveUp, type OnStep } from './commit.js';
import { during, RefusedError } from './errors.js';
import { folderLookup, makeFolders } from './folders.js';
import { type Entry, writeJournal } from './journal.js';
import { type Lock, withLock } from './lock.js';
import { recoverLocked } from './recover.js';
import { openStage, type StageOptions, stageFiles } from './stage.js';
import { keepTargets } from './targets.js';

export interface ApplyOptions extends StageOptions {
  readonly onStep?: OnStep | undefined;
}

/**
 * Makes the changes, durably. Throws `RefusedError` (a refused change, or a file that is no longer what the plan saw),
 * `LockedError`, `WriteError`, or the signal's reason; after each of them the tree is as it was, save for a `WriteError`
 * that says `interrupted`.
 */
export async function apply(root: string, changes: readonly Change[], options: ApplyOptions = {}): Promise<void> {
  if (acceptedEdits(changes).length === 0) return;
  await withLock(root, async (lock) => {
    await recoverLocked(root);
    await applyLocked(root, changes, { lock, ...options });
  });
}

/** The same for a caller that holds the lock and has recovered. */
export async function applyLocked(
  root: string,
  changes: readonly Change[],
  options: ApplyOptions & { lock: Lock },
): Promise<void> {
  const edits = acceptedEdits(changes);
  if (edits.length === 0) return;
  const entries = await prepare(root, edits, options).catch((error) => giveUp(root, error));
  await commit(root, entries, options.onStep);
  await finish(root, entries, options.onStep);
}

function acceptedEdits(changes: readonly Change[]): Edit[] {
  const paths = new Set<string>();
  return changes.map((change) => {
    if (change.kind === 'refuse') throw new RefusedError(`${change.message} Nothing was changed.`);
    if (paths.has(change.path)) throw new Error(`Two changes of ${change.path} in one plan.`);
    assertSafePath(change.path);
    paths.add(change.path);
    return change;
  });
}

async function prepare(root: string, edits: readonly Edit[], options: ApplyOptions & { lock: Lock }): Promise<Entry[]> {
  const missing = missingFolders(root, edits);
  options.onStep?.('stage', 0);
  openStage(root, missing);
  makeFolders(root, missing);
  const fresh = await stageFiles(root, edits, options);
  options.onStep?.('keep', 0);
  const old = keepTargets(root, edits);
  options.signal?.throwIfAborted();
  options.lock.verify();
  options.onStep?.('journal', 0);
  const entries = edits.map(({ path }, number) => ({
    path,
    number,
    old: old[number] ?? null,
    new: fresh[number] ?? null,
  }));
  await writeJournal(root, entries);
  return entries;
}

/** Checks the folders that the edits go to and returns those still to be made, outermost first. */
function missingFolders(root: string, edits: readonly Edit[]): string[] {
  const exists = folderLookup(root);
  const missing = withoutLinks(() => foldersAbove(edits.map(({ path }) => path)).filter((folder) => !exists(folder)));
  for (const folder of new Set([...edits, ...missing.map((path) => ({ path }))].map(({ path }) => parentPath(path)))) {
    if (exists(folder)) checkWritable(root, folder);
  }
  return missing;
}

function withoutLinks<T>(look: () => T): T {
  try {
    return look();
  } catch (error) {
    if (!(error instanceof UnsafePathError)) throw error;
    throw new RefusedError(`${error.message} Nothing was changed.`, { cause: error });
  }
}

function checkWritable(root: string, folder: string): void {
  const { W_OK, X_OK } = constants;
  during(`checking the folder ${folder === '' ? 'of the topology' : folder}`, () =>
    accessSync(`${root}/${folder}`, W_OK | X_OK),
  );
}
