// Every problem a topology can have when it is loaded, with the exact text and place.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LoadProblem, LoadResult } from './load-problem.js';
import { loadTopology } from './load-topology.js';

let folder = '';

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'groundplan-problem-')));
  write('model.mjs', 'export const defineTopology = (topology) => topology;');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function load(file = 'topology.ts'): Promise<LoadResult> {
  // Vitest runs what is not below node_modules itself, and would not show the stacks of Node.
  const cacheDir = join(folder, 'node_modules/.groundplan');
  return loadTopology({ file: join(folder, file), cacheDir, modelUrl: pathToFileURL(join(folder, 'model.mjs')).href });
}

async function problem(text: string): Promise<LoadProblem> {
  write('topology.ts', text);
  const result = await load();
  if (result.ok) throw new Error('no problem found');
  return result.problem;
}

/** The problem as one text. */
async function told(text: string): Promise<string> {
  const { code, reason, file, message, fix, range, frame } = await problem(text);
  const place = range ? `:${range.line}:${range.column}-${range.endLine}:${range.endColumn}` : '';
  const lines = [`${code} (${reason}) ${relative(folder, file)}${place}`, message, fix, frame];
  return `\n${lines.filter((line) => line !== undefined).join('\n')}\n`;
}

it('a file that is missing, or a folder', async () => {
  const missing = await load('nothing.ts');
  expect(missing).toEqual({
    ok: false,
    problem: {
      code: 'topology-load',
      reason: 'file-unreadable',
      file: join(folder, 'nothing.ts'),
      message: 'The file does not exist.',
      fix: 'Name another file with --topology.',
    },
  });
  expect(await load('.')).toMatchObject({ ok: false, problem: { message: 'This is a folder, not a file.' } });
});

it('a syntax error, counted in characters, not bytes', async () => {
  expect(await told("const é = '😀é'; export default { a: '1' b: 2 };")).toBe(`
topology-load (syntax) topology.ts:1:42-1:43
Syntax error: Expected "}" but found "b".
Look at the marked place, and just before it.
> 1 │ const é = '😀é'; export default { a: '1' b: 2 };
    │                                          ^
`);
});

it('a syntax error in a passphrase', async () => {
  expect(await told("export default {\n  wifi: {\n    home: { psk: 'it's-secret', by: 'ap-1' },\n  },\n};\n")).toBe(`
topology-load (syntax) topology.ts:3:22-3:23
Syntax error: a quote, comma or bracket is missing or doubled.
Look at the marked place, and just before it.
  2 │ wifi: {
> 3 │   home: { psk: ***
    │                ^^^
  4 │ },
`);
});

it('a syntax error in an imported file', async () => {
  write('lib/x.ts', 'export const x = ;');
  expect(await told("import { x } from './lib/x.js'; export default { x };")).toBe(`
topology-load (syntax) lib/x.ts:1:18-1:19
Syntax error: Unexpected ";".
Look at the marked place, and just before it.
> 1 │ export const x = ;
    │                  ^
`);
});

it('an import that cannot be resolved', async () => {
  expect(await told("import { x } from './nothing.js';\nexport default { x };")).toBe(`
topology-load (import-unresolved) topology.ts:1:19-1:33
The import "./nothing.js" cannot be resolved.
Check the path: it starts at the folder of the file that imports it.
> 1 │ import { x } from './nothing.js';
    │                   ^^^^^^^^^^^^^^
  2 │ export default { x };
`);
  expect(await told("import { x } from 'left-pad-x';\nexport default { x };")).toBe(`
topology-load (import-unresolved) topology.ts:1:19-1:31
The import "left-pad-x" cannot be resolved.
Install it with npm install left-pad-x, or remove the import.
> 1 │ import { x } from 'left-pad-x';
    │                   ^^^^^^^^^^^^
  2 │ export default { x };
`);
});

it('an import of a name that is not exported', async () => {
  write('x.ts', 'export const x = 1;');
  expect(await told("import { y } from './x.js';\nexport default { y };")).toBe(`
topology-load (import-unresolved) topology.ts:1:10-1:11
No matching export in "x.ts" for import "y".
> 1 │ import { y } from './x.js';
    │          ^
  2 │ export default { y };
`);
});

it('two equal keys, on every run', async () => {
  const text =
    'export default {\n  hosts: {\n    \'rpi4-1\': { router: true },\n    nas: {},\n    "rpi4-1": {},\n  },\n};\n';
  const expected = `
topology-key-duplicate (key-duplicate) topology.ts:5:5-5:13
The key "rpi4-1" is written twice in one object.
Rename one of the two entries, or merge them.
  4 │   nas: {},
> 5 │   "rpi4-1": {},
    │   ^^^^^^^^
  6 │ },
`;
  expect(await told(text)).toBe(expected);
  expect(await told(text)).toBe(expected);
  const range = { file: join(folder, 'topology.ts'), line: 3, column: 5, endLine: 3, endColumn: 13 };
  expect((await problem(text)).related).toEqual([range]);
});

it('two equal keys in an imported file', async () => {
  write('hosts.ts', 'export const hosts = { a: 1, a: 2 };');
  expect(await told("import { hosts } from './hosts.js';\nexport default { hosts };")).toContain('hosts.ts:1:30-1:31');
});

it('a topology that throws, on a hit too', async () => {
  const text =
    "import { readFileSync } from 'node:fs';\n\nconst psk: string = 'hunter2';\nexport default { a: '😀é', b: readFileSync('/nothing/here', 'utf8'), psk };\n";
  const expected = `
topology-load (evaluation) topology.ts:4:31-4:32
The topology throws Error: ENOENT: no such file or directory, open '/nothing/here'.
  3 │ const psk: ***
> 4 │ export default { a: '😀é', b: readFileSync('/nothing/here', 'utf8'), psk };
    │                               ^
`;
  expect(await told(text)).toBe(expected);
  expect(await told(text)).toBe(expected);
  expect((await problem(text)).stack).toContain('ENOENT');
});

it('an imported file that throws, through the model', async () => {
  write('model.mjs', "export const defineTopology = () => { throw new TypeError('no'); };");
  write(
    'lib/y.ts',
    "import { defineTopology } from '@groundplan/model';\ntype T = 1;\n\nexport const y = (): T => defineTopology(1);",
  );
  expect(await told("import { y } from './lib/y.js';\nexport default y();")).toBe(`
topology-load (evaluation) lib/y.ts:4:27-4:28
The topology throws TypeError: no.
> 4 │ export const y = (): T => defineTopology(1);
    │                           ^
`);
});

it('something thrown that is no error', async () => {
  expect(await told("throw 'no';")).toBe('\ntopology-load (evaluation) topology.ts\nThe topology throws no.\n');
});

it.each([
  [
    'export const a = 1;',
    'topology-load (export-missing) topology.ts',
    'The file has no default export.',
    'Write export default defineTopology({ … });',
  ],
  [
    '',
    'topology-load (export-missing) topology.ts',
    'The file has no default export.',
    'Write export default defineTopology({ … });',
  ],
  [
    '\nexport default () => 1',
    'topology-load (export-invalid) topology.ts:2:1-2:15',
    'The default export is a function, not an object.',
    'Call it, and export what it returns.',
  ],
  [
    'export default Promise.reject(1)',
    'topology-load (export-invalid) topology.ts:1:1-1:15',
    'The default export is a promise, not an object.',
    'Write await before it.',
  ],
  [
    'export default [1]',
    'topology-load (export-invalid) topology.ts:1:1-1:15',
    'The default export is a list, not an object.',
    'Write export default defineTopology({ … });',
  ],
  [
    'export default "x"',
    'topology-load (export-invalid) topology.ts:1:1-1:15',
    'The default export is a string, not an object.',
    'Write export default defineTopology({ … });',
  ],
  [
    'const n = null; export { n as default }',
    'topology-load (export-invalid) topology.ts',
    'The default export is null, not an object.',
    'Write export default defineTopology({ … });',
  ],
])('a default export of %j', async (text, head, message, fix) => {
  expect((await told(text)).trim().split('\n').slice(0, 3)).toEqual([head, message, fix]);
});

it('is told with the path that was given, below a linked folder', async () => {
  write('real/lib.ts', 'export const x = ;');
  write('real/topology.ts', "import './lib.js'; export default {}");
  symlinkSync(join(folder, 'real'), join(folder, 'link'));
  expect(await load('link/topology.ts')).toMatchObject({ problem: { range: { file: join(folder, 'link/lib.ts') } } });
  write('real/lib.ts', '\nnull.x');
  expect(await load('link/topology.ts')).toMatchObject({
    problem: { range: { file: join(folder, 'link/lib.ts'), line: 2 } },
  });
});
