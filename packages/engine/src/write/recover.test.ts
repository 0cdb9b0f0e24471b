// Recovery carries out a journal to the end or touches nothing, and trusts no journal that came from elsewhere.
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  difference,
  type Files,
  leftovers,
  readTree,
  resetFiles,
  scenario,
  temporaryFolder,
  treeOf,
} from '../../test/write-fixture.js';
import { apply } from './apply.js';
import { RefusedError } from './errors.js';
import { type Entry, hasOpenJournal, writeJournal } from './journal.js';
import { recover } from './recover.js';
import { contentHash, openStage, stageFiles } from './stage.js';

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
const hashOf = (text: string) => contentHash(Buffer.from(text));

/** The state right after the commit point, before the first rename. */
async function interruptedRun(): Promise<Entry[]> {
  mkdirSync(at('.groundplan'));
  openStage(root, []);
  const fresh = await stageFiles(root, edits, {});
  const entries = edits.map((edit, number) => ({
    path: edit.path,
    number,
    old: edit.kind === 'create' ? null : hashOf(edit.old),
    new: fresh[number] ?? null,
  }));
  await writeJournal(root, entries);
  return entries;
}

function expectTree(files: Files): void {
  expect(difference(readTree(root), treeOf(files))).toEqual([]);
  expect(leftovers(root)).toEqual([]);
}

it('has nothing to do in a tree without a run', async () => {
  expect(hasOpenJournal(root)).toBe(false);
  expect(await recover(root)).toBe('nothing');
  expectTree(before);
});

it('discards a stage without a journal, with the folders made for it', async () => {
  mkdirSync(at('.groundplan'));
  openStage(root, ['new', 'new/deep', 'hosts/h0', '../outside']);
  mkdirSync(at('new/deep'), { recursive: true });
  mkdirSync(join(folder, 'outside'));
  await stageFiles(root, edits, {});
  expect(hasOpenJournal(root)).toBe(false);
  expect(await recover(root)).toBe('discarded');
  expectTree(before);
  expect(existsSync(join(folder, 'outside'))).toBe(true);
});

it('carries out a journal, from wherever it stopped', async () => {
  await interruptedRun();
  expect(hasOpenJournal(root)).toBe(true);
  expectUnchanged();
  expect(await recover(root)).toBe('completed');
  expectTree(after);
  expect(await recover(root)).toBe('nothing');
});

function expectUnchanged(): void {
  expect(difference(readTree(root), treeOf(before))).toEqual([]);
}

it('is part of the next run that writes, which then sees that its plan is out of date', async () => {
  await interruptedRun();
  await expect(apply(root, edits)).rejects.toThrow(RefusedError);
  expectTree(after);
});

it('writes a file again that is gone', async () => {
  await interruptedRun();
  const update = edits.find((edit) => edit.kind === 'update');
  rmSync(at(update?.path as string));
  expect(await recover(root)).toBe('completed');
  expectTree(after);
});

it.each<[string, (entries: Entry[]) => string, RegExp]>([
  [
    'a changed file',
    () => change('update'),
    /was changed after a run was interrupted\. Nothing was changed\. Put the file back/,
  ],
  ['a changed file that was to be deleted', () => change('delete'), /was changed after a run was interrupted/],
  ['a file where one was to be created', () => change('create'), /was changed after a run was interrupted/],
  ['a damaged copy', () => damage('.groundplan/stage/0.new'), /interrupted run's copy of .* is missing or damaged/],
  ['a missing copy', () => remove('.groundplan/stage/0.new'), /interrupted run's copy of .* is missing or damaged/],
  ['a linked copy', () => link('.groundplan/stage/0.new'), /is a symbolic link, which is not followed/],
  ['a linked folder', () => link('hosts'), /hosts is a symbolic link, which is not followed/],
  [
    'a journal of something else',
    () => damage('.groundplan/journal.json'),
    /is not a journal of this version; nothing was changed/,
  ],
])('refuses and touches nothing when it finds %s', async (_, spoil, message) => {
  const entries = await interruptedRun();
  spoil(entries);
  const spoiled = readTree(root);
  await expect(recover(root)).rejects.toThrow(RefusedError);
  await expect(recover(root)).rejects.toThrow(message);
  expect(difference(readTree(root), spoiled)).toEqual([]);
  expect(hasOpenJournal(root)).toBe(true);
});

function change(kind: 'create' | 'update' | 'delete'): string {
  // The last of its kind: the others must not have been written before it is looked at.
  const { path } = edits.filter((edit) => edit.kind === kind).at(-1) as { path: string };
  mkdirSync(join(at(path), '..'), { recursive: true });
  return damage(path);
}

function damage(path: string): string {
  writeFileSync(at(path), 'mine\n');
  return path;
}

function remove(path: string): string {
  rmSync(at(path), { recursive: true });
  return path;
}

function link(path: string): string {
  const target = join(folder, 'elsewhere');
  mkdirSync(target);
  remove(path);
  symlinkSync(target, at(path));
  return path;
}

it.each([
  { path: '../outside', number: 0, old: null, new: hashOf('x\n') },
  { path: '/etc/passwd', number: 0, old: hashOf(readFileSync('/etc/passwd', 'utf8')), new: null },
  { path: '.git/hooks/pre-commit', number: 0, old: null, new: hashOf('x\n') },
  { path: 'hosts/h0/configuration.nix', number: 0, old: 'x', new: null },
  { path: 'a', number: -1, old: null, new: hashOf('x\n') },
  { path: 'a', number: '../../x', old: null, new: hashOf('x\n') },
])('does not trust a journal with $path', async (entry) => {
  mkdirSync(at('.groundplan/stage'), { recursive: true });
  writeFileSync(at('.groundplan/stage/0.new'), 'x\n');
  writeFileSync(at('.groundplan/journal.json'), JSON.stringify({ version: 1, entries: [entry] }));
  await expect(recover(root)).rejects.toThrow('.groundplan/journal.json is not a journal of this version');
  expectUnchanged();
  expect([...readTree(folder).keys()].filter((path) => !path.startsWith('root/'))).toEqual([]);
});
