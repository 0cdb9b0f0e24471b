// The example topology/examples/workstations: its artifacts are fresh, and real checkers accept its host and its homes.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { groundplan } from '../../packages/cli/test/capture.js';
import { describeReal } from '../../packages/engine/test/real-checker.js';
import { checkFolder } from './check-folder.js';
import { openFolder, valueAt } from './folder.js';

const repository = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const example = 'topology/examples/workstations';
const scratch = mkdtempSync(join(tmpdir(), 'workstations-'));
afterAll(() => rmSync(scratch, { recursive: true }));

function copyOf(name: string): string {
  const root = join(scratch, name);
  cpSync(join(repository, example), root, { recursive: true, filter: (path) => !path.endsWith('.groundplan') });
  return root;
}

const check = (root: string) => groundplan(root, 'generate', '--check', '--topology', join(root, 'topology.ts'));

it('is generated from its topology.ts', async () => {
  const { exitCode, err } = await check(copyOf('fresh'));
  expect(err).toBe('');
  expect(exitCode).toBe(0);
});

it('would be found stale', async () => {
  const root = copyOf('stale');
  const file = join(root, 'topology.ts');
  writeFileSync(file, readFileSync(file, 'utf8').replace("'reaper', ", ''));
  expect((await check(root)).exitCode).toBe(2);
});

describeReal('its folders', ['nix-instantiate', '--version'], () => {
  const folders = ['hosts', 'home'].flatMap((kind) =>
    readdirSync(join(repository, example, kind), { withFileTypes: true })
      .filter((one) => one.isDirectory() && !['config', 'dotfiles'].includes(one.name))
      .map((one) => `${example}/${kind}/${one.name}`),
  );

  it.each(folders)('%s passes the real checkers', async (path) => {
    const outcomes = await checkFolder(repository, path, { requireReal: process.env.REQUIRE_REAL === '1' });
    expect(outcomes.filter(({ problems }) => problems.length > 0)).toEqual([]);
    expect(outcomes.filter(({ status }) => status === 'ok').length).toBeGreaterThan(3);
  });

  it('has the home of each machine: one base, packages for audio on the desktop, no graphics on the server', async () => {
    const home = async (name: string) => (await openFolder(repository, `${example}/home/${name}`).composition()).config;
    const [laptop, desktop, server] = [await home('laptop'), await home('desktop'), await home('server')];
    expect(valueAt(desktop, 'programs')).toEqual(valueAt(laptop, 'programs'));
    expect(valueAt(desktop, 'groundplan.home.packages')).toEqual([
      'reaper',
      'reaper-reapack-extension',
      'reaper-sws-extension',
    ]);
    expect(valueAt(desktop, 'targets.genericLinux.nixGL.defaultWrapper')).toBe('nvidia');
    expect(Object.keys(valueAt(laptop, 'xdg.configFile') as object).sort()).toEqual(['Code/User', 'tmuxinator']);
    expect(Object.keys(valueAt(laptop, 'home.file') as object)).toEqual(['.p10k.zsh']);
    expect(Object.keys(valueAt(server, 'programs') as object).sort()).toEqual([
      ...['fzf', 'git', 'home-manager', 'neovim', 'tmux', 'zsh'],
    ]);
    expect(valueAt(server, 'programs.home-manager.enable')).toBe(false);
  });
});
