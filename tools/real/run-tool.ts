// Starts the real programs that judge the files, and says which package brings a missing one.
import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Program → Debian package; `tools/real/install` installs them. */
export const packageOf = {
  'nix-instantiate': 'nix-bin',
  dnsmasq: 'dnsmasq-base',
  hostname: 'hostname',
  sysctl: 'procps',
  'systemd-networkd': 'systemd',
  udevadm: 'udev',
  unshare: 'util-linux',
  wg: 'wireguard-tools',
  'wg-quick': 'wireguard-tools',
  nft: 'nftables',
  ip: 'iproute2',
  'kea-dhcp4': 'kea-dhcp4-server',
  'named-checkconf': 'bind9-utils',
  named: 'bind9',
  dig: 'bind9-dnsutils',
  unbound: 'unbound',
  'unbound-checkconf': 'unbound',
  udhcpc: 'udhcpc',
  hostapd: 'hostapd',
  wpa_supplicant: 'wpasupplicant',
  pppd: 'ppp',
  nmcli: 'network-manager',
  NetworkManager: 'network-manager',
  'systemd-analyze': 'systemd',
  shellcheck: 'shellcheck',
  dash: 'dash',
  mksh: 'mksh',
  busybox: 'busybox',
  ssh: 'openssh-client',
  'ssh-keygen': 'openssh-client',
} as const;

/** Programs that no Debian package brings in the version needed; `tools/real/install` builds them with Go. */
const builtWithGo = ['actionlint', 'kustomize'] as const;

export type Tool = keyof typeof packageOf | (typeof builtWithGo)[number];
export const tools = [...Object.keys(packageOf), ...builtWithGo] as readonly Tool[];

/** Where tools/real/install puts what it builds. */
const ownBinaries = join(homedir(), '.cache/groundplan/bin');

/** The program is not there; a check that throws it is skipped, or fails when REQUIRE_REAL=1. */
export class MissingTool extends Error {}

const searchPath = () => [
  ownBinaries,
  ...(process.env.PATH ?? '').split(delimiter),
  '/usr/sbin',
  '/sbin',
  '/lib/systemd',
  '/usr/lib/systemd',
];

export function findTool(tool: Tool): string | undefined {
  return searchPath()
    .map((folder) => join(folder, tool))
    .find(isExecutable);
}

export function requireTool(tool: Tool): string {
  const found = findTool(tool);
  if (found) return found;
  const from =
    tool in packageOf ? `Debian package ${packageOf[tool as keyof typeof packageOf]}` : 'built with Go 1.24 or newer';
  throw new MissingTool(`${tool} is not installed (${from}; run tools/real/install)`);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export interface Run {
  /** null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs to the end or for 60 s; a failing exit code is an answer, not an error. */
export function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Run> {
  return new Promise((done) => {
    const options = { encoding: 'utf8', timeout: 60_000, maxBuffer: 1 << 28, env: { ...process.env, ...env } } as const;
    execFile(program, args, options, (error, stdout, stderr) => {
      const code = error ? (typeof error.code === 'number' ? error.code : null) : 0;
      done({ code, stdout, stderr: stderr || (error && code === null ? error.message : '') });
    });
  });
}
