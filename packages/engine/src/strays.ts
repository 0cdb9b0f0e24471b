// Finds files that nobody generates in places that look generated; they are reported, never touched.
import type { Plan } from './plan.js';
import { foldersAbove } from './safe-path.js';

/** A file, or a whole folder ending with /, that the plan neither makes nor deletes. */
export interface Stray {
  readonly path: string;
  /** `not-generated`: lies in a folder named generated; `left-behind`: all that remains of something that was deleted. */
  readonly reason: 'not-generated' | 'left-behind';
}

/** The names in a folder, those of folders with a / at the end; empty when there is no such folder. */
export type ListFolder = (folder: string) => readonly string[];

/** Sorted by path. */
export function strays(
  { changes, manifest, scaffolds }: Pick<Plan, 'changes' | 'manifest' | 'scaffolds'>,
  list: ListFolder,
): Stray[] {
  const deleted = changes.filter(({ kind }) => kind === 'delete').map(({ path }) => path);
  const kept = [...manifest.keys(), ...changes.filter(({ kind }) => kind === 'refuse').map(({ path }) => path)];
  const known = new Set([...kept, ...deleted, ...scaffolds]);
  const folders = foldersAbove(known);
  const search: Search = { known, folders: new Set(folders), list };
  const alive = deleted.length === 0 ? search.folders : new Set(foldersAbove([...kept, ...scaffolds]));
  const found = new Map<string, Stray>();
  for (const folder of abandonedFolders(deleted, alive)) {
    for (const path of unknownIn(folder, search)) found.set(path, { path, reason: 'left-behind' });
  }
  for (const folder of generatedFolders(folders)) {
    for (const path of unknownIn(folder, search)) found.set(path, { path, reason: 'not-generated' });
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

interface Search {
  /** The files that are accounted for, and all folders above them. */
  readonly known: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
  readonly list: ListFolder;
}

function unknownIn(folder: string, search: Search): string[] {
  return search.list(folder).flatMap((name) => {
    const path = `${folder}/${name}`;
    if (!name.endsWith('/')) return search.known.has(path) ? [] : [path];
    return search.folders.has(path.slice(0, -1)) ? unknownIn(path.slice(0, -1), search) : [path];
  });
}

function generatedFolders(folders: readonly string[]): string[] {
  return folders.filter((folder) => /^(?:(?!generated\/)[^/]+\/)*generated$/.test(folder));
}

/** The folders whose `generated` is given up, such as hosts/old. */
function abandonedFolders(deleted: readonly string[], alive: ReadonlySet<string>): Set<string> {
  const homes = deleted.map((path) => /^(.+?)\/generated\//.exec(path)?.[1]);
  return new Set(homes.filter((home) => home !== undefined && !alive.has(home)) as string[]);
}
