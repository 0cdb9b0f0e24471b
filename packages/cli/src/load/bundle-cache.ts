// Keeps the bundle of a topology between runs, for as long as none of the files it was made from changes.
import { hash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LoadOptions } from './load-problem.js';

/** A path and the hash of what it held. */
export type Fingerprint = readonly [path: string, hash: string];

export interface Bundle {
  /** A module in UTF-8, its source map inside. */
  readonly code: Uint8Array;
  readonly files: readonly Fingerprint[];
  /** Folders in which imports were looked up: a new name there may change what an import means. */
  readonly folders: readonly Fingerprint[];
  /** The stored bundle, as a file: URL; absent when it could not be stored. */
  readonly url?: string;
}

interface Index {
  readonly bundle: string;
  readonly files: readonly Fingerprint[];
  readonly folders: readonly Fingerprint[];
}

/** To be raised whenever bundles are made differently. */
const cacheFormat = 1;

export function fingerprint(content: string | Uint8Array): string {
  return hash('sha256', content, 'base64url');
}

/** The names in a folder, without hidden ones, which editors come and go with. */
export function folderFingerprint(folder: string): Fingerprint {
  const names = readdirSync(folder).filter((name) => !name.startsWith('.'));
  return [folder, fingerprint(names.sort().join('\0'))];
}

/** The stored bundle if every file and folder is still as it was. */
export function readCachedBundle(options: LoadOptions): Bundle | undefined {
  try {
    const index = JSON.parse(readFileSync(indexFile(options), 'utf8')) as Index;
    if (!index.files.every(([path, known]) => fingerprint(readFileSync(path)) === known)) return undefined;
    if (!index.folders.every(([path, known]) => folderFingerprint(path)[1] === known)) return undefined;
    return readBundle(options, index);
  } catch {
    return undefined;
  }
}

function readBundle(options: LoadOptions, { bundle, files, folders }: Index): Bundle | undefined {
  const path = join(options.cacheDir, bundle);
  const code = readFileSync(path);
  return bundleName(code) === bundle ? { code, files, folders, url: pathToFileURL(path).href } : undefined;
}

/** Stores the bundle in place of the one before; returns it without a URL when that fails. */
export function storeBundle(options: LoadOptions, bundle: Bundle): Bundle {
  const name = bundleName(bundle.code);
  const path = join(options.cacheDir, name);
  try {
    mkdirSync(options.cacheDir, { recursive: true });
    const before = storedName(options);
    replaceFile(path, bundle.code);
    replaceFile(indexFile(options), JSON.stringify({ bundle: name, files: bundle.files, folders: bundle.folders }));
    if (before !== undefined && before !== name) rmSync(join(options.cacheDir, before), { force: true });
    return { ...bundle, url: pathToFileURL(path).href };
  } catch {
    return bundle;
  }
}

function indexFile(options: LoadOptions): string {
  const key = [cacheFormat, process.versions.node.split('.')[0], options.modelUrl, options.file].join('\0');
  return join(options.cacheDir, `topology-${fingerprint(key).slice(0, 16)}.json`);
}

function bundleName(code: Uint8Array): string {
  return `topology-${fingerprint(code)}.mjs`;
}

function storedName(options: LoadOptions): string | undefined {
  try {
    const { bundle } = JSON.parse(readFileSync(indexFile(options), 'utf8')) as Index;
    return /^topology-[\w-]+\.mjs$/.test(bundle) ? bundle : undefined;
  } catch {
    return undefined;
  }
}

function replaceFile(path: string, content: string | Uint8Array): void {
  const temporary = `${path}.${randomUUID()}`;
  try {
    writeFileSync(temporary, content, { mode: 0o600 });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
