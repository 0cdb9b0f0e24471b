// One writer at a time: a lock file made in one step, taken over only from a process that is certainly dead.
import { linkSync, readdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { codeOf, LockedError, nothingChanged, stepError } from './errors.js';
import { isDead, ownIdentity, type ProcessIdentity, parseIdentity } from './process-identity.js';
import { makeStateFolder, removeStateFolder, stateFolder, statePath } from './state.js';

export interface Lock {
  /** Throws `LockedError` when the lock is no longer ours, for example because someone deleted it. */
  verify(): void;
  release(): void;
}

/** Runs `action` while holding the lock; throws `LockedError` at once when another run holds it. */
export async function withLock<T>(root: string, action: (lock: Lock) => Promise<T>): Promise<T> {
  const lock = acquireLock(root);
  try {
    return await action(lock);
  } finally {
    lock.release();
  }
}

export function acquireLock(root: string): Lock {
  const own = ownIdentity();
  try {
    acquire(root, own);
  } catch (error) {
    removeStateFolder(root);
    throw nothingChanged(stepError(`taking the lock ${stateFolder}/lock`, error));
  }
  return { verify: () => verify(root, own), release: () => release(root, own) };
}

const attempts = 100;

function acquire(root: string, own: ProcessIdentity): void {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (create(root, own)) {
      checkAsides(root, own);
      return;
    }
    const holder = readHolder(statePath(root, 'lock'));
    if (holder === 'gone') continue;
    if (holder === 'unreadable' || !isDead(holder)) throw locked(holder);
    takeOver(root, own, holder);
  }
  throw new LockedError(`Many runs compete for ${stateFolder}/lock. Run the command again.`);
}

// Written elsewhere first and then linked: the lock is never seen half written, and a link never replaces one.
function create(root: string, own: ProcessIdentity): boolean {
  const draft = `${statePath(root, 'lock')}.new-${own.pid}-${own.nonce}`;
  makeStateFolder(root);
  try {
    writeFileSync(draft, `${JSON.stringify(own)}\n`, { flag: 'wx' });
    return place(draft, statePath(root, 'lock'));
  } catch (error) {
    // ENOENT: a run that ended removed the folder under us.
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  } finally {
    remove(draft);
  }
}

const noHardLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

function place(file: string, lock: string): boolean {
  try {
    linkSync(file, lock);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (!noHardLinks.has(codeOf(error) ?? '')) throw error;
    return placeWithoutLink(file, lock);
  }
}

function placeWithoutLink(file: string, lock: string): boolean {
  try {
    writeFileSync(lock, readFileSync(file), { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Moves a dead lock aside; what turns out to be another run's lock, made in between, is put back. */
function takeOver(root: string, own: ProcessIdentity, dead: ProcessIdentity): void {
  const lock = statePath(root, 'lock');
  const aside = `${lock}.aside-${own.pid}-${own.nonce}`;
  try {
    renameSync(lock, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  const taken = readHolder(aside);
  if (typeof taken === 'string' || taken.nonce !== dead.nonce) retry(() => putBack(aside, lock));
  remove(aside);
}

function putBack(aside: string, lock: string): boolean {
  try {
    return place(aside, lock);
  } catch (error) {
    // ENOENT: its owner ended and took it along.
    if (codeOf(error) === 'ENOENT') return true;
    throw error;
  }
}

// Whoever locked while a live lock lay aside must give way, or both would hold it.
function checkAsides(root: string, own: ProcessIdentity): void {
  for (const file of lockFiles(root)) {
    const holder = readHolder(file);
    if (holder === 'gone' || (holder !== 'unreadable' && holder.nonce === own.nonce)) continue;
    const dead = holder === 'unreadable' ? isAbandonedDraft(file) : isDead(holder);
    if (dead) remove(file);
    else if (file.includes('.aside-')) {
      release(root, own);
      throw locked(holder);
    }
  }
}

function isAbandonedDraft(file: string): boolean {
  const pid = Number(/-(\d+)-[0-9a-f]+$/.exec(file)?.[1]);
  return pid > 0 && isDead({ ...ownIdentity(), pid, started: null });
}

function lockFiles(root: string): string[] {
  const names = readdirSync(statePath(root, ''));
  return names.filter((name) => /^lock\.(?:new|aside)-/.test(name)).map((name) => `${statePath(root, '')}/${name}`);
}

function verify(root: string, own: ProcessIdentity): void {
  if (retry(() => isOwn(statePath(root, 'lock'), own))) return;
  throw new LockedError(`${stateFolder}/lock was taken from this run; nothing was changed. Run the command again.`);
}

function release(root: string, own: ProcessIdentity): void {
  if (isOwn(statePath(root, 'lock'), own)) remove(statePath(root, 'lock'));
  else for (const file of lockFilesIfAny(root)) if (isOwn(file, own)) remove(file);
  removeStateFolder(root);
}

function lockFilesIfAny(root: string): string[] {
  try {
    return lockFiles(root);
  } catch {
    return [];
  }
}

function isOwn(file: string, own: ProcessIdentity): boolean {
  const holder = readHolder(file);
  return typeof holder === 'object' && holder.nonce === own.nonce;
}

type Holder = ProcessIdentity | 'gone' | 'unreadable';

function readHolder(file: string): Holder {
  try {
    return parseIdentity(readFileSync(file, 'utf8')) ?? 'unreadable';
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? 'gone' : 'unreadable';
  }
}

function locked(holder: ProcessIdentity | 'unreadable'): LockedError {
  const who = holder === 'unreadable' ? 'an unknown process' : `process ${holder.pid} on ${holder.host}`;
  const advice = `Wait for it to end; if it no longer runs, delete ${stateFolder}/lock`;
  return new LockedError(`Another run, ${who}, holds the lock; nothing was changed. ${advice}.`);
}

/** For states that last as long as another process needs for two system calls. */
function retry(succeeds: () => boolean): boolean {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (succeeds()) return true;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
  }
  return false;
}

function remove(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // Gone already, or left for the next run to clear away.
  }
}
