// A pretended phone for tests: a bundle in a folder, and just the programs that a case wants in PATH.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const startScript = fileURLToPath(new URL('start-agent.sh', import.meta.url));

export const settings = {
  '//': 'Generated from hosts.phone.',
  interface: 'wlan0',
  k3s: {
    'flannel-iface': 'wlan0',
    'node-ip': '192.0.2.50',
    'node-label': ['role=phone', 'example.org/battery='],
    'node-name': 'phone',
    'node-taint': ['device=phone:NoSchedule'],
    server: 'https://192.0.2.10:6443',
  },
};

export const asText = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

export const authority = '-----BEGIN CERTIFICATE-----\nbm90IGEgcmVhbCBvbmU=\n-----END CERTIFICATE-----\n';

/** The output of ip(8) for an interface with the address. */
export const addressed = (address: string, flags = 'BROADCAST,MULTICAST,UP,LOWER_UP') =>
  `2: wlan0: <${flags}> mtu 1500\n    inet ${address}/24 brd 192.0.2.255 scope global wlan0\n`;

/** Files below the bundle; `bin/` is PATH. Null takes one of the usual ones away. */
export type Files = { readonly [path: string]: string | null };

const program = (body: string) => `#!/bin/sh\n${body}\n`;
export const says = (text: string, code = 0) => program(`printf '%s' '${text.replaceAll("'", `'\\''`)}'; exit ${code}`);

const usual: Files = {
  'k3s-agent.json': asText(settings),
  k3s: program(
    `{ for one in "$@"; do printf '%s\\n' "$one"; done; } >"\${0%/*}/arguments"; env >"\${0%/*}/environment"`,
  ),
  'bin/ip': says(addressed('192.0.2.50')),
  'bin/curl': says(authority),
  'bin/id': says('0\n'),
  'bin/date': says('2026\n'),
};

/** Programs of this machine that the script may use too; mksh has no printf of its own. */
const borrowed = ['ls', 'printf', 'sha256sum', 'env'];

export interface Started {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What k3s was started with; undefined when it was not. */
  readonly arguments: readonly string[] | undefined;
  readonly environment: readonly string[];
  readonly folder: string;
}

export interface Attempt {
  readonly shell: readonly string[];
  readonly files?: Files;
  readonly env?: { readonly [name: string]: string };
  readonly args?: readonly string[];
}

export function makeBundle(scratch: string, files: Files = {}): string {
  const folder = mkdtempSync(join(scratch, 'phone-'));
  mkdirSync(join(folder, 'bin'));
  cpSync(startScript, join(folder, 'start-agent.sh'));
  for (const [path, text] of Object.entries({ ...usual, ...files })) {
    if (text === null) continue;
    writeFileSync(join(folder, path), text, { mode: path.includes('token') ? 0o600 : 0o644 });
    if (text.startsWith('#!')) chmodSync(join(folder, path), 0o755);
  }
  for (const name of borrowed) {
    const at = ['/usr/bin', '/bin'].map((place) => join(place, name)).find(existsSync);
    if (at !== undefined) symlinkSync(at, join(folder, 'bin', name));
  }
  return folder;
}

/** `{}` in the environment stands for the folder of the bundle. */
export function start(
  scratch: string,
  { shell: [shell = 'sh', ...options], files, env = {}, args = [] }: Attempt,
): Started {
  const folder = makeBundle(scratch, files);
  const given = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value.replace('{}', folder)]));
  const { status, stdout, stderr } = spawnSync(shell, [...options, join(folder, 'start-agent.sh'), ...args], {
    encoding: 'utf8',
    cwd: scratch,
    env: { PATH: join(folder, 'bin'), ...given },
  });
  return { code: status, stdout, stderr, folder, ...recorded(folder) };
}

export function recorded(folder: string): Pick<Started, 'arguments' | 'environment'> {
  const lines = (name: string) => {
    const path = join(folder, name);
    return existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : undefined;
  };
  return { arguments: lines('arguments'), environment: lines('environment') ?? [] };
}
