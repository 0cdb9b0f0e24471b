// The few disk operations that everything else here is made of: whole writes, durable writes, checked reads.
import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsync,
  openSync,
  readFileSync,
  readSync,
  writeSync,
} from 'node:fs';
import { UnsafePathError } from '../safe-path.js';
import { codeOf } from './errors.js';

const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;

/**
 * Opens the regular file at `path` below `root` and hands its descriptor and size to `use`; undefined when there is no file.
 * The folders above must have been checked. Throws `UnsafePathError` for anything else that is there.
 */
export function readRegular<T>(
  root: string,
  path: string,
  use: (descriptor: number, size: number) => T,
): T | undefined {
  const descriptor = openRegular(root, path);
  if (descriptor === undefined) return undefined;
  try {
    const stat = fstatSync(descriptor);
    if (stat.isDirectory()) throw new UnsafePathError(path, 'is a folder, where a file has to be');
    if (!stat.isFile()) throw new UnsafePathError(path, 'is neither a file nor a folder');
    return use(descriptor, stat.size);
  } finally {
    closeSync(descriptor);
  }
}

function openRegular(root: string, path: string): number | undefined {
  try {
    // O_NONBLOCK: opening a FIFO must not wait for a writer.
    return openSync(`${root}/${path}`, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return undefined;
    if (code === 'ELOOP' || code === 'EMLINK')
      throw new UnsafePathError(path, 'is a symbolic link, which is not followed');
    if (code === 'EACCES' || code === 'EPERM') throw new UnsafePathError(path, 'cannot be read: permission denied');
    if (code === 'ENXIO') throw new UnsafePathError(path, 'is neither a file nor a folder');
    throw error;
  }
}

const scratch = Buffer.allocUnsafe(64 * 1024);

/** The text of an open file of `size` bytes; a small one, as nearly all are, without a buffer of its own. */
export function readText(descriptor: number, size: number): string {
  if (size > scratch.length) return readFileSync(descriptor, 'utf8');
  let done = 0;
  for (let read = -1; done < size && read !== 0; done += read)
    read = readSync(descriptor, scratch, done, size - done, done);
  return scratch.toString('utf8', 0, done);
}

/** Writes a new file and waits until it is on the disk; `mode` beyond the umask only where given. */
export async function writeDurably(file: string, bytes: Uint8Array, mode?: number): Promise<void> {
  const descriptor = openSync(file, 'wx', 0o644);
  try {
    if (mode !== undefined) fchmodSync(descriptor, mode);
    writeWhole(descriptor, bytes);
    await sync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function writeWhole(descriptor: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
  const { size } = fstatSync(descriptor);
  if (size !== bytes.length) throw new Error(`A file has ${size} bytes after ${bytes.length} were written.`);
}

function sync(descriptor: number): Promise<void> {
  return new Promise((resolve, reject) => fsync(descriptor, (error) => (error === null ? resolve() : reject(error))));
}

// Systems and filesystems that cannot sync a folder, folders that may not be listed, and folders removed as empty.
const notSyncable = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'EISDIR', 'EPERM', 'EBADF', 'EACCES', 'ENOENT']);

/** Makes the entries of a folder durable, where the system can. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const descriptor = openSync(folder, 'r');
    await sync(descriptor).finally(() => closeSync(descriptor));
  } catch (error) {
    if (!notSyncable.has(codeOf(error) ?? '')) throw error;
  }
}

// Twice libuv's four threads, so that none of them waits for the main thread; more were not faster.
const lanes = 8;

/** Runs `task` for all items, a few at a time; after a failure starts no more, waits for the rest, and throws it. */
export async function eachInParallel<T>(
  items: readonly T[],
  task: (item: T, index: number) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = [];
  let next = 0;
  const lane = async () => {
    while (failures.length === 0 && next < items.length) {
      const index = next++;
      await task(items[index] as T, index).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  if (failures.length > 0) throw failures[0];
}
