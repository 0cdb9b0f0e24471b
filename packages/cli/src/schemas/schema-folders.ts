// Reads JSON schemas from folders with the layout group/kind_version.json.
import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ReadSchema } from './object-schema.js';

/** The first folder that has the file counts; of a folder of collections, the first collection in the alphabet. */
export function schemaFolders(folders: readonly string[], cwd: string): ReadSchema {
  const collections = folders.flatMap((folder) => collectionsIn(resolve(cwd, folder)));
  return (file) => collections.map((folder) => readIfThere(join(folder, file))).find(isText);
}

const isText = (text: string | undefined) => text !== undefined;

/** What is wrong with the folders; undefined when each has schemas. */
export function folderProblem(folders: readonly string[], cwd: string): string | undefined {
  const empty = folders.find((folder) => collectionsIn(resolve(cwd, folder)).length === 0);
  if (empty === undefined) return undefined;
  return `${empty} has no schemas: a file of one is named group/kind_version.json, such as apps/deployment_v1.json.`;
}

/** The folder itself when it has groups, else those of its folders that have some. */
function collectionsIn(folder: string): string[] {
  if (hasGroups(folder)) return [folder];
  return foldersIn(folder)
    .map((name) => join(folder, name))
    .filter(hasGroups);
}

const hasGroups = (folder: string) =>
  foldersIn(folder).some((group) => namesIn(join(folder, group)).some((name) => /^[a-z0-9]+_v.*\.json$/.test(name)));

const foldersIn = (folder: string) =>
  entriesIn(folder)
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
const namesIn = (folder: string) => entriesIn(folder).map(({ name }) => name);

function entriesIn(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
