// The kernel of the virtual machine, as tools/lab/vm/install has unpacked it, and the modules that mount the host's files.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export interface Kernel {
  readonly release: string;
  /** Holds boot and lib/modules. */
  readonly root: string;
  readonly image: string;
}

function cacheFolder(): string {
  const caches = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  return process.env.GROUNDPLAN_KERNELS ?? join(caches, 'groundplan/kernels');
}

/** The newest that is completely unpacked. */
export function findKernel(folder = cacheFolder()): Kernel | undefined {
  const releases = existsSync(folder) ? readdirSync(folder).filter((name) => isComplete(join(folder, name))) : [];
  const release = releases.sort((a, b) => byNumbers(numbersOf(a), numbersOf(b))).at(-1);
  if (release === undefined) return undefined;
  const root = join(folder, release);
  return { release, root, image: join(root, 'boot', `vmlinuz-${release}`) };
}

const isComplete = (folder: string) => existsSync(join(folder, 'complete'));

const numbersOf = (release: string) => (release.match(/\d+/g) ?? []).map(Number);

function byNumbers(a: readonly number[], b: readonly number[]): number {
  const different = a.findIndex((number, index) => number !== b[index]);
  return different === -1 ? a.length - b.length : (a[different] ?? 0) - (b[different] ?? 0);
}

/** Paths of the modules and of all they need, in the order in which they must be loaded; what is built in is left out. */
export function modulesFor(names: readonly string[], dependencies: string): string[] {
  const needs = new Map(
    dependencies
      .trimEnd()
      .split('\n')
      .map((line) => line.split(':') as [string, string])
      .map(([path, needed]) => [path, needed.trim().split(/\s+/).filter(Boolean)]),
  );
  const nameOf = (path: string) => (path.split('/').at(-1) ?? '').replace(/\.ko.*$/, '').replaceAll('-', '_');
  const paths = names.flatMap((name) => [...needs.keys()].find((path) => nameOf(path) === name) ?? []);
  // modules.dep lists what is needed last first.
  return [...new Set(paths.flatMap((path) => [...(needs.get(path) ?? [])].reverse().concat(path)))];
}

export const modulesFolder = ({ root, release }: Kernel): string => join(root, 'lib/modules', release);

export const dependenciesOf = (kernel: Kernel): string =>
  readFileSync(join(modulesFolder(kernel), 'modules.dep'), 'utf8');
