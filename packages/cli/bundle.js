// Joins the compiled command and what it always needs into one file, because Node takes longer to open two hundred small ones
// than to run them. What only some runs need stays apart and is loaded when it is needed.
import { readdirSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { build } from 'esbuild';

const { metafile } = await build({
  absWorkingDir: import.meta.dirname,
  entryPoints: { groundplan: 'dist/index.js' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  chunkNames: 'chunk-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external: ['diff', 'esbuild', 'handlebars', 'oxc-parser'],
  metafile: true,
});

const written = new Set(Object.keys(metafile.outputs).map((path) => basename(path)));
for (const name of readdirSync(`${import.meta.dirname}/dist`))
  if (name.startsWith('chunk-') && !written.has(name)) rmSync(`${import.meta.dirname}/dist/${name}`);
