// Loading in a Node process of its own, as the command does.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'groundplan-process-')));
const modelUrl = pathToFileURL(join(folder, 'model.mjs')).href;

beforeAll(async () => {
  const entryPoints = [fileURLToPath(new URL('./load-topology.ts', import.meta.url))];
  const outExtension = { '.js': '.mjs' };
  await build({
    entryPoints,
    outdir: folder,
    outExtension,
    bundle: true,
    splitting: true,
    format: 'esm',
    packages: 'external',
  });
  symlinkSync(fileURLToPath(new URL('../../../../node_modules', import.meta.url)), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'model.mjs'), 'export const defineTopology = (topology) => topology;');
  const options = JSON.stringify({ file: 'topology.ts', cacheDir: '.cache', modelUrl });
  const script = `import { createRequire } from 'node:module';
    import { loadTopology } from './load-topology.mjs';
    const { ok, value, problem } = await loadTopology(${options});
    const esbuild = Object.keys(createRequire(import.meta.url).cache).some((path) => path.includes('esbuild'));
    console.log(JSON.stringify({ ok, value, esbuild, line: problem?.range?.line, column: problem?.range?.column }));`;
  writeFileSync(join(folder, 'main.mjs'), script);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...nodeOptions: string[]): unknown {
  const output = execFileSync(process.execPath, [...nodeOptions, 'main.mjs'], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 60_000,
  });
  return JSON.parse(output);
}

it('imports esbuild on a miss only, and lets the process end', () => {
  const text = "import { defineTopology } from '@groundplan/model'; export default defineTopology({ a: 1 as number });";
  writeFileSync(join(folder, 'topology.ts'), text);
  expect(run()).toEqual({ ok: true, value: { a: 1 }, esbuild: true });
  expect(run()).toEqual({ ok: true, value: { a: 1 }, esbuild: false });
});

it('finds where the topology throws, also when Node maps the stack itself', () => {
  writeFileSync(join(folder, 'topology.ts'), 'type T = 1;\n\nexport default { a: (): T => 1, b: null!.x };\n');
  const expected = { ok: false, line: 3, column: 42 };
  expect(run()).toMatchObject({ ...expected, esbuild: true });
  expect(run('--enable-source-maps')).toMatchObject({ ...expected, esbuild: false });
});
