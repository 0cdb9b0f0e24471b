// Where a run keeps its lock, its stage and its journal.
import { lstatSync, mkdirSync, rmdirSync } from 'node:fs';
import { codeOf, during, RefusedError } from './errors.js';

/** The folder below the root that holds the state of a run; removed at its end unless others keep files there. */
export const stateFolder = '.groundplan';

export function statePath(root: string, name: 'lock' | 'stage' | 'journal.json' | 'stage/folders.json' | ''): string {
  return name === '' ? `${root}/${stateFolder}` : `${root}/${stateFolder}/${name}`;
}

/** The new content of a file, waiting for the commit. */
export function stagedPath(root: string, number: number): string {
  return `${root}/${stateFolder}/stage/${number}.new`;
}

/** The old content of a file, until the commit is complete. */
export function keptPath(root: string, number: number): string {
  return `${root}/${stateFolder}/stage/${number}.old`;
}

/** Whether there is anything of a run; throws `RefusedError` when the name is taken by something else. */
export function hasState(root: string): boolean {
  const stat = during(`looking at ${stateFolder}`, () => lstatSync(statePath(root, ''), { throwIfNoEntry: false }));
  if (stat === undefined) return false;
  if (stat.isDirectory()) return true;
  throw new RefusedError(`${stateFolder} is not a folder, so no run can keep its state there. Remove it.`);
}

export function makeStateFolder(root: string): void {
  if (hasState(root)) return;
  try {
    mkdirSync(statePath(root, ''));
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    hasState(root);
  }
}

export function removeStateFolder(root: string): void {
  try {
    rmdirSync(statePath(root, ''));
  } catch {
    // Not empty: another run has begun, or waits for recovery.
  }
}
