// Service units of native hosts and their drop-ins, judged by systemd-analyze, and the scripts they start, by shellcheck.
import { cpSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Folder } from './folder.js';
import { etcFiles, etcRoot } from './native-tree.js';
import { count, type Verdict } from './outcome.js';
import { requireTool, run } from './run-tool.js';
import { withFiles } from './temp-folder.js';

/** A unit of the distribution that drop-ins belong to; what it does is not of interest. */
const standIn = '[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStart=/bin/true\n';

export async function checkUnits({ root, path, files }: Folder): Promise<Verdict | undefined> {
  const under = `${path}/generated/etc/systemd/system/`;
  const own = files.filter((file) => file.startsWith(under)).map((file) => file.slice(under.length));
  if (own.length === 0) return undefined;
  const extended = [...new Set(own.flatMap((file) => /^(.+\.service)\.d\//.exec(file)?.[1] ?? []))];
  const missing = extended.filter((unit) => !own.includes(unit));
  const problems = await withFiles(
    missing.map((name) => ({ name, content: standIn })),
    async (folder) => {
      cpSync(join(root, under), folder, { recursive: true });
      const units = [...own.filter((file) => !file.includes('/')), ...missing].map((unit) => join(folder, unit));
      const env = { SYSTEMD_UNIT_PATH: `${folder}:` };
      const { stderr } = await run(requireTool('systemd-analyze'), ['verify', '--man=no', ...units], env);
      return complaints(stderr, folder, own);
    },
  );
  return { detail: count(own.length, 'file'), problems };
}

/** Of what is said, what is about these files: it names the file, or the unit that the file makes. No package brings /usr/local. */
function complaints(said: string, folder: string, files: readonly string[]): string[] {
  const names = files.map((file) => basename(file).split('@')[0] ?? '');
  return said
    .split('\n')
    .filter((line) => !/ \/usr\/local\/bin\/\S+ is not executable: No such file/.test(line))
    .filter((line) => line.includes(`${folder}/`) || names.some((name) => line.startsWith(name)))
    .map((line) => line.replaceAll(`${folder}/`, ''));
}

export async function checkScripts(folder: Folder): Promise<Verdict | undefined> {
  const scripts = etcFiles(folder, /\.sh$/);
  if (scripts.length === 0) return undefined;
  const files = scripts.map(({ path }) => `${etcRoot(folder)}/${path}`);
  const { code, stdout, stderr } = await run(requireTool('shellcheck'), ['--shell=sh', '--format=gcc', ...files]);
  return { detail: count(scripts.length, 'script'), problems: code === 0 ? [] : [(stdout || stderr).trim()] };
}
