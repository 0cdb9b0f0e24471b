// The workflows of every forge pass actionlint and shellcheck; corrupted copies do not.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { generateSorted } from '@groundplan/engine';
import { generators } from '@groundplan/generators';
import { newLock, resolve } from '@groundplan/model';
import { afterAll, describe, expect, it } from 'vitest';
import homelab from '../../topology/topology.js';
import { findTool } from './run-tool.js';
import { checkGitlab, checkWorkflows } from './workflows.js';

const scratch = mkdtempSync(join(tmpdir(), 'workflows-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const has =
  process.env.REQUIRE_REAL === '1' || (findTool('actionlint') !== undefined && findTool('shellcheck') !== undefined);

const variants = (['github', 'gitlab', 'forgejo'] as const).flatMap((forge) =>
  (['pins', 'branches'] as const).map((promotion) => [forge, promotion] as const),
);

/** The files of a forge, in a folder of their own. */
function folderOf(forge: string, promotion: string, corrupt: (text: string) => string = (text) => text) {
  const environments = {
    review: { cluster: 'home' },
    staging: { cluster: 'home', after: 'review' },
    prod: { cluster: 'home', after: 'staging', branch: 'release/prod', approval: { owners: ['@acme/platform'] } },
  };
  const input = { ...homelab, site: { ...homelab.site, forge }, environments, promotion };
  const result = resolve(input, newLock(0x9a1e22b1c4n));
  if (!result.ok) throw new Error(JSON.stringify(result.findings));
  const root = mkdtempSync(join(scratch, 'site-'));
  const files = generateSorted(result.topology, generators, { source: 'topology/topology.ts' }).filter(({ path }) =>
    /^\.(github|gitlab|forgejo)\//.test(path),
  );
  for (const { path, text } of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), corrupt(text));
  }
  return { root, files: files.map(({ path }) => path) };
}

const judge = async (folder: ReturnType<typeof folderOf>) =>
  (await checkWorkflows(folder)) ?? (await checkGitlab(folder));

describe.skipIf(!has)('workflows', () => {
  it.each(variants)('of %s with %s are right', async (forge, promotion) => {
    const verdict = await judge(folderOf(forge, promotion));
    expect(verdict?.problems).toEqual([]);
    expect(verdict?.detail).toBe(forge === 'gitlab' ? '1 file' : '2 workflows');
  });

  it.each([
    [
      'a misspelt key',
      'github',
      (text: string) => text.replace('timeout-minutes', 'timeout-minute'),
      'unexpected key "timeout-minute"',
    ],
    [
      'an input that is not there',
      'github',
      (text: string) => text.replace('inputs.from }}', 'inputs.form }}'),
      'property "form" is not defined',
    ],
    ['an unquoted word', 'github', (text: string) => text.replace('--base "$BASE"', '--base $BASE'), 'SC2086'],
    [
      'a permission that does not exist',
      'github',
      (text: string) => text.replace('contents: write', 'content: write'),
      'unknown permission scope "content"',
    ],
    [
      'an action by its tag',
      'github',
      (text: string) => text.replace(/@[0-9a-f]{40}/, '@v5'),
      'is not pinned by commit',
    ],
    [
      'a label of no runner',
      'forgejo',
      (text: string) => text.replace('runs-on: docker', 'runs-on: dockre'),
      'label "dockre" is unknown',
    ],
    ['an open quote', 'gitlab', (text: string) => text.replace('npm ci', "npm ci '"), 'SC'],
    ['a job without script', 'gitlab', (text: string) => text.replaceAll('  script:', '  scripts:'), 'has no script'],
  ])('with %s are refused', async (_fault, forge, corrupt, says) => {
    const verdict = await judge(folderOf(forge, 'pins', corrupt));
    expect(verdict?.problems.join('\n')).toContain(says);
  });
});
