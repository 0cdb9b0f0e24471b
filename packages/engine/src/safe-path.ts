// Decides which paths a generated file may have: plain, relative, and the same on every system.

/** A path that must not be read or written: badly formed, or something unexpected is in the way on the disk. */
export class UnsafePathError extends Error {
  override readonly name = 'UnsafePathError';
  readonly path: string;

  /** `reason` continues the sentence that starts with the path. */
  constructor(path: string, reason: string) {
    super(`${JSON.stringify(path).slice(1, -1)} ${reason}.`);
    this.path = path;
  }
}

const plainPath = /^[A-Za-z0-9._@+-]+(?:\/[A-Za-z0-9._@+-]+)*$/;
// Longest name on ext4, APFS and NTFS; all allowed characters are one byte.
const longestName = 255;
// https://learn.microsoft.com/windows/win32/fileio/naming-a-file
const reservedOnWindows = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i;
const toolFolders = new Set(['.git', '.groundplan']);
/** Every name that is refused, and some that are not. */
const suspicious = /(?:^|\/)(?:[.-]|(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|\/|$)|[^/]{256})|\.(?:\/|$)/i;

/** What is wrong with `path`, as the end of a sentence that starts with it; undefined when it is fine. */
export function unsafePathReason(path: string): string | undefined {
  if (path === '') return 'is empty';
  if (!plainPath.test(path)) return 'is not a relative path of letters, digits and . _ @ + - between single slashes';
  if (!suspicious.test(path)) return undefined;
  for (const name of path.split('/')) {
    const reason = unsafeNameReason(name);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function unsafeNameReason(name: string): string | undefined {
  if (name === '.' || name === '..') return `has the component ${name}`;
  if (name.length > longestName) return `has a component of more than ${longestName} bytes`;
  if (toolFolders.has(name.toLowerCase())) return `lies in ${name}, which no generated file may touch`;
  if (name.startsWith('-')) return `has the component ${name}, which commands take for an option`;
  if (name.endsWith('.')) return `has the component ${name}, whose final dot Windows drops`;
  if (reservedOnWindows.test(name)) return `has the component ${name}, a device name on Windows`;
  return undefined;
}

/** Throws `UnsafePathError`. */
export function assertSafePath(path: string): void {
  const reason = unsafePathReason(path);
  if (reason !== undefined) throw new UnsafePathError(path, reason);
}

/** The folder of a path, '' for a file at the root. */
export function parentPath(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The folders of the paths and all folders above them, without the root, outermost first. */
export function foldersAbove(paths: Iterable<string>): string[] {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let folder = parentPath(path); folder !== '' && !folders.has(folder); folder = parentPath(folder))
      folders.add(folder);
  }
  return [...folders].sort();
}
