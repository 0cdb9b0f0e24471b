// A copy of a repository whose flake.nix real Nix evaluates with stub inputs: no network, and a store of its own.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { resource } from './resource.js';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const stubs = ['nixpkgs', 'home-manager', 'sops-nix', 'disko', 'nixos-hardware', 'nixGL'];
const release = '25.11';

export interface FlakeSandbox {
  /** The copy. */
  readonly root: string;
  write(path: string, text: string): void;
  /** Adds the inputs of another release to flake.nix, as a person would. */
  addRelease(other: string): void;
  /** The value of an attribute of the flake's outputs; `apply` is a Nix function over it. Throws with Nix' message. */
  evaluate(attribute: string, apply?: string): unknown;
  /** Where a file of the store is on this machine. */
  onDisk(storePath: string): string;
  dispose(): void;
}

interface Options {
  /** The repository whose hosts and home are copied. */
  readonly from: string;
  /** They stand in a repository of their own, whose flake.nix has this one as an input. */
  readonly asInput?: boolean;
}

export function flakeSandbox({ from, asInput = false }: Options): FlakeSandbox {
  const scratch = mkdtempSync(join(tmpdir(), 'flake-'));
  const root = join(scratch, 'repository');
  const groundplan = asInput ? join(scratch, 'groundplan') : root;
  const overrides = stubs.map((name) => [asInput ? `groundplan/${name}` : name, stubInput(scratch, name, release)]) as [
    string,
    string,
  ][];
  cpSync(join(repository, 'flake.nix'), join(groundplan, 'flake.nix'));
  cpSync(join(repository, 'packages/nixos'), join(groundplan, 'packages/nixos'), { recursive: true });
  cpSync(join(repository, 'tools/phones'), join(groundplan, 'tools/phones'), { recursive: true });
  for (const folder of ['hosts', 'home'])
    if (existsSync(join(from, folder))) cpSync(join(from, folder), join(root, folder), { recursive: true });
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const store = join(scratch, 'store');
  if (asInput)
    write(
      'flake.nix',
      `{ inputs.groundplan.url = "path:${groundplan}"; outputs = { groundplan, ... }: groundplan.lib.outputs ./.; }`,
    );
  return {
    root,
    write,
    addRelease(other) {
      const suffix = other.replace('.', '-');
      for (const name of ['nixpkgs', 'home-manager'])
        overrides.push([`${name}-${suffix}`, stubInput(scratch, name, other)]);
      const inputs = `nixpkgs-${suffix}.url = "github:NixOS/nixpkgs/nixos-${other}";
        home-manager-${suffix} = {
          url = "github:nix-community/home-manager/release-${other}";
          inputs.nixpkgs.follows = "nixpkgs-${suffix}";
        };`;
      write('flake.nix', readFileSync(join(root, 'flake.nix'), 'utf8').replace('inputs = {', `inputs = { ${inputs}`));
    },
    evaluate: (attribute, apply) => evaluate({ root, store, overrides, attribute, apply }),
    onDisk: (path) => join(store, path),
    dispose: () => rmSync(scratch, { recursive: true, force: true }),
  };
}

function stubInput(scratch: string, name: string, as: string): string {
  const folder = join(scratch, 'inputs', `${name}-${as}`);
  cpSync(resource(`stub-inputs/${name}`), folder, { recursive: true });
  cpSync(resource('stub-inputs/nixpkgs/describe.nix'), join(folder, 'describe.nix'));
  if (name === 'nixpkgs') {
    for (const file of ['stub-lib.nix', 'stub-types.nix']) cpSync(resource(file), join(folder, file));
    writeFileSync(join(folder, 'names'), packageNames());
  }
  const flake = join(folder, 'flake.nix');
  writeFileSync(flake, readFileSync(flake, 'utf8').replaceAll(release, as));
  return folder;
}

/** The packages that the outputs name. */
function packageNames(): string {
  const files = ['shell.nix', 'apps.nix', 'default.nix'].map((file) =>
    readFileSync(join(repository, 'packages/nixos/flake', file), 'utf8'),
  );
  const words = files.flatMap((text) => text.match(/[a-zA-Z][a-zA-Z0-9_-]*/g) ?? []);
  return `${[...new Set(words)].sort().join('\n')}\n`;
}

interface Question {
  readonly root: string;
  readonly store: string;
  readonly overrides: readonly (readonly [string, string])[];
  readonly attribute: string;
  readonly apply: string | undefined;
}

function evaluate({ root, store, overrides, attribute, apply }: Question): unknown {
  const features = ['--extra-experimental-features', 'nix-command flakes'];
  const inputs = overrides.flatMap(([name, folder]) => ['--override-input', name, `path:${folder}`]);
  const { status, stdout, stderr } = spawnSync(
    'nix',
    [
      ...[...features, '--offline', '--store', store, 'eval', '--json', `path:${root}#${attribute}`],
      ...[...(apply === undefined ? [] : ['--apply', apply]), ...inputs, '--no-write-lock-file'],
    ],
    { encoding: 'utf8', env: { ...process.env, HOME: dirname(store), NO_COLOR: '1' } },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}
