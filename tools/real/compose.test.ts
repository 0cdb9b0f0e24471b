// compose.nix evaluates hand-written modules without nixpkgs: imports, conditions on `config`, stubs of pkgs and inputs.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { compose } from './folder.js';
import { findTool } from './run-tool.js';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'compose-')));
afterAll(() => rmSync(root, { recursive: true }));

function composing(files: { readonly [name: string]: string }) {
  const folder = mkdtempSync(join(root, 'case-'));
  mkdirSync(join(folder, 'sub'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return compose(root, [`${folder.slice(root.length + 1)}/main.nix`]);
}

describe.runIf(process.env.REQUIRE_REAL === '1' || findTool('nix-instantiate'))('compose.nix', () => {
  test('follows files, folders and inline modules, each once, and names what is outside', async () => {
    const { modules, config } = await composing({
      'main.nix': `{ modulesPath, inputs, ... }: {
        imports = [ ./sub ./other.nix (modulesPath + "/x.nix") inputs.sops-nix.nixosModules.sops { networking.domain = "inline"; } ];
      }`,
      'sub/default.nix': '{ imports = [ ../other.nix ]; }',
      'other.nix': '{ networking.hostName = "other"; }',
    });
    expect(modules.flatMap(({ skipped }) => skipped)).toEqual([
      '/nixpkgs/nixos/modules/x.nix',
      'inputs.sops-nix.nixosModules.sops',
    ]);
    expect(modules).toHaveLength(4);
    expect(config).toEqual({ networking: { hostName: 'other', domain: 'inline' } });
  });

  test('gives modules the merged config, their own options and the defaults of NixOS options', async () => {
    const { config, report } = await composing({
      'main.nix': '{ imports = [ ./role.nix ]; role.router.enable = true; }',
      'role.nix': `{ config, lib, pkgs, ... }: let cfg = config.role.router; in {
        options.role.router.enable = lib.mkEnableOption "routing";
        config = lib.mkIf cfg.enable {
          networking.hostName = lib.mkDefault (if config.services.k3s.enable then "k3s" else "plain");
          networking.localCommands = "\${pkgs.iproute2}/bin/ip link";
          environment.systemPackages = [ (pkgs.writeShellScriptBin "x" "true") pkgs.tcpdump ];
        };
      }`,
    });
    expect(report.problems).toEqual([]);
    expect(config).toMatchObject({
      networking: { hostName: 'plain', localCommands: '/nix/store/stub-pkgs.iproute2/bin/ip link' },
      role: { router: { enable: true } },
    });
  });

  test('knows the defaults inside named sets, of NixOS and of modules', async () => {
    const { config, report } = await composing({
      'main.nix': `{ config, lib, ... }: {
        options.role = lib.mkOption { type = lib.types.attrsOf (lib.types.submodule {
          options.port = lib.mkOption { type = lib.types.port; default = 80; };
        }); };
        config = {
          sops.secrets.token.owner = "root";
          services.k3s.tokenFile = config.sops.secrets.token.path;
          role.web = { };
          networking.firewall.allowedTCPPorts = lib.mapAttrsToList (_: role: role.port) config.role;
        };
      }`,
    });
    expect(report.problems).toEqual([]);
    expect(config).toMatchObject({ networking: { firewall: { allowedTCPPorts: [80] } } });
  });

  test('keeps paths, floats and functions apart from strings, numbers and sets', async () => {
    const { report } = await composing({
      'main.nix': '{ networking.hostName = ./main.nix; networking.domain = 1.5; time.timeZone = x: x; }',
    });
    expect(report.problems.map((text) => text.replace(/^.*main.nix: /, ''))).toEqual([
      expect.stringContaining('networking.domain is a float'),
      expect.stringContaining('networking.hostName is a path'),
      expect.stringContaining('time.timeZone is a function'),
    ]);
  });

  test('refuses attributes beside config', async () => {
    const { modules } = await composing({ 'main.nix': '{ config = { }; networking.hostName = "x"; }' });
    expect(modules[0]?.stray).toEqual(['networking']);
  });
});
