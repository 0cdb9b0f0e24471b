// One program's configuration in a folder: native files, or what a NixOS option makes of it.
import { readFileSync } from 'node:fs';
import { type Folder, valueAt } from './folder.js';
import { type Attrs, isAttrs } from './nix-type.js';

export interface ConfigFile {
  /** The file, or the option that NixOS writes it from. */
  readonly source: string;
  readonly content: string;
}

export interface ConfigKind {
  readonly option: string;
  /** The text that NixOS makes of the option's value. */
  readonly print: (value: Attrs) => string;
  readonly native: RegExp;
}

export async function configFiles(folder: Folder, { option, print, native }: ConfigKind): Promise<ConfigFile[]> {
  const files = folder.files
    .filter((file) => native.test(file))
    .map((file) => ({ source: file, content: readFileSync(`${folder.root}/${file}`, 'utf8') }));
  const hasModules = folder.entry !== undefined || folder.generated.length > 0;
  const value = hasModules ? valueAt((await folder.composition()).config, option) : undefined;
  return isAttrs(value) && Object.keys(value).length > 0
    ? [...files, { source: option, content: print(value) }]
    : files;
}
