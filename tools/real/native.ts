// Small files of /etc that real programs apply, in namespaces whose host name and settings end with them.

import type { Folder } from './folder.js';
import { isolated } from './namespaces.js';
import { count, type Verdict } from './outcome.js';
import { requireTool, run } from './run-tool.js';

/** hostname(1) sets the name from the file and refuses what is none; what it then is must be the folder's name. */
export async function checkHostname(folder: Folder): Promise<Verdict | undefined> {
  const file = nativeFiles(folder, 'hostname')[0];
  if (file === undefined) return undefined;
  const script = '"$1" --file "$2" && exec "$1"';
  const own = await isolated(['--uts', 'sh', '-c', script, 'sh', requireTool('hostname'), `${folder.root}/${file}`]);
  const { code, stdout, stderr } = await run(...own);
  const wanted = folder.path.split('/').at(-1);
  if (code !== 0) return { detail: '1 file', problems: [`${file}: ${stderr.trim()}`] };
  const problems = stdout.trim() === wanted ? [] : [`${file} names the host ${stdout.trim()}, but it is ${wanted}.`];
  return { detail: '1 file', problems };
}

/** sysctl(8) applies each file in a network namespace of its own, and refuses keys the kernel does not have. */
export async function checkSysctl(folder: Folder): Promise<Verdict | undefined> {
  const files = nativeFiles(folder, 'sysctl.d/');
  if (files.length === 0) return undefined;
  const problems = await Promise.all(files.map((file) => sysctlProblems(folder.root, file)));
  return { detail: count(files.length, 'file'), problems: problems.flat() };
}

async function sysctlProblems(root: string, file: string): Promise<string[]> {
  const { code, stderr } = await run(...(await isolated([requireTool('sysctl'), `--load=${root}/${file}`])));
  return code === 0 ? [] : [`${file}: ${stderr.trim()}`];
}

const nativeFiles = ({ path, files }: Folder, under: string) =>
  files.filter((file) => file.startsWith(`${path}/generated/etc/${under}`));
