// The service units of native hosts, judged by systemd-analyze, and the scripts they start, by shellcheck.
import type { Folder } from './folder.js';
import { etcFiles, etcRoot } from './native-tree.js';
import { count, type Verdict } from './outcome.js';
import { requireTool, run } from './run-tool.js';

export async function checkUnits(folder: Folder): Promise<Verdict | undefined> {
  const units = etcFiles(folder, /^systemd\/system\/[^/]*\.(service|timer|path|socket)$/);
  if (units.length === 0) return undefined;
  const files = units.map(({ path }) => `${etcRoot(folder)}/${path}`);
  const env = { SYSTEMD_LOG_TARGET: 'console', SYSTEMD_COLORS: '0' };
  const { code, stdout, stderr } = await run(requireTool('systemd-analyze'), ['verify', '--man=no', ...files], env);
  const said = `${stdout}${stderr}`.split('\n').filter((line) => line.includes(folder.path) || code !== 0);
  return { detail: count(units.length, 'unit'), problems: said.filter((line) => line !== '') };
}

export async function checkScripts(folder: Folder): Promise<Verdict | undefined> {
  const scripts = etcFiles(folder, /\.sh$/);
  if (scripts.length === 0) return undefined;
  const files = scripts.map(({ path }) => `${etcRoot(folder)}/${path}`);
  const { code, stdout, stderr } = await run(requireTool('shellcheck'), ['--shell=sh', '--format=gcc', ...files]);
  return { detail: count(scripts.length, 'script'), problems: code === 0 ? [] : [(stdout || stderr).trim()] };
}
