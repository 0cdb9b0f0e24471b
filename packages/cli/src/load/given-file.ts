// Names and quotes the user's files in load problems.
import { readFileSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { codeFrame } from '../source/code-frame.js';
import type { FileRange } from '../source/source-text.js';
import { LoadFailure } from './load-problem.js';

/** An absolute path as the user would write it: esbuild resolves symbolic links of the folder of topology.ts. */
export function givenPath(path: string, topology: string): string {
  const folder = dirname(topology);
  const inside = relative(realpathSync(folder), resolve(folder, path));
  return isAbsolute(inside) ? resolve(folder, path) : join(folder, inside);
}

/** The code frame of a problem, or nothing when the file cannot be read any more. */
export function maskedFrame(range: FileRange): { frame?: string } {
  try {
    const frame = codeFrame(readFileSync(range.file, 'utf8'), range, { mask: 'secret-lines' });
    return frame === '' ? {} : { frame };
  } catch {
    return {};
  }
}

/** Throws a LoadFailure when there is no file to read. */
export function assertReadable(file: string): void {
  try {
    readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const words = unreadable[code ?? ''] ?? { message: `The file cannot be read (${code}).` };
    throw new LoadFailure({ code: 'topology-load', reason: 'file-unreadable', file, ...words });
  }
}

const unreadable: Readonly<Record<string, { message: string; fix: string }>> = {
  ENOENT: { message: 'The file does not exist.', fix: 'Name another file with --topology.' },
  EISDIR: { message: 'This is a folder, not a file.', fix: 'Name the file in it with --topology.' },
  EACCES: { message: 'The file may not be read.', fix: 'Change its permissions.' },
};
