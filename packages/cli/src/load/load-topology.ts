// Loads topology.ts: bundles it, or takes the bundle of the last run if nothing has changed, and runs it.
import { resolve } from 'node:path';
import { type Bundle, readCachedBundle, storeBundle } from './bundle-cache.js';
import { evaluateBundle } from './evaluate-bundle.js';
import { LoadFailure, type LoadOptions, type LoadResult } from './load-problem.js';

/**
 * The default export of topology.ts, unchecked, and the files that it was made from. The file runs anew on every call.
 * Whatever is wrong with the user's files comes back as a problem.
 */
export async function loadTopology(options: LoadOptions): Promise<LoadResult> {
  const absolute = { ...options, file: resolve(options.file), cacheDir: resolve(options.cacheDir) };
  try {
    const bundle = (options.text === undefined ? readCachedBundle(absolute) : undefined) ?? (await newBundle(absolute));
    const value = await evaluateBundle(bundle, absolute.file);
    return { ok: true, value, inputs: bundle.files.map(([path]) => path) };
  } catch (error) {
    if (error instanceof LoadFailure) return { ok: false, problem: error.problem };
    throw error;
  }
}

async function newBundle(options: LoadOptions): Promise<Bundle> {
  const { assertReadable } = await import('./given-file.js');
  assertReadable(options.file);
  const { buildBundle } = await import('./build-bundle.js');
  const bundle = await buildBundle(options);
  return options.text === undefined ? storeBundle(options, bundle) : bundle;
}
