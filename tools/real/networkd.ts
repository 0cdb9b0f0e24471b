// Units of systemd-networkd, native or from systemd.network, judged by the real programs: systemd-networkd reads .netdev and .network files, udev reads .link files.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Folder, valueAt } from './folder.js';
import { isolated } from './namespaces.js';
import { type UnitFile, unitFiles } from './networkd-units.js';
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
  const files = (await unitsIn(folder)).filter(({ kind }) => kinds.includes(kind));
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

/** What NixOS would write, or what is there to be copied to /etc. */
async function unitsIn(folder: Folder): Promise<UnitFile[]> {
  const native = nativeUnits(folder);
  if (native.length > 0 || (folder.entry === undefined && folder.generated.length === 0)) return native;
  const network = valueAt((await folder.composition()).config, 'systemd.network');
  return unitFiles(isAttrs(network) ? network : {});
}

function nativeUnits({ root, path, files }: Folder): UnitFile[] {
  const place = `${path}/generated/etc/systemd/network/`;
  return files
    .filter((file) => file.startsWith(place))
    .map((file) => ({
      name: file.slice(place.length),
      kind: extname(file).slice(1),
      content: readFileSync(join(root, file), 'utf8'),
      source: file,
    }));
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

/** Adds where the file is from, and the line that a complaint is about. */
function explain(complaint: string, files: readonly UnitFile[]): string {
  const [, name, kind, number] =
    /\/etc\/systemd\/network\/([^":]+)\.(link|netdev|network)(?::(\d+))?/.exec(complaint) ?? [];
  if (name === undefined) return complaint;
  const file = files.find((one) => one.name === `${name}.${kind}`);
  const line = file?.content.split('\n')[Number(number) - 1];
  const source = file?.source ?? `systemd.network.${kind}s."${name}"`;
  return `${complaint}\nIt comes from ${source}${line === undefined ? '.' : `: ${line}`}`;
}
