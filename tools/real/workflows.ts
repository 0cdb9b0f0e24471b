// Workflows of GitHub and Forgejo, judged by the real actionlint, which asks shellcheck about their scripts; jobs of GitLab by shellcheck.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Folder } from './folder.js';
import { count, type Verdict } from './outcome.js';
import { resource } from './resource.js';
import { requireTool, run } from './run-tool.js';
import { withFiles } from './temp-folder.js';

export async function checkWorkflows(folder: Pick<Folder, 'root' | 'files'>): Promise<Verdict | undefined> {
  const files = folder.files.filter((file) => /^\.(github|forgejo)\/workflows\/[^/]+\.ya?ml$/.test(file));
  if (files.length === 0) return undefined;
  const problems = await Promise.all(files.map((file) => workflowProblems(join(folder.root, file), file)));
  return { detail: count(files.length, 'workflow'), problems: problems.flat() };
}

interface Complaint {
  readonly message: string;
  readonly line: number;
}

async function workflowProblems(path: string, file: string): Promise<string[]> {
  requireTool('shellcheck');
  const args = ['-no-color', '-format', '{{json .}}', '-config-file', resource('actionlint.yaml'), path];
  const { code, stdout, stderr } = await run(requireTool('actionlint'), args);
  if (code !== 0 && code !== 1) return [`${file}: actionlint ends with ${code}: ${stderr.trim()}`];
  return [
    ...(JSON.parse(stdout || '[]') as Complaint[]).map(({ line, message }) => `${file}:${line}: ${message}`),
    ...floating(path, file),
  ];
}

/** Names of actions that mean another program tomorrow. */
function floating(path: string, file: string): string[] {
  const used = [...readFileSync(path, 'utf8').matchAll(/^\s*(?:- )?uses: (\S+)/gm)].map(([, action = '']) => action);
  return used
    .filter((action) => !/@[0-9a-f]{40}$/.test(action))
    .map((action) => `${file}: ${action} is not pinned by commit`);
}

interface GitlabJob {
  readonly script?: readonly string[];
}

/** GitLab runs all lines of a job in one shell, which stops at the first that fails. */
export async function checkGitlab(folder: Pick<Folder, 'root' | 'files'>): Promise<Verdict | undefined> {
  const files = folder.files.filter((file) => /^\.gitlab\/[^/]+\.yml$/.test(file));
  if (files.length === 0) return undefined;
  const problems = await Promise.all(
    files.map((file) => gitlabProblems(readFileSync(join(folder.root, file), 'utf8'), file)),
  );
  return { detail: count(files.length, 'file'), problems: problems.flat() };
}

async function gitlabProblems(text: string, file: string): Promise<string[]> {
  const jobs = Object.entries(parse(text) as { readonly [job: string]: GitlabJob });
  const problems = await Promise.all(
    jobs.map(async ([name, { script }]) => {
      if (!script || script.some((line) => typeof line !== 'string')) return [`${file}: ${name} has no script`];
      const content = `#!/bin/bash\nset -eo pipefail\n${script.join('\n')}\n`;
      return withFiles([{ name: 'job.sh', content }], async (root) => {
        // SC2016: the helper of Git has a shell of its own, which reads the token.
        const { code, stdout } = await run(requireTool('shellcheck'), [
          '-e',
          'SC2016',
          '-f',
          'gcc',
          join(root, 'job.sh'),
        ]);
        return code === 0 ? [] : [`${file}: ${name}: ${stdout.trim()}`];
      });
    }),
  );
  return problems.flat();
}
