// The scripts of promotion workflows, run by a real shell on a real Git repository: a branch is proposed, and nothing that Flux reads changes.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newLock, printLock } from '@groundplan/model';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const command = join(repository, 'packages/cli/bin/groundplan.js');

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'promote-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

type Forge = 'github' | 'gitlab' | 'forgejo';

const environment = () => ({
  PATH: `${join(root, 'bin')}:${process.env.PATH}`,
  HOME: root,
  GIT_CONFIG_NOSYSTEM: '1',
  GITHUB_ENV: join(root, 'env'),
  GITHUB_RUN_ID: '42',
  GITHUB_SERVER_URL: `file://${root}`,
  GITHUB_REPOSITORY: 'origin',
  CI_PROJECT_URL: `file://${root}/origin`,
  CI_PIPELINE_ID: '42',
  GROUNDPLAN_TOKEN: 'secret-of-the-test',
});

const git = (...argv: string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...argv], {
    cwd: join(root, 'work'),
    encoding: 'utf8',
    env: environment(),
  }).trim();

/** npx runs our own command, npm does nothing, gh keeps what it is asked. */
function standIns(): void {
  mkdirSync(join(root, 'bin'));
  const write = (name: string, body: string) => {
    writeFileSync(join(root, 'bin', name), `#!/bin/sh\n${body}\n`);
    chmodSync(join(root, 'bin', name), 0o755);
  };
  write('npx', `shift\nexec '${process.execPath}' '${command}' "$@"`);
  write('npm', 'exit 0');
  write('gh', `echo "$@" >> '${root}/gh'`);
}

/** A site with something to promote, pushed; by branches, every environment has its own. */
function site(forge: Forge, promotion: 'pins' | 'branches'): void {
  standIns();
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', join(root, 'origin.git')]);
  execFileSync('git', ['-C', join(root, 'origin.git'), 'config', 'receive.advertisePushOptions', 'true']);
  execFileSync('git', ['clone', '--quiet', join(root, 'origin.git'), join(root, 'work')], { stdio: 'ignore' });
  mkdirSync(join(root, 'work/topology'));
  copyFileSync(join(repository, 'topology/topology.ts'), join(root, 'work/topology/topology.ts'));
  edit(/^ {2}(components|apps): \{\n[\s\S]*?^ {2}\},\n/gm, '');
  edit(
    '  secrets: {\n',
    `  components: { 'sealed-secrets': { version: '2.18.0' } },\n  promotion: '${promotion}',\n  secrets: {\n`,
  );
  edit("domain: 'home.arpa',", `domain: 'home.arpa', forge: '${forge}',`);
  writeFileSync(join(root, 'work/topology/addresses.lock.json'), printLock(newLock(0x9a1e22b1c4n)));
  writeFileSync(join(root, 'work/.gitignore'), '.groundplan/\n');
  for (const step of ['generate', 'render'])
    execFileSync(process.execPath, [command, step], { cwd: join(root, 'work'), stdio: 'ignore' });
  git('add', '--all');
  git('commit', '--quiet', '--message', 'site');
  git('branch', '--move', 'main');
  const names = promotion === 'pins' ? ['main'] : ['main', 'review', 'staging', 'prod'];
  for (const name of names) git('push', '--quiet', 'origin', `HEAD:refs/heads/${name}`);
  if (promotion === 'branches') {
    edit('2.18.0', '2.18.1');
    git('commit', '--quiet', '--all', '--message', 'newer');
    git('push', '--quiet', 'origin', 'HEAD:refs/heads/review');
  }
  git('fetch', '--quiet', 'origin');
}

function edit(before: string | RegExp, after: string): void {
  const path = join(root, 'work/topology/topology.ts');
  writeFileSync(path, readFileSync(path, 'utf8').replace(before, after));
}

interface Step {
  readonly run?: string;
  readonly env?: { readonly [name: string]: string };
}

/** As the forge runs it: a shell that stops at the first failure, in one folder. */
function runScript(
  script: string,
  env: { readonly [name: string]: string } = {},
): { status: number | null; text: string } {
  const { status, stdout, stderr } = spawnSync('bash', ['-eo', 'pipefail', '-c', script], {
    cwd: join(root, 'work'),
    encoding: 'utf8',
    env: { ...environment(), ...env },
  });
  return { status, text: stdout + stderr };
}

const inputs: { readonly [expression: string]: string } = {
  '${{ inputs.from }}': 'review',
  '${{ inputs.to }}': 'staging',
  '${{ inputs.only }}': '',
  '${{ github.token }}': 'secret-of-the-test',
};

const filled = (env: { readonly [name: string]: string } = {}, given = inputs) =>
  Object.fromEntries(
    Object.entries(env).map(([name, value]) => [name, /fromJSON/.test(value) ? 'staging' : (given[value] ?? value)]),
  );

function runForge(
  forge: Forge,
  given = inputs,
  corrupt = (script: string) => script,
): { status: number | null; text: string } {
  const read = (path: string) => parse(readFileSync(join(root, 'work', path), 'utf8'));
  if (forge === 'gitlab')
    return runScript((read('.gitlab/groundplan.yml')['promote-review-to-staging'].script as string[]).join('\n'));
  const { jobs } = read(`.${forge}/workflows/groundplan-promote.yml`) as {
    jobs: { promote: { env: { [name: string]: string }; steps: Step[] } };
  };
  const scripts = jobs.promote.steps.filter(({ run }) => run !== undefined);
  let text = '';
  writeFileSync(join(root, 'env'), '');
  for (const { run = '', env } of scripts) {
    const set = Object.fromEntries(
      readFileSync(join(root, 'env'), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => line.split('=') as [string, string]),
    );
    const outcome = runScript(corrupt(run.replace('git remote add', 'git remote set-url')), {
      ...filled(jobs.promote.env, given),
      ...set,
      ...filled(env, given),
    });
    text += outcome.text;
    if (outcome.status !== 0) return { status: outcome.status, text };
  }
  return { status: 0, text };
}

const refs = () =>
  Object.fromEntries(
    git('ls-remote', 'origin')
      .split('\n')
      .map((line) => line.split('\t').reverse() as [string, string]),
  );

const proposed = {
  github: 'refs/heads/promote/review-to-staging-42',
  gitlab: 'refs/heads/promote/review-to-staging-42',
  forgejo: 'refs/for/',
} as const;

describe.each(['github', 'gitlab', 'forgejo'] as const)('the workflow of %s', (forge) => {
  it.each(['pins', 'branches'] as const)('proposes a promotion by %s and changes no branch', (promotion) => {
    site(forge, promotion);
    if (promotion === 'branches') git('checkout', '--quiet', 'origin/review');
    const before = refs();
    const { status, text } = runForge(forge);
    expect([status, status === 0 ? '' : text]).toEqual([0, '']);
    const after = refs();
    const base = promotion === 'pins' ? 'main' : 'staging';
    const ref = forge === 'forgejo' ? `refs/for/${base}` : proposed[forge];
    expect(Object.keys(after).filter((one) => !(one in before))).toEqual([ref]);
    for (const [name, commit] of Object.entries(before)) expect(after[name], name).toBe(commit);
    git('fetch', '--quiet', 'origin', `${ref}:refs/proposal`);
    const files = git('diff', '--name-only', `origin/${base}`, 'refs/proposal').split('\n');
    if (promotion === 'pins')
      expect(files).toEqual(
        expect.arrayContaining(['docs/promotions/0001-review-to-staging.md', 'topology/pins/staging.json']),
      );
    else expect(files).toEqual(['topology/topology.ts']);
    expect(files.filter((path) => /prod|review\//.test(path))).toEqual([]);
    expect(git('log', '-1', '--format=%B', 'refs/proposal') + text).not.toContain('secret-of-the-test');
    if (forge === 'github')
      expect(readFileSync(join(root, 'gh'), 'utf8')).toContain(
        `pr create --base ${base} --head promote/review-to-staging-42`,
      );
  });
});

it('would see a workflow that writes to the branch itself', () => {
  site('github', 'pins');
  const before = refs();
  const direct = (script: string) => script.replace('refs/heads/$branch', 'refs/heads/$BASE');
  expect(runForge('github', inputs, direct).status).toBe(0);
  expect(refs()['refs/heads/main']).not.toBe(before['refs/heads/main']);
});

it.each(['github', 'forgejo'] as const)('%s refuses to skip an environment, and proposes nothing', (forge) => {
  site(forge, 'pins');
  const before = refs();
  const { status, text } = runForge(forge, { ...inputs, '${{ inputs.to }}': 'prod' });
  expect(status).not.toBe(0);
  expect(text).toContain('no environment may be skipped'.slice(3));
  expect(refs()).toEqual(before);
});
