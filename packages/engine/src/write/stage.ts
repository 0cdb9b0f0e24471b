// Writes the new content of every file beside the tree, durably, before anything in the tree changes.
import { hash } from 'node:crypto';
import { lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Create, Edit, Update } from '../plan.js';
import { unsafePathReason } from '../safe-path.js';
import { eachInParallel, readRegular, syncFolder, writeDurably } from './disk.js';
import { during, duringAsync } from './errors.js';
import { folderLookup, removeEmptyFolders } from './folders.js';
import { hasState, stagedPath, stateFolder, statePath } from './state.js';

export interface StageOptions {
  /** Stops the run between two files; no effect once the commit has begun. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: { readonly done: number; readonly total: number }) => void) | undefined;
}

/** `missing` are the folders the run is going to make: noted first, so that a killed run leaves none behind. */
export function openStage(root: string, missing: readonly string[]): void {
  during('preparing the stage', () => {
    mkdirSync(statePath(root, 'stage'));
    if (missing.length > 0)
      writeFileSync(statePath(root, 'stage/folders.json'), JSON.stringify(missing), { flag: 'wx' });
  });
}

/** Returns the SHA-256 of each new content, null for deletes. */
export async function stageFiles(
  root: string,
  edits: readonly Edit[],
  options: StageOptions,
): Promise<(string | null)[]> {
  const hashes: (string | null)[] = edits.map(() => null);
  let done = 0;
  await eachInParallel(edits, async (edit, number) => {
    options.signal?.throwIfAborted();
    if (edit.kind !== 'delete') hashes[number] = await stageFile(root, edit, number);
    done += 1;
    options.onProgress?.({ done, total: edits.length });
  });
  await duringAsync('syncing the stage', () => syncFolder(statePath(root, 'stage')));
  return hashes;
}

async function stageFile(root: string, edit: Create | Update, number: number): Promise<string> {
  const bytes = Buffer.from(edit.text);
  const mode = edit.kind === 'update' ? modeOf(root, edit.path) : undefined;
  await duringAsync(`staging ${edit.path}`, () => writeDurably(stagedPath(root, number), bytes, mode));
  return contentHash(bytes);
}

function modeOf(root: string, path: string): number | undefined {
  const stat = lstatSync(`${root}/${path}`, { throwIfNoEntry: false });
  return stat?.isFile() ? stat.mode & 0o7777 : undefined;
}

export function contentHash(bytes: Uint8Array): string {
  return hash('sha256', bytes);
}

/** Undoes all that was done before the commit; says whether there was anything. */
export function discardStage(root: string): boolean {
  if (!hasState(root) || lstatSync(statePath(root, 'stage'), { throwIfNoEntry: false }) === undefined) return false;
  removeEmptyFolders(root, notedFolders(root));
  during('removing the stage', () => rmSync(statePath(root, 'stage'), { recursive: true, force: true }));
  return true;
}

function notedFolders(root: string): string[] {
  const exists = folderLookup(root);
  try {
    if (!exists(`${stateFolder}/stage`)) return [];
    const text = readRegular(root, `${stateFolder}/stage/folders.json`, (file) => readFileSync(file, 'utf8'));
    const folders = JSON.parse(text ?? '[]') as string[];
    return folders.filter((folder) => unsafePathReason(folder) === undefined && exists(folder));
  } catch {
    // Cut off by a crash: then no folder was made yet. Or not ours: then none is removed.
    return [];
  }
}
