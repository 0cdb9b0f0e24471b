// The Makefile's targets for deployment, with programs in PATH that keep what they were asked to do.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { describeReal } from '../../engine/test/real-checker.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'make-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const said = join(scratch, 'said');
beforeEach(() => {
  writeFileSync(said, '');
  for (const name of ['nix', 'npx']) {
    writeFileSync(join(scratch, name), `#!/bin/sh\nprintf '<%s>' ${name} "$@" >>${said}\n`);
    chmodSync(join(scratch, name), 0o755);
  }
});

function make(...argv: readonly string[]) {
  const env = { ...process.env, PATH: `${scratch}:${process.env.PATH}`, MAKEFLAGS: '' };
  const { status, stderr } = spawnSync('make', argv, { cwd: root, encoding: 'utf8', env });
  return { status, stderr, said: readFileSync(said, 'utf8') };
}

const run = '<nix><--extra-experimental-features><nix-command flakes><run><.#deploy><-->';

describeReal('make', ['make', '--version'], () => {
  it.each([
    [['HOST=rpi4-2'], '<rpi4-2>'],
    [['HOST=rpi4-2', 'ARGS=--action boot'], '<rpi4-2><--action><boot>'],
    [['HOST=a $$(touch b); c'], '<a $(touch b); c>'],
  ])('deploy hands %j to the flake’s app', (argv, words) => {
    expect(make('deploy', ...argv)).toMatchObject({ status: 0, said: `${run}${words}` });
  });

  it('deploy asks for a host, and starts nothing', () => {
    const { status, stderr, said: started } = make('deploy');
    expect([status, started]).toEqual([2, '']);
    expect(stderr).toContain('Say which host: make deploy HOST=rpi4-2');
  });

  it('deploy fails as the app fails', () => {
    writeFileSync(join(scratch, 'nix'), '#!/bin/sh\nexit 1\n');
    expect(make('deploy', 'HOST=rpi4-2').status).toBe(2);
  });

  it('deploy-order asks groundplan, for some hosts or for all', () => {
    expect(make('deploy-order').said).toBe('<npx><groundplan><deploy-order>');
    writeFileSync(said, '');
    expect(make('deploy-order', 'HOST=a b', 'ARGS=--json').said).toBe('<npx><groundplan><deploy-order><a><b><--json>');
  });

  it('render asks groundplan, for one environment or for all', () => {
    expect(make('render', 'ENV=prod', 'ARGS=--check --diff').said).toBe(
      '<npx><groundplan><render><--env><prod><--check><--diff>',
    );
    writeFileSync(said, '');
    expect(make('render', 'ENV=').said).toBe('<npx><groundplan><render>');
  });
});
