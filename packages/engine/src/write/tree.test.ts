// Reads regular files inside the root and nothing else.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/write-fixture.js';
import { UnsafePathError } from '../safe-path.js';
import { openTree } from './tree.js';

let folder = '';
let root = '';

beforeEach(() => {
  folder = temporaryFolder();
  root = join(folder, 'root');
  mkdirSync(join(root, 'hosts/a'), { recursive: true });
  mkdirSync(join(folder, 'outside'));
  writeFileSync(join(folder, 'outside/x'), 'secret\n');
  writeFileSync(join(root, 'hosts/a/x'), 'text ü\n');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

it.each([0, 1, 65_535, 65_536, 65_537, 200_000])('reads a file of %i bytes whole, one after another', (size) => {
  const half = 'é'.repeat(size >> 1);
  const text = size % 2 === 0 ? half : `a${half}`;
  writeFileSync(join(root, 'long'), text);
  writeFileSync(join(root, 'short'), 'b');
  const tree = openTree(root);
  expect([tree.read('long') === text, tree.read('short'), tree.read('long') === text]).toEqual([true, 'b', true]);
});

it('reads files and knows what is not there', () => {
  const tree = openTree(root);
  expect(tree.read('hosts/a/x')).toBe('text ü\n');
  expect(tree.read('hosts/a/y')).toBeUndefined();
  expect(tree.read('hosts/b/c/d/y')).toBeUndefined();
  expect(tree.read('y')).toBeUndefined();
});

it('lists folders', () => {
  mkdirSync(join(root, 'hosts/a/sub'));
  symlinkSync('/', join(root, 'hosts/a/link'));
  const tree = openTree(root);
  expect(tree.list('hosts/a')).toEqual(['link', 'sub/', 'x']);
  expect(tree.list('hosts/none')).toEqual([]);
  expect(tree.list('')).toEqual(['hosts/']);
  expect(() => tree.list('hosts/a/link')).toThrow(UnsafePathError);
});

it.each(['../outside/x', '/etc/passwd', 'hosts/../../outside/x', '.git/config', 'hosts//a/x', ''])(
  'refuses the path %j',
  (path) => {
    expect(() => openTree(root).read(path)).toThrow(UnsafePathError);
  },
);

it('refuses a link in the way, wherever it points', () => {
  symlinkSync(join(folder, 'outside/x'), join(root, 'hosts/a/file-link'));
  symlinkSync('x', join(root, 'hosts/a/inner-link'));
  symlinkSync('nowhere', join(root, 'hosts/a/dangling'));
  symlinkSync(join(folder, 'outside'), join(root, 'folder-link'));
  symlinkSync('a', join(root, 'hosts/b'));
  const tree = openTree(root);
  for (const path of ['hosts/a/file-link', 'hosts/a/inner-link', 'hosts/a/dangling']) {
    expect(() => tree.read(path)).toThrow(`${path} is a symbolic link, which is not followed.`);
  }
  for (const path of ['folder-link/x', 'folder-link/none', 'folder-link/deep/none']) {
    expect(() => tree.read(path)).toThrow('folder-link is a symbolic link, which is not followed.');
  }
  expect(() => tree.read('hosts/b/x')).toThrow('hosts/b is a symbolic link, which is not followed.');
});

it('refuses folders, FIFOs, sockets and files in the place of folders', async () => {
  execFileSync('mkfifo', [join(root, 'fifo')]);
  const server = createServer().listen(join(root, 'socket'));
  await new Promise((resolve) => server.once('listening', resolve));
  const tree = openTree(root);
  expect(() => tree.read('hosts/a')).toThrow('hosts/a is a folder, where a file has to be.');
  expect(() => tree.read('fifo')).toThrow('fifo is neither a file nor a folder.');
  expect(() => tree.read('socket')).toThrow('socket is neither a file nor a folder.');
  expect(() => tree.read('hosts/a/x/y')).toThrow('hosts/a/x is not a folder.');
  expect(() => tree.list('hosts/a/x')).toThrow('hosts/a/x is not a folder.');
  server.close();
});

it('refuses a root that is no folder', () => {
  expect(() => openTree(join(root, 'hosts/a/x'))).toThrow('is not a folder');
  expect(() => openTree(join(root, 'none'))).toThrow('ENOENT');
});

it('sees what its own writing made', async () => {
  const tree = openTree(root);
  expect(tree.read('new/x')).toBeUndefined();
  await tree.apply([{ kind: 'create', path: 'new/x', by: 'test', from: [], text: 'x\n' }]);
  expect(tree.read('new/x')).toBe('x\n');
});
