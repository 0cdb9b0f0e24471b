// Runs a bundled topology and takes its default export.
import type { Bundle } from './bundle-cache.js';
import { LoadFailure } from './load-problem.js';

type Module = Readonly<Record<string, unknown>>;

/** Throws a LoadFailure when the topology throws, or when its default export is no object. */
export async function evaluateBundle(bundle: Bundle, topology: string): Promise<unknown> {
  const module = await importBundle(bundle, bundle.url, topology);
  const value = module.default;
  if (isPlain(value)) return value;
  const { exportProblem } = await import('./export-problem.js');
  throw new LoadFailure(exportProblem(module, topology));
}

/** Imports the stored bundle or, without `stored`, its text. */
async function importBundle(bundle: Bundle, stored: string | undefined, topology: string): Promise<Module> {
  const url = freshUrl(stored ?? `data:text/javascript;base64,${Buffer.from(bundle.code).toString('base64')}`);
  try {
    return (await import(/* @vite-ignore */ url)) as Module;
  } catch (error) {
    if (stored !== undefined && isMissing(error, url)) return importBundle(bundle, undefined, topology);
    const { thrownProblem } = await import('./thrown-problem.js');
    throw new LoadFailure(thrownProblem(error, { url, code: bundle.code, topology }));
  }
}

const timesLoaded = new Map<string, number>();

/** Node runs the module of a URL once; a topology that reads other files must run again. */
function freshUrl(url: string): string {
  const times = timesLoaded.get(url) ?? 0;
  timesLoaded.set(url, times + 1);
  return times === 0 ? url : `${url}#${times}`;
}

/** Another run may have replaced the bundle since it was looked up. */
function isMissing(error: unknown, url: string): boolean {
  const { code, url: missing } = error as { code?: unknown; url?: unknown };
  return code === 'ERR_MODULE_NOT_FOUND' && missing === url;
}

function isPlain(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isPromise(value);
}

function isPromise(value: object): boolean {
  return typeof (value as { then?: unknown }).then === 'function';
}
