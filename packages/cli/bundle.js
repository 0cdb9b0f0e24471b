// Joins the compiled command and what it always needs into one file, because Node takes longer to open two hundred small ones
// than to run them. What only some runs need stays apart and is loaded when it is needed.
import { build } from 'esbuild';

await build({
  absWorkingDir: import.meta.dirname,
  entryPoints: { groundplan: 'dist/index.js' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  chunkNames: 'chunk-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external: ['ajv', 'ajv-formats', 'diff', 'esbuild', 'handlebars', 'oxc-parser', 'yaml'],
});
