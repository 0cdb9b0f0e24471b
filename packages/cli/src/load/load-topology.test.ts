// Loading topologies from real folders: the cache, and what invalidates it.
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LoadResult } from './load-problem.js';
import { loadTopology } from './load-topology.js';

const builds = vi.hoisted(() => ({ count: 0 }));
vi.mock('esbuild', async (original) => {
  const esbuild = await original<typeof import('esbuild')>();
  const build = (options: Parameters<typeof esbuild.build>[0]) => {
    builds.count += 1;
    return esbuild.build(options);
  };
  return { ...esbuild, build };
});

let folder = '';
let cacheDir = '';

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'groundplan-load-')));
  // Vitest runs what is not below node_modules itself, and would not show the stacks of Node.
  cacheDir = join(folder, 'cache/node_modules/.groundplan');
  builds.count = 0;
  write('model.mjs', 'export const defineTopology = (topology) => ({ ...topology, defined: true });');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): string {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
  return join(folder, path);
}

function load(file = 'topology.ts'): Promise<LoadResult> {
  return loadTopology({ file: join(folder, file), cacheDir, modelUrl: pathToFileURL(join(folder, 'model.mjs')).href });
}

async function value(file?: string): Promise<unknown> {
  const result = await load(file);
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

const define = (body: string) =>
  `import { defineTopology } from '@groundplan/model';\nexport default defineTopology(${body});\n`;

describe('a topology that loads', () => {
  it('gets our model without node_modules, and tells its inputs', async () => {
    write('lib/nas.ts', 'export const nas: { vlan: number } = { vlan: 10 } satisfies object;');
    write('names.json', '["é😀"]');
    write(
      'topology.ts',
      `import { nas } from './lib/nas.js';\nimport names from './names.json';\n${define('{ nas, names }')}`,
    );
    const result = await load();
    expect(result).toMatchObject({ ok: true, value: { nas: { vlan: 10 }, names: ['é😀'], defined: true } });
    const inputs = result.ok ? result.inputs.map((path) => relative(folder, path)).sort() : [];
    expect(inputs).toEqual(['lib/nas.ts', 'names.json', 'topology.ts']);
  });

  it('may use node, packages of both kinds, top-level await and import.meta', async () => {
    write('node_modules/old/index.js', "module.exports = { join: require('path').posix.join('a', 'b') };");
    write('node_modules/new/package.json', '{ "type": "module", "exports": "./main.js" }');
    write('node_modules/new/main.js', 'export const name = await Promise.resolve("new");');
    write('keys/key.pub', 'ssh-ed25519');
    write(
      'keys/read.ts',
      "import { readFileSync } from 'node:fs';\nexport const key = readFileSync(new URL('./key.pub', import.meta.url), 'utf8');",
    );
    write(
      'topology.ts',
      `import old from 'old'; import { name } from 'new'; import { key } from './keys/read.ts'; const require = 1;
      export default { join: old.join, name, key, require, file: import.meta.filename, folder: import.meta.dirname };`,
    );
    const expected = {
      join: 'a/b',
      name: 'new',
      key: 'ssh-ed25519',
      require: 1,
      file: join(folder, 'topology.ts'),
      folder,
    };
    expect(await value()).toEqual(expected);
    expect(await value()).toEqual(expected);
    expect(builds.count).toBe(1);
  });

  it('does not obey a tsconfig.json, which is no input', async () => {
    write('tsconfig.json', '{ "compilerOptions": { "target": "es5", "paths": { "x": ["./nothing"] } } broken');
    write('topology.ts', 'export default { a: 1n ** 2n }');
    expect(await value()).toEqual({ a: 1n });
  });
});

describe('the cache', () => {
  it('is hit while nothing changes, and runs the topology anew', async () => {
    write('topology.ts', 'export default { now: process.hrtime.bigint(), counts: [] as number[] }');
    const first = (await value()) as { now: bigint };
    const second = (await value()) as { now: bigint };
    expect(second.now).not.toBe(first.now);
    expect(builds.count).toBe(1);
    expect(readdirSync(cacheDir)).toHaveLength(2);
    if (process.platform !== 'win32')
      for (const name of readdirSync(cacheDir)) expect(statSync(join(cacheDir, name)).mode & 0o077).toBe(0);
  });

  it('is missed when the topology or an imported file changes, and keeps one bundle', async () => {
    write('vlan.ts', 'export const vlan = 10;');
    write('topology.ts', "import { vlan } from './vlan.js'; export default { vlan };");
    expect(await value()).toEqual({ vlan: 10 });
    write('vlan.ts', 'export const vlan = 20;');
    expect(await value()).toEqual({ vlan: 20 });
    write('topology.ts', "import { vlan } from './vlan.js'; export default { vlan, b: 1 };");
    expect(await value()).toEqual({ vlan: 20, b: 1 });
    write('vlan.ts', 'export const vlan = 10;');
    expect(await value()).toEqual({ vlan: 10, b: 1 });
    expect(builds.count).toBe(4);
    expect(readdirSync(cacheDir)).toHaveLength(2);
  });

  it('is missed when an imported file disappears, or a new one takes its place', async () => {
    write('lib/index.ts', 'export const a = 1;');
    write('topology.ts', "import { a } from './lib'; export default { a };");
    expect(await value()).toEqual({ a: 1 });
    write('lib.ts', 'export const a = 2;');
    expect(await value()).toEqual({ a: 2 });
    rmSync(join(folder, 'lib.ts'));
    expect(await value()).toEqual({ a: 1 });
    rmSync(join(folder, 'lib'), { recursive: true });
    expect(await load()).toMatchObject({ ok: false, problem: { reason: 'import-unresolved' } });
  });

  it('is missed when a package points to another of its files', async () => {
    write('node_modules/@x/p/package.json', '{ "main": "./a.js" }');
    write('node_modules/@x/p/a.js', 'export const v = 1;');
    write('node_modules/@x/p/b.js', 'export const v = 2;');
    write('topology.ts', "import { v } from '@x/p'; export default { v };");
    expect(await value()).toEqual({ v: 1 });
    write('node_modules/@x/p/package.json', '{ "main": "./b.js" }');
    expect(await value()).toEqual({ v: 2 });
  });

  it('is missed for another model', async () => {
    write('topology.ts', define('{}'));
    expect(await value()).toEqual({ defined: true });
    write('other.mjs', 'export const defineTopology = () => ({ other: true });');
    const modelUrl = pathToFileURL(join(folder, 'other.mjs')).href;
    const result = await loadTopology({ file: join(folder, 'topology.ts'), cacheDir, modelUrl });
    expect(result).toMatchObject({ ok: true, value: { other: true } });
  });

  it.each([
    ['an index that is no JSON', (name: string) => name.endsWith('.json'), '{'],
    ['an index of something else', (name: string) => name.endsWith('.json'), '{"bundle":3}'],
    ['a torn bundle', (name: string) => name.endsWith('.mjs'), 'export default { '],
    ['an empty bundle', (name: string) => name.endsWith('.mjs'), ''],
  ])('is rebuilt from %s', async (_name, which, content) => {
    write('topology.ts', 'export default { a: 1 }');
    await value();
    for (const name of readdirSync(cacheDir).filter(which)) writeFileSync(join(cacheDir, name), content);
    expect(await value()).toEqual({ a: 1 });
    expect(builds.count).toBe(2);
    expect(await value()).toEqual({ a: 1 });
    expect(builds.count).toBe(2);
  });

  it('is done without when its folder cannot be written', async () => {
    write('cache', 'a file where the folder should be');
    write('topology.ts', define('{ a: 1, file: import.meta.url }'));
    const expected = { a: 1, defined: true, file: pathToFileURL(join(folder, 'topology.ts')).href };
    expect(await value()).toEqual(expected);
    expect(await value()).toEqual(expected);
    expect(builds.count).toBe(2);
    write('topology.ts', '\n\nexport default { a: null!.x }');
    const result = await load();
    expect(result).toMatchObject({ ok: false, problem: { range: { line: 3, column: 27 } } });
    expect(JSON.stringify(result)).not.toContain('base64');
  });

  it('keeps two topologies apart', async () => {
    write('a/topology.ts', 'export default { a: 1 }');
    write('b/topology.ts', 'export default { b: 1 }');
    for (const _round of [1, 2]) {
      expect(await value('a/topology.ts')).toEqual({ a: 1 });
      expect(await value('b/topology.ts')).toEqual({ b: 1 });
    }
    expect(builds.count).toBe(2);
  });
});
