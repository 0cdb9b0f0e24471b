// Carries out a journal: renames into the tree, the way back when one of them fails, and the clearing up.
import { renameSync } from 'node:fs';
import { foldersAbove } from '../safe-path.js';
import { eachInParallel, syncFolder } from './disk.js';
import { during, duringAsync, interrupted, nothingChanged } from './errors.js';
import { removeEmptyFolders } from './folders.js';
import { type Entry, hasOpenJournal, removeJournal } from './journal.js';
import { discardStage } from './stage.js';
import { keptPath, stagedPath } from './state.js';

/** Called before a step of a run, for tests that stop one there. */
export type OnStep = (step: 'stage' | 'keep' | 'journal' | 'commit' | 'finish' | 'clear', number: number) => void;

/** Moves all files into place, or all back: then the error says that nothing was changed. */
export async function commit(root: string, entries: readonly Entry[], onStep?: OnStep): Promise<void> {
  let done = 0;
  try {
    for (const entry of entries) {
      during(`writing ${entry.path}`, () => {
        onStep?.('commit', done);
        moveForward(root, entry);
      });
      done += 1;
    }
  } catch (error) {
    await moveAllBack(root, entries.slice(0, done), error);
  }
}

export function moveForward(root: string, entry: Entry): void {
  if (entry.new === null) renameSync(`${root}/${entry.path}`, keptPath(root, entry.number));
  else renameSync(stagedPath(root, entry.number), `${root}/${entry.path}`);
}

// Keeps the new content in the stage: a crash on the way back must leave a journal that can still be carried out.
function moveBack(root: string, entry: Entry): void {
  if (entry.new !== null) renameSync(`${root}/${entry.path}`, stagedPath(root, entry.number));
  if (entry.old !== null) renameSync(keptPath(root, entry.number), `${root}/${entry.path}`);
}

async function moveAllBack(root: string, entries: readonly Entry[], cause: unknown): Promise<never> {
  try {
    for (const entry of entries.toReversed()) moveBack(root, entry);
    await syncFolders(root, entries);
  } catch {
    throw interrupted(cause);
  }
  return giveUp(root, cause);
}

/** Clears away a run that has changed nothing, and throws `cause` as the error to show. */
export async function giveUp(root: string, cause: unknown): Promise<never> {
  try {
    await removeJournal(root);
    discardStage(root);
  } catch {
    if (hasOpenJournal(root)) throw interrupted(cause);
  }
  throw nothingChanged(cause);
}

/** Makes the commit durable and clears its traces. */
export async function finish(root: string, entries: readonly Entry[], onStep?: OnStep): Promise<void> {
  try {
    onStep?.('finish', 0);
    removeEmptyFolders(root, foldersAbove(entries.filter((entry) => entry.new === null).map(({ path }) => path)));
    await syncFolders(root, entries);
    await removeJournal(root);
  } catch (error) {
    throw interrupted(error);
  }
  onStep?.('clear', 0);
  clearStage(root);
}

async function syncFolders(root: string, entries: readonly Entry[]): Promise<void> {
  const folders = ['.', ...foldersAbove(entries.map(({ path }) => path))];
  await duringAsync('syncing the folders', () => eachInParallel(folders, (folder) => syncFolder(`${root}/${folder}`)));
}

function clearStage(root: string): void {
  try {
    discardStage(root);
  } catch {
    // All files are written; the next run clears the stage away.
  }
}
