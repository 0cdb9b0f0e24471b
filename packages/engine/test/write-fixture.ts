// A tree of files and a change of it, for the tests that interrupt, starve and forbid the writer.
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Edit } from '../src/plan.js';

/** Fast where the system has a memory filesystem; real otherwise. */
export function temporaryFolder(base = memoryFolder()): string {
  const folder = mkdtempSync(join(base, 'groundplan-'));
  chmodSync(folder, 0o755);
  return folder;
}

function memoryFolder(): string {
  return lstatSync('/dev/shm', { throwIfNoEntry: false })?.isDirectory() ? '/dev/shm' : tmpdir();
}

/** Texts by path. */
export type Files = ReadonlyMap<string, string>;

export interface Scenario {
  readonly before: Files;
  readonly after: Files;
  readonly edits: readonly Edit[];
}

/**
 * `count` changes in folders of ten: every fourth folder is new, every fourth goes, the others create, update and delete
 * in turn. Beside them lies a file by hand in every other folder.
 */
export function scenario(count: number): Scenario {
  const before = new Map<string, string>();
  const after = new Map<string, string>();
  const edits = Array.from({ length: count }, (_, index) => editOf(index));
  for (const edit of edits) {
    if (edit.kind !== 'create') before.set(edit.path, edit.old);
    if (edit.kind !== 'delete') after.set(edit.path, edit.text);
  }
  for (let host = 0; host < count / 10; host += 2) {
    for (const files of [before, after]) files.set(`hosts/h${host}/configuration.nix`, `{ host = ${host}; }\n`);
  }
  return { before, after, edits };
}

function editOf(index: number): Edit {
  const host = Math.floor(index / 10);
  const path = `hosts/h${host}/generated/f${index % 10}.nix`;
  const kind = (['create', 'delete', undefined, undefined] as const)[host % 4];
  const described = { path, by: 'test', from: [] };
  const text = `new ${index}\n${'n'.repeat((index * 37) % 3000)}\n`;
  const old = `old ${index}\n${'o'.repeat((index * 53) % 3000)}\n`;
  switch (kind ?? (['create', 'update', 'delete'] as const)[index % 3]) {
    case 'create':
      return { kind: 'create', ...described, text };
    case 'delete':
      return { kind: 'delete', ...described, old };
    default:
      return { kind: 'update', ...described, text, old };
  }
}

export function writeFiles(root: string, files: Files): void {
  const made = new Set<string>();
  for (const [path, text] of files) {
    const folder = dirname(join(root, path));
    if (!made.has(folder)) mkdirSync(folder, { recursive: true });
    made.add(folder);
    writeFileSync(join(root, path), text);
  }
}

/** Empties the root and writes the files. */
export function resetFiles(root: string, files: Files): void {
  for (const name of readdirSync(root)) rmSync(join(root, name), { recursive: true, force: true });
  writeFiles(root, files);
}

/** Every file with its content, every link and every folder (with / at the end), without the state folder. */
export function readTree(root: string): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (folder: string) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (path === '.groundplan') continue;
      if (entry.isDirectory()) visit(path);
      found.set(entry.isDirectory() ? `${path}/` : path, entry.isFile() ? readFileSync(join(root, path), 'utf8') : '');
    }
  };
  visit('');
  return found;
}

/** What `readTree` gives for exactly these files. */
export function treeOf(files: Files): Map<string, string> {
  const tree = new Map(files);
  for (const path of files.keys()) {
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) tree.set(`${folder}/`, '');
  }
  return tree;
}

/** The paths that differ. */
export function difference(one: Files, other: Files): string[] {
  const paths = new Set([...one.keys(), ...other.keys()]);
  return [...paths].filter((path) => one.get(path) !== other.get(path)).sort();
}

export function leftovers(root: string): string[] {
  return readdirSync(root).filter((name) => name === '.groundplan');
}
