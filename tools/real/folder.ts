// One folder of the repository, with what several checks need of it computed once.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Definition } from './definition.js';
import { type MergeReport, mergeModules } from './merge-options.js';
import { evaluateModules, type NixModule } from './nix.js';
import type { Attrs } from './nix-type.js';
import { declareOptions, defaultsOf, loadOptionTable, type tables } from './option-table.js';

export interface Folder {
  /** Absolute. */
  readonly root: string;
  /** Relative to the root, e.g. "hosts/rpi4-1". */
  readonly path: string;
  /** Relative to the root, sorted. */
  readonly files: readonly string[];
  /** The .nix files in generated/. */
  readonly generated: readonly string[];
  /** configuration.nix or home.nix, or what is generated where there is none. Undefined without .nix files. */
  readonly entry: string | undefined;
  /** The entry and all it imports. */
  readonly composition: () => Promise<Composition>;
}

export interface Composition {
  readonly modules: readonly NixModule[];
  readonly config: Attrs;
  readonly report: MergeReport;
}

export function openFolder(root: string, path: string): Folder {
  const files = readdirSync(join(root, path), { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name).slice(root.length + 1))
    .sort();
  const entry = ['configuration.nix', 'home.nix', 'generated/default.nix']
    .map((name) => `${path}/${name}`)
    .find((file) => files.includes(file));
  const generated = files.filter((file) => file.startsWith(`${path}/generated/`) && file.endsWith('.nix'));
  const { table, modules } = kindOf(path) === 'home' ? home : host;
  const entries = [...(entry ? [entry] : generated), ...(existsSync(join(root, modules)) ? [modules] : [])];
  return { root, path, files, generated, entry, composition: once(() => compose(root, entries, table)) };
}

/** The options there are, and the hand-written modules that flake.nix adds to every one. */
const host = { table: 'nixos', modules: 'packages/nixos/default.nix' } as const;
const home = { table: 'home', modules: 'packages/nixos/home/default.nix' } as const;

/** The folder that holds it, such as "hosts" for hosts/rpi4-1 and topology/examples/lab/hosts/a. */
export const kindOf = (path: string): string => path.split('/').at(-2) ?? '';

/** Follows the imports of the entries and merges every definition. */
export async function compose(
  root: string,
  entries: readonly string[],
  kind: keyof typeof tables = 'nixos',
): Promise<Composition> {
  const table = loadOptionTable(kind);
  const modules = await evaluateModules(root, entries, defaultsOf(table));
  for (const { options, file } of modules) declareOptions(table, options, file);
  return { modules, ...mergeModules(table, modules.map(definitionOf)) };
}

function definitionOf({ config, file, source }: NixModule): Definition {
  return { value: config, file: source ? `${file} (${source})` : file, strict: /\/generated\//.test(file) };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

export function valueAt(config: Attrs, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Attrs | undefined)?.[key], config);
}
