// The errors of writing: what happened, what became of the tree, and what to do.

/** The disk said no. */
export class WriteError extends Error {
  override readonly name = 'WriteError';
  /** `unchanged`: as before the call; `interrupted`: part old, part new, and the next `recover` finishes it. */
  readonly tree: 'unchanged' | 'interrupted';

  constructor(message: string, tree: 'unchanged' | 'interrupted', cause: unknown) {
    super(message, { cause });
    this.tree = tree;
  }
}

/** Another run holds the lock; nothing was changed. */
export class LockedError extends Error {
  override readonly name = 'LockedError';
}

/** Writing would lose what someone else wrote; nothing was changed. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
}

const causes: Readonly<Record<string, string>> = {
  ENOSPC: 'No space left on the disk',
  EDQUOT: 'Disk quota used up',
  EROFS: 'Read-only filesystem',
  EACCES: 'Permission denied',
  EPERM: 'Operation not permitted',
  EIO: 'Input/output error of the disk',
  EMFILE: 'Too many open files',
  ENFILE: 'Too many open files in the whole system',
  ENAMETOOLONG: 'Name too long for the filesystem',
  EXDEV: 'Folder on another filesystem than the root',
  ENOENT: 'File or folder gone',
  EEXIST: 'File or folder already there',
  ENOTDIR: 'File in the place of a folder',
};

/** The code of a system error, such as ENOSPC; undefined for other errors. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Runs `action`; a system error gets a sentence that ends with what was being done, such as `staging hosts/a`. */
export function during<T>(doing: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw stepError(doing, error);
  }
}

/** The same for asynchronous work. */
export async function duringAsync<T>(doing: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw stepError(doing, error);
  }
}

/** A system error on the way, before it is known what becomes of the tree. */
class StepError extends Error {}

/** Errors that are not the system's stay as they are. */
export function stepError(doing: string, error: unknown): unknown {
  const code = codeOf(error);
  if (code === undefined) return error;
  return new StepError(`${causes[code] ?? `System error ${code}`} while ${doing}`, { cause: error });
}

/** The error to throw once the tree is known to be as it was. */
export function nothingChanged(error: unknown): unknown {
  if (!(error instanceof StepError)) return error;
  return new WriteError(`${error.message}; nothing was changed.`, 'unchanged', error.cause);
}

/** The error to throw while the journal is still there. */
export function interrupted(error: unknown): unknown {
  if (!(error instanceof StepError)) return error;
  const message = `${error.message}; part of the files are written. Remove the cause, then run the command again to finish.`;
  return new WriteError(message, 'interrupted', error.cause);
}
