// Reads JSON schemas from folders with the layout group/kind_version.json.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UsageError } from '../arguments.js';
import type { ReadSchema } from './object-schema.js';

/** The first folder that has the file counts. Throws `UsageError` for a folder without any schema. */
export function schemaFolders(folders: readonly string[], cwd: string): ReadSchema {
  const absolute = folders.map((folder) => resolve(cwd, folder));
  for (const [at, folder] of absolute.entries()) {
    if (!hasSchemas(folder))
      throw new UsageError(
        `${folders[at]} has no schemas: a file of one is named group/kind_version.json, such as apps/deployment_v1.json.`,
      );
  }
  return (file) => absolute.map((folder) => readIfThere(join(folder, file))).find((text) => text !== undefined);
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
