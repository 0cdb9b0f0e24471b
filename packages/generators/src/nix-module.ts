// A generated NixOS module: a plain attribute set of option values that names its origin in _file.
import { type NixSet, type NixValue, printNix } from '@groundplan/engine';
import type { ResolvedHost, ResolvedTopology } from '@groundplan/model';

export type NixOptions = NixSet;

/** Prints a module; `_file` makes Nix name topology.ts when two definitions conflict. */
export function printModule(host: string, options: NixOptions): string {
  return printNix({ _file: `topology/topology.ts#hosts.${host}`, ...options });
}

export function generatedPath(host: string, file: string): string {
  return `hosts/${host}/generated/${file}`;
}

/** The hosts whose system Groundplan configures through NixOS. */
export function nixosHosts(topology: ResolvedTopology): ResolvedHost[] {
  return Object.values(topology.hosts).filter((host) => host.os === 'nixos');
}

/** The options that have a value; absent ones keep NixOS' defaults. */
export function present(options: { readonly [option: string]: NixValue | undefined }): NixOptions {
  return Object.fromEntries(
    Object.entries(options).filter(
      (entry): entry is [string, NixValue] => entry[1] !== undefined && !isEmpty(entry[1]),
    ),
  );
}

const isEmpty = (value: NixValue) =>
  (Array.isArray(value) && value.length === 0) || (isPlain(value) && Object.keys(value).length === 0);

const isPlain = (value: NixValue): value is NixOptions =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
