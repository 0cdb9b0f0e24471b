// Folders that may not be written, also in the middle of a commit, and other filesystems: the old tree comes back.
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { hasOpenJournal } from '../src/write/journal.js';
import { recover } from '../src/write/recover.js';
import { buildDriver } from './build-driver.js';
import { describeReal } from './real-checker.js';
import { difference, leftovers, readTree, resetFiles, scenario, temporaryFolder, treeOf } from './write-fixture.js';

const count = 100;
const { before, after, edits } = scenario(count);
const nobody = 65534;
const isRoot = process.getuid?.() === 0;
const program = temporaryFolder();
let driver = '';
let root = '';

beforeAll(() => {
  driver = buildDriver(program);
});

afterAll(() => rmSync(program, { recursive: true, force: true }));

beforeEach(() => {
  root = temporaryFolder();
  resetFiles(root, before);
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

interface Outcome {
  readonly name: string;
  readonly message: string;
}

// Root ignores modes, so it hands the tree to somebody and becomes them.
const asUser = isRoot ? ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'] : [];

function applyAsUser(...stop: string[]): Outcome {
  if (isRoot) for (const path of ['', ...readTree(root).keys()]) chownSync(join(root, path), nobody, nobody);
  return run([...asUser, process.execPath, driver, 'apply', root, `${count}`, ...stop]);
}

function run([command = '', ...args]: string[]): Outcome {
  const { stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  expect(stderr).toBe('');
  return JSON.parse(stdout.trim().split('\n').at(-1) as string) as Outcome;
}

function expectOld(): void {
  expect(difference(readTree(root), treeOf(before))).toEqual([]);
  expect(leftovers(root)).toEqual([]);
}

describeReal('as a user without all rights', asUser.length > 0 ? ['setpriv', '--version'] : ['true'], () => {
  it('writes where it may', () => {
    expect(applyAsUser()).toEqual({ name: 'done', message: '' });
    expect(difference(readTree(root), treeOf(after))).toEqual([]);
  });

  it('refuses early where a folder is read-only', () => {
    chmodSync(join(root, 'hosts/h2/generated'), 0o555);
    expect(applyAsUser()).toEqual({
      name: 'WriteError',
      message: 'Permission denied while checking the folder hosts/h2/generated; nothing was changed.',
    });
    chmodSync(join(root, 'hosts/h2/generated'), 0o755);
    expectOld();
  });

  it('refuses where the root is read-only', () => {
    chmodSync(root, 0o555);
    expect(applyAsUser()).toEqual({
      name: 'WriteError',
      message: 'Permission denied while taking the lock .groundplan/lock; nothing was changed.',
    });
    chmodSync(root, 0o755);
    expectOld();
  });

  for (const at of [0, 10, 20, 40, 60, 90]) {
    it(`puts everything back when the commit is barred at change ${at}`, () => {
      const edit = edits[at] as (typeof edits)[number];
      const folder = join(root, dirname(edit.path));
      expect(applyAsUser('commit', `${at}`, 'chmod', folder)).toEqual({
        name: 'WriteError',
        message: `Permission denied while writing ${edit.path}; nothing was changed.`,
      });
      if (statSync(folder, { throwIfNoEntry: false })) chmodSync(folder, 0o755);
      expectOld();
    });
  }

  it('leaves a journal when the way back is barred too, and finishes once it is free', async () => {
    const folders = ['hosts/h2/generated', 'hosts/h3/generated'].map((folder) => join(root, folder));
    const { name, message } = applyAsUser('commit', '35', 'chmod', ...folders);
    expect(name).toBe('WriteError');
    expect(message).toBe(
      `Permission denied while writing ${edits[35]?.path}; part of the files are written. Remove the cause, then run the command again to finish.`,
    );
    expect(hasOpenJournal(root)).toBe(true);
    for (const folder of folders) chmodSync(folder, 0o755);
    expect(await recover(root)).toBe('completed');
    expect(difference(readTree(root), treeOf(after))).toEqual([]);
    expect(leftovers(root)).toEqual([]);
  });

  it('refuses where a folder may not be entered', () => {
    chmodSync(join(root, 'hosts/h2'), 0o644);
    expect(applyAsUser()).toEqual({
      name: 'RefusedError',
      message: 'hosts/h2/generated cannot be reached: permission denied. Nothing was changed.',
    });
    chmodSync(join(root, 'hosts/h2'), 0o755);
    expectOld();
  });

  it('needs few open files', () => {
    const script = 'ulimit -n 40; exec "$@"';
    const outcome = run(['sh', '-c', script, 'sh', process.execPath, driver, 'apply', root, `${count}`]);
    expect(outcome).toEqual({ name: 'done', message: '' });
  });
});

describeReal('across filesystems', ['unshare', '-Urm', 'mount', '-t', 'tmpfs', 'tmpfs', '/tmp'], () => {
  const inNamespace = (script: string) =>
    run([
      'unshare',
      '-Urm',
      'sh',
      '-ec',
      `${script}; exec "$@"`,
      'sh',
      process.execPath,
      driver,
      'apply',
      root,
      `${count}`,
    ]);

  it('puts everything back when a folder is a mount of its own', () => {
    const folder = join(root, 'hosts/h2/generated');
    const outcome = inNamespace(
      `cp -a ${folder} ${root}-copy; mount -t tmpfs tmpfs ${folder}; cp -a ${root}-copy/. ${folder}`,
    );
    rmSync(`${root}-copy`, { recursive: true });
    expect(outcome).toEqual({
      name: 'WriteError',
      message:
        'Folder on another filesystem than the root while writing hosts/h2/generated/f0.nix; nothing was changed.',
    });
    expectOld();
  });

  it('says so when the filesystem is read-only', () => {
    const outcome = inNamespace(`mount --bind ${root} ${root}; mount -o remount,bind,ro ${root}`);
    expect(outcome).toEqual({
      name: 'WriteError',
      message: 'Read-only filesystem while taking the lock .groundplan/lock; nothing was changed.',
    });
    expectOld();
  });

  it('says so when a folder is read-only', () => {
    const folder = join(root, 'hosts/h3');
    const outcome = inNamespace(`mount --bind ${folder} ${folder}; mount -o remount,bind,ro ${folder}`);
    expect(outcome.message).toBe(
      'Read-only filesystem while checking the folder hosts/h3/generated; nothing was changed.',
    );
    expectOld();
  });
});
