// Loads a topology as the product does, for the processes that measure parts of a run.
import { join } from 'node:path';

interface Loader {
  loadTopology(options: {
    readonly file: string;
    readonly cacheDir: string;
    readonly modelUrl: string;
  }): Promise<{ readonly ok: true; readonly value: unknown } | { readonly ok: false }>;
}

/** The default export of the topology at `root`. */
export async function loadTopology(root: string): Promise<unknown> {
  // The loader is no part of the package's interface.
  const url = new URL('load/load-topology.js', import.meta.resolve('@groundplan/cli')).href;
  const loader = (await import(url)) as Loader;
  const loaded = await loader.loadTopology({
    file: join(root, 'topology/topology.ts'),
    cacheDir: join(root, '.groundplan/cache'),
    modelUrl: import.meta.resolve('@groundplan/model/define-topology'),
  });
  if (!loaded.ok) throw new Error('The topology does not load.');
  return loaded.value;
}
