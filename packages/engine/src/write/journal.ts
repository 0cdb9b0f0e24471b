// The journal: once it is on the disk the run counts as done, and whoever comes next finishes it.
import { lstatSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { unsafePathReason } from '../safe-path.js';
import { readRegular, syncFolder, writeDurably } from './disk.js';
import { during, duringAsync, RefusedError } from './errors.js';
import { hasState, stateFolder, statePath } from './state.js';

/** One file of a commit. */
export interface Entry {
  readonly path: string;
  /** The number of its files in the stage. */
  readonly number: number;
  /** SHA-256 of the content before and after; null for no file. */
  readonly old: string | null;
  readonly new: string | null;
}

/** Whether a run is committing, or was interrupted while it did: the tree may be part old, part new. */
export function hasOpenJournal(root: string): boolean {
  return hasState(root) && lstatSync(statePath(root, 'journal.json'), { throwIfNoEntry: false }) !== undefined;
}

/** The commit point: after this the entries are carried out, by this run or by a later one. */
export async function writeJournal(root: string, entries: readonly Entry[]): Promise<void> {
  const draft = `${statePath(root, 'stage')}/journal.json`;
  await duringAsync('writing the journal', async () => {
    await writeDurably(draft, Buffer.from(`${JSON.stringify({ version: 1, entries })}\n`));
    renameSync(draft, statePath(root, 'journal.json'));
    await syncFolder(statePath(root, ''));
  });
}

export async function removeJournal(root: string): Promise<void> {
  await duringAsync('removing the journal', async () => {
    rmSync(statePath(root, 'journal.json'), { force: true });
    await syncFolder(statePath(root, ''));
  });
}

/** Undefined when there is none; throws `RefusedError` for one that this tool did not write. */
export function readJournal(root: string): Entry[] | undefined {
  const read = () => readRegular(root, `${stateFolder}/journal.json`, (file) => readFileSync(file, 'utf8'));
  const text = during('reading the journal', read);
  return text === undefined ? undefined : parseJournal(text);
}

function parseJournal(text: string): Entry[] {
  try {
    const { version, entries } = JSON.parse(text) as { version: unknown; entries: Entry[] };
    if (version === 1 && entries.every(isEntry)) return entries;
  } catch {
    // Falls through to the refusal.
  }
  const advice = `Check the tree with git status, then delete ${stateFolder} and run the command again`;
  throw new RefusedError(
    `${stateFolder}/journal.json is not a journal of this version; nothing was changed. ${advice}.`,
  );
}

function isEntry(entry: Entry): boolean {
  const isHash = (value: unknown) => value === null || (typeof value === 'string' && /^[0-9a-f]{64}$/.test(value));
  const safe = typeof entry.path === 'string' && unsafePathReason(entry.path) === undefined;
  return safe && Number.isSafeInteger(entry.number) && entry.number >= 0 && isHash(entry.old) && isHash(entry.new);
}
