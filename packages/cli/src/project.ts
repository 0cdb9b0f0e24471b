// The files a command works on: where the repository is, and where its topology, lock and manifest lie.
import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { UsageError } from './arguments.js';

export const lockPath = 'topology/addresses.lock.json';
export const manifestPath = 'topology/manifest.json';

export interface Project {
  readonly root: string;
  /** Absolute path of topology.ts. */
  readonly topologyFile: string;
  /** The same as it stands in markers and messages: from the root, with `/`. */
  readonly source: string;
  /** The text of topology.ts when it is not what the file holds: an edit that is not written yet. */
  readonly text?: string;
}

interface Where {
  readonly cwd: string;
  readonly root: string | undefined;
  readonly topology: string | undefined;
}

const usual = join('topology', 'topology.ts');

export function findProject({ cwd, root: named, topology }: Where): Project {
  const root = named === undefined ? nearestRoot(cwd) : resolve(cwd, named);
  if (!existsSync(root)) throw new UsageError(`There is no folder ${named}.`);
  const topologyFile = topology === undefined ? join(root, usual) : resolve(cwd, topology);
  return { root, topologyFile, source: sourceName(root, topologyFile) };
}

/** The nearest folder upwards with a topology; the current one when there is none, so that the message names it. */
function nearestRoot(cwd: string): string {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (existsSync(join(folder, usual))) return folder;
    if (dirname(folder) === folder) return cwd;
  }
}

function sourceName(root: string, file: string): string {
  const path = relative(root, file);
  return isAbsolute(path) || path.startsWith('..') ? 'topology.ts' : path.split(sep).join('/');
}
