// The folder the bench works in: made at the start, gone at the end, however it ends.
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UsageError } from './options.js';
import { runCommand, stopProcesses } from './process.js';

/** Folder for what is built, in this repository and outside of Git. */
const buildFolder = fileURLToPath(new URL('..', import.meta.url));

/** Runs `action` in a new folder below `parent`; on Ctrl-C stops its processes, clears up and exits. */
export async function withWorkspace<T>(parent: string | undefined, action: (folder: string) => Promise<T>): Promise<T> {
  if (parent !== undefined && !existsSync(parent)) throw new UsageError(`There is no folder ${parent}.`);
  const folder = mkdtempSync(join(parent ?? usualParent(), 'groundplan-bench-'));
  let stopping: Promise<never> | undefined;
  const stop = () => {
    stopping ??= stopAll(folder);
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  try {
    return await action(folder);
  } finally {
    // A process that was stopped fails; then this waits for the exit.
    await stopping;
    process.off('SIGINT', stop).off('SIGTERM', stop);
    remove(folder);
  }
}

async function stopAll(folder: string): Promise<never> {
  await stopProcesses();
  remove(folder);
  process.exit(130);
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** On the filesystem of the repository: a temporary folder in memory would hide what waiting for the disk costs. */
function usualParent(): string {
  return statSync(tmpdir()).dev === statSync(buildFolder).dev ? tmpdir() : buildFolder;
}

/** Waits until the disk has nothing left to write of what came before. */
export async function settle(): Promise<void> {
  if (process.platform !== 'win32') await runCommand('sync', []);
}
