// Bundles topology.ts and what it imports into one module. Loads esbuild: import this file only when needed.
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BuildResult, build, type Metafile, type OnLoadResult, type Plugin } from 'esbuild';
import { duplicateKeyProblem, failedBuildProblem, isBuildFailure } from './build-problem.js';
import { type Bundle, fingerprint, folderFingerprint } from './bundle-cache.js';
import { LoadFailure, type LoadOptions } from './load-problem.js';

/** Throws a LoadFailure when the topology does not bundle or holds an object with two equal keys. */
export async function buildBundle(options: LoadOptions): Promise<Bundle> {
  const files = new Map<string, string>();
  const result = await runBuild(options, files);
  const duplicate = result.warnings.find(({ id }) => id === 'duplicate-object-key');
  if (duplicate) throw new LoadFailure(duplicateKeyProblem(duplicate, options.file));
  const base = dirname(options.file);
  for (const path of packageFiles(result.metafile, base)) files.set(path, fingerprint(readFileSync(path)));
  const folders = [...lookupFolders(result.metafile, base)].map(folderFingerprint);
  return { code: result.outputFiles[0]?.contents ?? new Uint8Array(), files: [...files], folders };
}

type Built = BuildResult<{ write: false; metafile: true }>;

async function runBuild(options: LoadOptions, files: Map<string, string>): Promise<Built> {
  try {
    return await build({
      entryPoints: [options.file],
      absWorkingDir: dirname(options.file),
      bundle: true,
      write: false,
      metafile: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      charset: 'utf8',
      minifyWhitespace: true,
      sourcemap: 'inline',
      sourcesContent: false,
      sourceRoot: `${pathToFileURL(dirname(options.file)).href}/`,
      logLevel: 'silent',
      logLimit: 0,
      // Otherwise a tsconfig.json, which is no input of the bundle, would decide about it.
      tsconfigRaw: '{}',
      define: Object.fromEntries(
        Object.entries(metaNames).map(([name, constant]) => [`import.meta.${name}`, constant]),
      ),
      // Packages in CommonJS form call require for the built-ins of Node.
      banner: { js: requireBanner(options.file) },
      plugins: [topologyFiles(options, files)],
    });
  } catch (error) {
    if (isBuildFailure(error)) throw new LoadFailure(failedBuildProblem(error, options.file));
    throw error;
  }
}

function requireBanner(file: string): string {
  const url = JSON.stringify(pathToFileURL(file).href);
  return `import { createRequire as createRequireOfBundle } from 'node:module'; const require = createRequireOfBundle(${url});`;
}

/** Sends @groundplan/model to our own model, and notes the hash of exactly the bytes that are bundled. */
function topologyFiles(options: LoadOptions, files: Map<string, string>): Plugin {
  return {
    name: 'topology-files',
    setup({ onResolve, onLoad }) {
      const edited = options.text === undefined ? undefined : { path: realpathSync(options.file), text: options.text };
      onResolve({ filter: /^@groundplan\/model$/ }, () => ({ path: options.modelUrl, external: true }));
      onLoad({ filter: /.*/, namespace: 'file' }, ({ path }) => readInput(path, files, edited));
    },
  };
}

function readInput(path: string, files: Map<string, string>, edited: Edited | undefined): OnLoadResult {
  const bytes = path === edited?.path ? Buffer.from(edited.text) : readFileSync(path);
  files.set(path, fingerprint(bytes));
  const isCode = /\.[cm]?[jt]sx?$/.test(path);
  return { contents: isCode ? withMetaConstants(path, bytes.toString()) : bytes, loader: 'default' };
}

interface Edited {
  readonly path: string;
  readonly text: string;
}

const metaNames = { url: '__groundplanUrl', dirname: '__groundplanFolder', filename: '__groundplanPath' };

/** import.meta tells where a file is, which the bundle is not; in the first line, which keeps the line numbers. */
function withMetaConstants(path: string, text: string): string {
  if (!text.includes('import.meta.')) return text;
  const { url, dirname: folder, filename } = metaNames;
  const values = [
    [url, pathToFileURL(path).href],
    [folder, dirname(path)],
    [filename, path],
  ];
  const constants = values.map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
  const start = text.startsWith('#!') ? text.indexOf('\n') + 1 : 0;
  return `${text.slice(0, start)}const ${constants.join(', ')}; ${text.slice(start)}`;
}

/** The package.json files that decided which file of a package is meant. */
function packageFiles(metafile: Metafile, base: string): string[] {
  const imports = Object.values(metafile.inputs).flatMap((input) => input.imports);
  const packages = imports.filter(({ original, external }) => original && !/^[./]/.test(original) && !external);
  return packages.flatMap(({ path }) => packageFile(dirname(resolve(base, path))) ?? []);
}

function packageFile(folder: string): string | undefined {
  const path = join(folder, 'package.json');
  if (existsSync(path)) return path;
  return folder === dirname(folder) ? undefined : packageFile(dirname(folder));
}

function lookupFolders(metafile: Metafile, base: string): Set<string> {
  const folders = new Set<string>();
  for (const [path, input] of Object.entries(metafile.inputs)) {
    for (const { original } of input.imports) {
      if (original?.startsWith('.')) folders.add(dirname(resolve(base, dirname(path), original)));
    }
  }
  return folders;
}
