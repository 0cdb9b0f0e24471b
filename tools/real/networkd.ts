// systemd.network judged by the real programs: systemd-networkd reads .netdev and .network files, udev reads .link files.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type Folder, valueAt } from './folder.js';
import { isolated } from './namespaces.js';
import { unitFiles } from './networkd-units.js';
import { isAttrs } from './nix-type.js';
import { count, type Verdict } from './outcome.js';
import { resource } from './resource.js';
import { requireTool, type Tool } from './run-tool.js';
import { type TempFile, withFiles } from './temp-folder.js';

export const checkNetworkd = (folder: Folder) => judge(folder, ['netdev', 'network'], ['systemd-networkd']);

export const checkLinks = (folder: Folder) =>
  judge(folder, ['link'], ['udevadm', 'test-builtin', 'net_setup_link', '/sys/class/net/lo']);

/** Wrong files that are read first and last: complaints about both prove that the others were read and complaints are heard. */
const canaries = (kind: string): TempFile[] =>
  ['!first', '~last'].map((name) => ({ name: `${name}.${kind}`, content: '[Link]\nCanary=yes\n' }));

async function judge(
  folder: Folder,
  kinds: string[],
  [tool, ...args]: [Tool, ...string[]],
): Promise<Verdict | undefined> {
  const network = valueAt((await folder.composition()).config, 'systemd.network');
  const files = unitFiles(isAttrs(network) ? network : {}).filter(({ kind }) => kinds.includes(kind));
  if (files.length === 0) return undefined;
  const ends = canaries(kinds.at(-1) ?? '');
  const command = [requireTool(tool), ...args];
  const lines = await withFiles([...files, ...ends], (units) =>
    readUntil(ends, [resource('networkd-sandbox'), units, ...command]),
  );
  const complaints = lines.filter(
    (line) => line.includes('/etc/systemd/network/') && !ends.some(({ name }) => line.includes(name)),
  );
  return { detail: count(files.length, 'unit'), problems: complaints.map((text) => explain(text, files)) };
}

async function readUntil(ends: readonly TempFile[], script: readonly string[]): Promise<string[]> {
  const child = spawn(...(await isolated(['sh', ...script])), { stdio: ['ignore', 'ignore', 'pipe'] });
  const lines: string[] = [];
  try {
    for await (const line of createInterface(child.stderr)) {
      lines.push(line);
      if (ends.every(({ name }) => lines.some((one) => one.includes(`/${name}:2: Unknown`)))) return lines;
    }
  } finally {
    child.kill('SIGKILL');
  }
  throw new Error(`${script.slice(2).join(' ')} ended before it had read every file:\n${lines.slice(-5).join('\n')}`);
}

/** Adds the option and the line of the file that a complaint is about. */
function explain(complaint: string, files: readonly TempFile[]): string {
  const [, name, kind, number] =
    /\/etc\/systemd\/network\/([^":]+)\.(link|netdev|network)(?::(\d+))?/.exec(complaint) ?? [];
  if (name === undefined) return complaint;
  const line = files.find((file) => file.name === `${name}.${kind}`)?.content.split('\n')[Number(number) - 1];
  return `${complaint}\nIt comes from systemd.network.${kind}s."${name}"${line === undefined ? '.' : `: ${line}`}`;
}
