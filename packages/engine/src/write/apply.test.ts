// All changes or none, whatever stops the writer from inside; and nothing that a person changed meanwhile is lost.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  difference,
  leftovers,
  readTree,
  resetFiles,
  scenario,
  temporaryFolder,
  treeOf,
} from '../../test/write-fixture.js';
import type { Edit } from '../plan.js';
import { type ApplyOptions, apply } from './apply.js';
import { LockedError, RefusedError, WriteError } from './errors.js';
import { acquireLock } from './lock.js';

const { before, after, edits } = scenario(60);
let folder = '';
let root = '';

beforeEach(() => {
  folder = temporaryFolder();
  root = join(folder, 'root');
  mkdirSync(root);
  resetFiles(root, before);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (path: string) => join(root, path);
const common = { by: 'test', from: [] };

function expectTree(files: ReadonlyMap<string, string>): void {
  expect(difference(readTree(root), treeOf(files))).toEqual([]);
  expect(leftovers(root)).toEqual([]);
}

async function failure(changes: readonly Edit[], options?: ApplyOptions): Promise<Error> {
  const error = await apply(root, changes, options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Error);
  return error as Error;
}

it('creates, updates and deletes, makes folders and removes empty ones', async () => {
  await apply(root, edits);
  expectTree(after);
  expect(statSync(at('hosts/h1'), { throwIfNoEntry: false })).toBeUndefined();
});

it('touches nothing when there is nothing to do', async () => {
  chmodSync(root, 0o555);
  await apply(root, []);
  chmodSync(root, 0o755);
  expectTree(before);
});

it('reports progress up to the total', async () => {
  const seen: number[] = [];
  await apply(root, edits, { onProgress: ({ done, total }) => total === edits.length && seen.push(done) });
  expect(seen).toEqual(edits.map((_, index) => index + 1));
});

it('gives new files 0644 below the umask, and keeps the mode of a file', async () => {
  const umask = process.umask(0o027);
  writeFileSync(at('script'), 'old\n');
  writeFileSync(at('private'), 'old\n');
  chmodSync(at('script'), 0o755);
  chmodSync(at('private'), 0o600);
  await apply(root, [
    { kind: 'create', path: 'new', ...common, text: 'x\n' },
    { kind: 'update', path: 'private', ...common, text: 'x\n', old: 'old\n' },
    { kind: 'update', path: 'script', ...common, text: 'x\n', old: 'old\n' },
  ]);
  process.umask(umask);
  const mode = (path: string) => (statSync(at(path)).mode & 0o7777).toString(8);
  expect([mode('new'), mode('private'), mode('script')]).toEqual(['640', '600', '755']);
});

it('does not write through a hard link', async () => {
  writeFileSync(at('one'), 'old\n');
  linkSync(at('one'), join(folder, 'other'));
  await apply(root, [{ kind: 'update', path: 'one', ...common, text: 'new\n', old: 'old\n' }]);
  expect(readFileSync(join(folder, 'other'), 'utf8')).toBe('old\n');
});

it('puts everything back when any one of the renames fails', async () => {
  for (let number = 0; number < edits.length; number += 1) {
    const error = await failure(edits, {
      onStep: (step, index) => step === 'commit' && index === number && throwCode('EIO'),
    });
    expect(error).toBeInstanceOf(WriteError);
    expect(error).toMatchObject({
      message: `Input/output error of the disk while writing ${edits[number]?.path}; nothing was changed.`,
      tree: 'unchanged',
    });
    expectTree(before);
  }
  await apply(root, edits);
  expectTree(after);
});

function throwCode(code: string): never {
  throw Object.assign(new Error(code), { code });
}

it('stops at a signal until the commit begins, and finishes after that', async () => {
  for (const stop of [1, 30, edits.length]) {
    const controller = new AbortController();
    const onProgress = ({ done }: { done: number }) => done === stop && controller.abort(new Error('Interrupted'));
    const error = await failure(edits, { signal: controller.signal, onProgress });
    expect(error.message).toBe('Interrupted');
    expectTree(before);
  }
  const controller = new AbortController();
  await apply(root, edits, { signal: controller.signal, onStep: (step) => step === 'commit' && controller.abort() });
  expectTree(after);
});

it.each<[string, (edit: Edit) => void]>([
  ['changed', ({ path }) => writeFileSync(at(path), 'mine\n')],
  ['removed', ({ path }) => rmSync(at(path))],
  ['replaced by a link', ({ path }) => replace(path, () => symlinkSync('configuration.nix', at(path)))],
  ['replaced by a folder', ({ path }) => replace(path, () => mkdirSync(at(path)))],
  ['replaced by a FIFO', ({ path }) => replace(path, () => execFileSync('mkfifo', [at(path)]))],
])('refuses everything when one file was %s since the plan', async (_, change) => {
  for (const kind of ['update', 'delete'] as const) {
    resetFiles(root, before);
    change(edits.find((edit) => edit.kind === kind) as Edit);
    const changed = readTree(root);
    expect(await failure(edits)).toBeInstanceOf(RefusedError);
    expect(difference(readTree(root), changed)).toEqual([]);
    expect(leftovers(root)).toEqual([]);
  }
});

function replace(path: string, make: () => void): void {
  rmSync(at(path), { force: true });
  make();
}

it('refuses everything when a file appeared where one is to be created', async () => {
  const { path } = edits.find((edit) => edit.kind === 'create') as Edit;
  mkdirSync(dirname(at(path)), { recursive: true });
  for (const make of [
    () => writeFileSync(at(path), 'mine\n'),
    () => symlinkSync('/nowhere', at(path)),
    () => mkdirSync(at(path)),
  ]) {
    rmSync(at(path), { force: true });
    make();
    const changed = readTree(root);
    const error = await failure(edits);
    expect(error).toBeInstanceOf(RefusedError);
    expect(error.message).toBe(
      `${path} was changed by someone else during the run; nothing was written. Run the command again.`,
    );
    expect(difference(readTree(root), changed)).toEqual([]);
  }
});

it('never leaves the root: linked folders and bad paths are refused', async () => {
  mkdirSync(join(folder, 'outside'));
  symlinkSync(join(folder, 'outside'), at('link'));
  for (const path of ['link/x', 'link/deep/x']) {
    const error = await failure([{ kind: 'create', path, ...common, text: 'x\n' }]);
    expect(error).toBeInstanceOf(RefusedError);
    expect(error.message).toBe('link is a symbolic link, which is not followed. Nothing was changed.');
  }
  for (const path of ['../x', '/tmp/x', '.git/hooks/pre-commit', '.groundplan/lock']) {
    expect((await failure([{ kind: 'create', path, ...common, text: 'x\n' }])).name).toBe('UnsafePathError');
  }
  expect([...readTree(join(folder, 'outside')).keys()]).toEqual([]);
});

it('refuses a state folder that is a link', async () => {
  mkdirSync(join(folder, 'outside'));
  symlinkSync(join(folder, 'outside'), at('.groundplan'));
  expect((await failure(edits)).message).toBe(
    '.groundplan is not a folder, so no run can keep its state there. Remove it.',
  );
  expect([...readTree(join(folder, 'outside')).keys()]).toEqual([]);
  expect(lstatSync(at('.groundplan')).isSymbolicLink()).toBe(true);
});

it('refuses a plan with a refusal in it, and two changes of one path', async () => {
  const refusal = { kind: 'refuse', path: 'a', ...common, reason: 'unowned', message: 'a is in the way.' } as const;
  await expect(apply(root, [...edits, refusal])).rejects.toThrow('a is in the way. Nothing was changed.');
  await expect(apply(root, [...edits, edits[0] as Edit])).rejects.toThrow('Two changes of');
  expectTree(before);
});

it('stops before the commit when its lock was taken away', async () => {
  const error = await failure(edits, { onStep: (step) => step === 'keep' && rmSync(at('.groundplan/lock')) });
  expect(error).toBeInstanceOf(LockedError);
  expect(error.message).toBe('.groundplan/lock was taken from this run; nothing was changed. Run the command again.');
  expectTree(before);
});

it('gives way to a run in the same process', async () => {
  const lock = acquireLock(root);
  expect((await failure(edits)).message).toMatch(
    /^Another run, process \d+ on .+, holds the lock; nothing was changed\. Wait for it/,
  );
  lock.release();
  await apply(root, edits);
  expectTree(after);
});

it('leaves other files of the state folder alone', async () => {
  mkdirSync(at('.groundplan/cache'), { recursive: true });
  writeFileSync(at('.groundplan/cache/x'), 'x');
  await apply(root, edits);
  expect([...readTree(at('.groundplan')).keys()].sort()).toEqual(['cache/', 'cache/x']);
});

it('says so when the root is gone', async () => {
  rmSync(root, { recursive: true });
  expect((await failure(edits)).message).toContain('File or folder gone while');
});
