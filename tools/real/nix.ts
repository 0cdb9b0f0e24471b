// Real Nix over the files of the repository: parsing, and evaluation through compose.nix. Needs no daemon and writes nothing.
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Attrs } from './nix-type.js';
import { resource } from './resource.js';
import { type Run, requireTool, run } from './run-tool.js';

/** One module as compose.nix describes it; paths are relative to the root. */
export interface NixModule {
  readonly file: string;
  /** `_file`, which generated modules set to the part of the topology they come from. */
  readonly source: string | null;
  readonly function: boolean;
  /** Imported files that do not exist. */
  readonly missing: readonly string[];
  /** Imports from outside the repository, not followed. */
  readonly skipped: readonly string[];
  /** Attributes beside `options` and `config` that belong inside `config`. */
  readonly stray: readonly string[];
  readonly options: Attrs;
  readonly config: unknown;
}

/** Nix gave up; the message is its own. */
export class NixError extends Error {}

export async function parseNix(root: string, files: readonly string[]): Promise<void> {
  await nix(root, ['--parse', ...files.map((file) => join(root, file))]);
}

/** The modules in `entries` and everything they import; `defaults` is what `config` reads as where nobody sets it. */
export async function evaluateModules(
  root: string,
  entries: readonly string[],
  defaults: unknown,
): Promise<NixModule[]> {
  const request = JSON.stringify({ root, entries, defaults });
  const args = ['--eval', '--strict', '--json', '--argstr', 'request', request, resource('compose.nix')];
  return JSON.parse(await nix(root, args)) as NixModule[];
}

/** Reads no channels and no nix.conf of the user who runs it. */
const nobody = { HOME: '/nonexistent', NIX_PATH: 'nixpkgs=/nonexistent' };

async function nix(root: string, args: readonly string[]): Promise<string> {
  const answer = await run(requireTool('nix-instantiate'), ['--store', 'dummy://', ...args], nobody);
  if (answer.code === 0) return answer.stdout;
  throw new NixError(relevant(answer).replaceAll(`${root}/`, ''));
}

const stubHint =
  "Modules are evaluated without nixpkgs: if this is a function of nixpkgs' lib, add it to tools/real/stub-lib.nix.";

/** Newer Nix puts the error last, after the trace; the trace through compose.nix helps nobody. */
function relevant({ code, stderr }: Run): string {
  const text = stripVTControlCharacters(stderr).trim() || `nix-instantiate ended with code ${code}`;
  const error = text.lastIndexOf('error:');
  const lines = (error < 0 ? text : text.slice(error)).split('\n').filter((line) => !line.includes('--show-trace'));
  return [...lines.slice(0, 12), ...(/attribute .* missing/.test(text) ? [stubHint] : [])].join('\n').trimEnd();
}
