// Evaluates one configuration together with all hand-written modules, by real Nix and the project's option table.
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Composition, compose } from '../../../tools/real/folder.js';

export const modulesFolder = fileURLToPath(new URL('..', import.meta.url));

export interface Scratch {
  readonly root: string;
  /** Composes a NixOS configuration, as Nix text, with the modules. */
  composing(configuration: string): Promise<Composition>;
  /** Writes a file below the root. */
  write(path: string, text: string): void;
  dispose(): void;
}

/** A repository of its own that holds the modules. */
export function newScratch(): Scratch {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'nixos-modules-')));
  for (const part of ['default.nix', 'modules'])
    cpSync(join(modulesFolder, part), join(root, 'packages/nixos', part), { recursive: true });
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  let cases = 0;
  return {
    root,
    write,
    composing(configuration) {
      cases += 1;
      write(`cases/c${cases}.nix`, configuration);
      return compose(root, [`cases/c${cases}.nix`, 'packages/nixos']);
    },
    dispose: () => rmSync(root, { recursive: true, force: true }),
  };
}

interface Assertion {
  readonly assertion: boolean;
  readonly message: string;
}

/** The messages of the assertions that do not hold. */
export function failed({ config }: Composition): string[] {
  return ((config.assertions ?? []) as readonly Assertion[]).flatMap((one) => (one.assertion ? [] : [one.message]));
}
