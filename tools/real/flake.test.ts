// flake.nix makes one system of every NixOS host in the index; evaluated by real Nix with a stub of nixpkgs.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { describeReal } from '../../packages/engine/test/real-checker.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'flake-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** What flake.nix uses of nixpkgs; a system is shown as its platform and the names of its modules. */
const stub = `{
  lib = {
    filterAttrs = keep: set: builtins.listToAttrs (
      map (name: { inherit name; value = set.\${name}; }) (
        builtins.filter (name: keep name set.\${name}) (builtins.attrNames set)));
    nixosSystem = { system, modules }: {
      inherit system;
      modules = map toString modules;
      found = builtins.all builtins.pathExists modules;
    };
  };
}`;

function systems(folder: string): unknown {
  const expression = `((import ${folder}/flake.nix).outputs { self = { }; nixpkgs = ${stub}; }).nixosConfigurations`;
  const argv = ['--store', 'dummy://', '--eval', '--strict', '--json', '--expr', expression];
  return JSON.parse(execFileSync('nix-instantiate', argv, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }));
}

describeReal('flake.nix', ['nix-instantiate', '--version'], () => {
  it('has one configuration for each NixOS host, of its platform, with a module that exists', () => {
    const index = JSON.parse(readFileSync(join(root, 'hosts/index.json'), 'utf8')) as {
      hosts: Record<string, { os: string; system: string }>;
    };
    const nixos = Object.entries(index.hosts).filter(([, host]) => host.os === 'nixos');
    const expected = nixos.map(([name, { system }]) => [
      name,
      { found: true, modules: [join(root, `hosts/${name}/configuration.nix`)], system },
    ]);
    expect(systems(root.replace(/\/$/, ''))).toEqual(Object.fromEntries(expected));
    expect(nixos.length).toBeGreaterThan(0);
  });

  it('is told apart from one whose index names a host that has no folder', () => {
    const folder = join(scratch, 'missing');
    mkdirSync(join(folder, 'hosts'), { recursive: true });
    cpSync(join(root, 'flake.nix'), join(folder, 'flake.nix'));
    writeFileSync(
      join(folder, 'hosts/index.json'),
      '{ "hosts": { "ghost": { "os": "nixos", "system": "x86_64-linux" } } }',
    );
    expect(systems(folder)).toMatchObject({ ghost: { found: false } });
  });
});
