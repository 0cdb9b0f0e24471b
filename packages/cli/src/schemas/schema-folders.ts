// Reads JSON schemas from folders with the layout group/kind_version.json.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ReadSchema } from './object-schema.js';

/** The first folder that has the file counts. */
export function schemaFolders(folders: readonly string[], cwd: string): ReadSchema {
  return (file) => folders.map((folder) => readIfThere(join(resolve(cwd, folder), file))).find(isText);
}

const isText = (text: string | undefined) => text !== undefined;

/** What is wrong with the folders; undefined when each has schemas. */
export function folderProblem(folders: readonly string[], cwd: string): string | undefined {
  const empty = folders.find((folder) => !hasSchemas(resolve(cwd, folder)));
  if (empty === undefined) return undefined;
  return `${empty} has no schemas: a file of one is named group/kind_version.json, such as apps/deployment_v1.json.`;
}

function hasSchemas(folder: string): boolean {
  try {
    return readdirSync(folder, { withFileTypes: true }).some(
      (entry) =>
        entry.isDirectory() && readdirSync(join(folder, entry.name)).some((name) => /^[a-z0-9]+_v.*\.json$/.test(name)),
    );
  } catch {
    return false;
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
