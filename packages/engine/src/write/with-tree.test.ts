// A run under one lock: others wait outside from the first read to the last write.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { leftovers, temporaryFolder } from '../../test/write-fixture.js';
import { apply } from './apply.js';
import { LockedError } from './errors.js';
import { withTree } from './with-tree.js';

const edit = { kind: 'create', path: 'a/x', by: 'test', from: [], text: 'x\n' } as const;
let root = '';

beforeEach(() => {
  root = temporaryFolder();
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

it('reads, applies and reads again while nobody else can write', async () => {
  const text = await withTree(root, async (tree) => {
    expect(tree.read('a/x')).toBeUndefined();
    await expect(apply(root, [{ ...edit, path: 'other' }])).rejects.toThrow(LockedError);
    await expect(withTree(root, async () => {})).rejects.toThrow(LockedError);
    await tree.apply([edit]);
    await expect(apply(root, [{ ...edit, path: 'other' }])).rejects.toThrow(LockedError);
    return tree.read('a/x');
  });
  expect(text).toBe('x\n');
  expect(leftovers(root)).toEqual([]);
});

it('lets go of the lock when the action fails', async () => {
  const fail = () => Promise.reject(new Error('no'));
  await expect(withTree(root, fail)).rejects.toThrow('no');
  expect(leftovers(root)).toEqual([]);
});

it('says what it found of an interrupted run', async () => {
  mkdirSync(join(root, '.groundplan/stage'), { recursive: true });
  writeFileSync(join(root, '.groundplan/stage/0.new'), 'x');
  expect(await withTree(root, async (_, recovery) => recovery)).toBe('discarded');
  expect(await withTree(root, async (_, recovery) => recovery)).toBe('nothing');
});
