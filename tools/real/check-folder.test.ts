// A good host passes the real checkers; each planted fault is refused by name.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { checkFolder } from './check-folder.js';
import type { Outcome } from './outcome.js';
import { findTool, type Tool } from './run-tool.js';

type Files = { readonly [path: string]: string };

const good: Files = {
  'configuration.nix': '{ ... }: { imports = [ ./generated ./hardware-configuration.nix ]; }',
  'hardware-configuration.nix': `
    { lib, modulesPath, pkgs, ... }: {
      imports = [ (modulesPath + "/installer/scan/not-detected.nix") ];
      boot.loader = lib.mkDefault { grub.enable = false; generic-extlinux-compatible.enable = true; };
      environment.systemPackages = with pkgs; [ vim ];
      fileSystems."/" = lib.mkDefault { device = "/dev/disk/by-label/nixos"; fsType = "ext4"; };
    }`,
  'generated/default.nix': `
    {
      _file = "topology/topology.ts#hosts.a";
      imports = [ ./dhcp.nix ./k3s.nix ./network.nix ];
      system.stateVersion = "25.11";
    }`,
  'generated/k3s.nix': '{ services.k3s = { enable = true; role = "server"; nodeLabel = [ "role=infra" ]; }; }',
  'generated/dhcp.nix': `
    { services.dnsmasq = { enable = true; settings = {
        bind-dynamic = true; interface = [ "vlan10" "vlan20" ]; no-resolv = true; read-ethers = false;
        dhcp-range = [ "set:infra,10.10.0.100,10.10.0.200,255.255.255.0,12h" ];
      }; }; }`,
  'generated/network.nix': `
    { networking = { hostName = "a"; useNetworkd = true;
        nftables.tables.filter = { family = "inet"; content = "chain input { type filter hook input priority 0; policy drop; }"; }; };
      systemd.network = { enable = true;
        links."10-lan" = { matchConfig.PermanentMACAddress = "02:00:00:00:00:09"; linkConfig.Name = "lan"; };
        netdevs."20-vlan10" = { netdevConfig = { Kind = "vlan"; Name = "vlan10"; }; vlanConfig.Id = 10; };
        networks."10-lan" = { matchConfig.Name = "lan"; vlan = [ "vlan10" ]; networkConfig.IPv6AcceptRA = false; };
        networks."20-vlan10" = { matchConfig.Name = "vlan10"; address = [ "10.10.0.1/24" ]; domains = [ "home.arpa" ];
          routes = [ { Destination = "10.99.0.0/24"; Gateway = "10.10.0.2"; } ]; dhcpV4Config.UseDNS = false; };
      }; }`,
};

const root = mkdtempSync(join(tmpdir(), 'check-folder-'));
afterAll(() => rmSync(root, { recursive: true }));

let hosts = 0;
function host(files: Files): string {
  hosts += 1;
  const path = `hosts/h${hosts}`;
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path, name)), { recursive: true });
    writeFileSync(join(root, path, name), content);
  }
  return path;
}

const requireReal = process.env.REQUIRE_REAL === '1';
const has = (...tools: readonly Tool[]) => requireReal || tools.every(findTool);
const check = (files: Files) => checkFolder(root, host(files), { requireReal });

/** What one check said, as text. */
function said(outcomes: readonly Outcome[], name: string): string {
  const {
    status,
    detail,
    problems,
    notes = [],
  } = outcomes.find((one) => one.check === name) ?? { status: '?', detail: '', problems: [] };
  return [`${status} ${detail}`, ...problems, ...notes].join('\n');
}

describe.runIf(has('nix-instantiate'))('a host', () => {
  test('that is right passes every check', async () => {
    const outcomes = await check(good);
    expect(outcomes.filter(({ problems, notes = [] }) => problems.length + notes.length > 0)).toEqual([]);
    expect(said(outcomes, 'nix parse')).toBe('ok 6 files');
    expect(said(outcomes, 'generated data')).toBe('ok 4 modules');
    expect(said(outcomes, 'nixos options')).toBe('ok 33 options');
  });

  test('with only data that is not Nix has nothing to check', async () => {
    expect(new Set((await check({ 'generated/phone.json': '{}' })).map(({ status }) => status))).toEqual(
      new Set(['-']),
    );
  });

  test('without configuration.nix is judged by what is generated', async () => {
    const outcomes = await check({ 'generated/default.nix': '{ networking.hostName = 1; }' });
    expect(said(outcomes, 'nixos options')).toContain('networking.hostName is 1; NixOS wants a string matching');
  });
});

interface Fault {
  readonly fault: string;
  readonly files: Files;
  readonly check: string;
  readonly says: string;
  readonly tool?: Tool;
}

const replace = (file: string, from: string, to: string): Files => ({ [file]: good[file]?.replace(from, to) ?? '' });
const network = (from: string, to: string) => replace('generated/network.nix', from, to);
const hand = (options: string): Files => ({
  'configuration.nix': `{ lib, ... }: { imports = [ ./generated ./hardware-configuration.nix ]; ${options} }`,
});

const faults: readonly Fault[] = [
  {
    fault: 'a syntax error',
    files: { 'generated/k3s.nix': '{ services.k3s.enable = ; }' },
    check: 'nix parse',
    says: 'syntax error, unexpected',
  },
  {
    fault: 'an unknown option in generated data',
    files: { 'generated/k3s.nix': '{ services.frobnicate.enable = true; }' },
    check: 'nixos options',
    says: 'the option services.frobnicate does not exist.',
  },
  {
    fault: 'a mistyped option',
    files: hand('networking.useDHPC = false;'),
    check: 'nixos options',
    says: 'configuration.nix: the option networking.useDHPC does not exist. Did you mean networking.useDHCP?',
  },
  {
    fault: 'ports as strings',
    files: hand('networking.firewall.allowedTCPPorts = [ 22 "80" ];'),
    check: 'nixos options',
    says: 'networking.firewall.allowedTCPPorts[1] is "80"; NixOS wants an integer between 0 and 65535.',
  },
  {
    fault: 'an unknown k3s role',
    files: replace('generated/k3s.nix', '"server"', '"master"'),
    check: 'nixos options',
    says: 'services.k3s.role is "master"; NixOS wants one of "server", "agent".',
  },
  {
    fault: 'a list where a set belongs',
    files: network('netdevs."20-vlan10" = {', 'netdevs."20-vlan10" = [ ]; netdevs.x = {'),
    check: 'nixos options',
    says: 'systemd.network.netdevs."20-vlan10" is []; NixOS wants a set of options.',
  },
  {
    fault: 'an unknown dnsmasq setting',
    files: replace('generated/dhcp.nix', 'no-resolv', 'no-resolve'),
    check: 'dnsmasq',
    says: 'services.dnsmasq.settings gives this line: no-resolve',
    tool: 'dnsmasq',
  },
  {
    fault: 'an unknown networkd key',
    files: network('networkConfig.IPv6AcceptRA', 'networkConfig.IPv6AcceptRAs'),
    check: 'systemd-networkd',
    says: 'It comes from systemd.network.networks."10-lan": IPv6AcceptRAs=false',
    tool: 'systemd-networkd',
  },
  {
    fault: 'a VLAN that no unit creates',
    files: network('vlan = [ "vlan10" ]', 'vlan = [ "vlan11" ]'),
    check: 'systemd-networkd',
    says: 'vlan11 NetDev could not be found',
    tool: 'systemd-networkd',
  },
  {
    fault: 'an unknown key of a .link file',
    files: network('linkConfig.Name', 'linkConfig.Nane'),
    check: 'udev links',
    says: "Unknown key 'Nane'",
    tool: 'udevadm',
  },
  {
    fault: 'a jump to a chain that is not there',
    files: network('policy drop;', 'policy drop; jump nowhere;'),
    check: 'nftables',
    says: 'No such file or directory',
    tool: 'nft',
  },
  {
    fault: 'an import of nothing',
    files: replace('generated/default.nix', './k3s.nix', './k3s.nix ./gone.nix'),
    check: 'composition',
    says: 'generated/gone.nix, which does not exist.',
  },
  {
    fault: 'a generated module that nothing imports',
    files: { 'generated/extra.nix': '{ }' },
    check: 'composition',
    says: 'generated/extra.nix is imported by nothing, so it has no effect.',
  },
  {
    fault: 'a generated module with logic',
    files: { 'generated/k3s.nix': '{ lib, ... }: { }' },
    check: 'generated data',
    says: 'k3s.nix is a function; a generated module is plain data.',
  },
  {
    fault: 'a conflicting definition',
    files: hand('services.k3s.role = "agent";'),
    check: 'nixos options',
    says: 'services.k3s.role is set twice: "agent" in',
  },
  {
    fault: 'an undefined variable',
    files: hand('networking.domain = nowhere;'),
    check: 'nix parse',
    says: "undefined variable 'nowhere'",
  },
  {
    fault: 'a function that lib does not have',
    files: hand('networking.domain = lib.nowhere;'),
    check: 'composition',
    says: 'add it to tools/real/stub-lib.nix',
  },
];

describe.runIf(has('nix-instantiate'))('refuses', () => {
  for (const { fault, files, check: name, says, tool = 'nix-instantiate' } of faults) {
    test.runIf(has(tool))(fault, async () => {
      const text = said(await check({ ...good, ...files }), name);
      expect(text).toMatch(/^FAIL /);
      expect(text).toContain(says);
    });
  }
});

describe.runIf(has('nix-instantiate'))('leaves to the operator', () => {
  test('lib.mkForce and equal definitions', async () => {
    const outcomes = await check({
      ...good,
      ...hand('services.k3s.role = lib.mkForce "agent"; networking.hostName = "a";'),
    });
    expect(said(outcomes, 'nixos options')).toBe('ok 33 options');
  });

  test('options beyond the table, with a note', async () => {
    const outcomes = await check({ ...good, ...hand('services.jellyfin.enable = true;') });
    expect(said(outcomes, 'nixos options')).toContain('services.jellyfin is not in nixos-options.jsonl');
  });
});

const command = fileURLToPath(new URL('../dist/real/check-folder.js', import.meta.url));

describe('the command', () => {
  const start = (path: string, env: NodeJS.ProcessEnv = {}) =>
    spawnSync(process.execPath, [command, path], { cwd: root, encoding: 'utf8', env: { ...process.env, ...env } });

  test('says skip for a missing checker, and fails with REQUIRE_REAL=1', () => {
    const path = host(good);
    const none = { PATH: '/nowhere' };
    const skipped = start(path, { ...none, REQUIRE_REAL: '' });
    if (!skipped.stdout.includes('nix-instantiate is not installed')) return;
    expect(skipped.status).toBe(0);
    expect(skipped.stdout).toContain('skip  nix parse');
    expect(start(path, { ...none, REQUIRE_REAL: '1' }).status).toBe(1);
  });

  test('wants a folder of a known kind', () => {
    expect(start('docs/a').status).toBe(64);
    expect(start('hosts/nobody').status).toBe(64);
  });
});
