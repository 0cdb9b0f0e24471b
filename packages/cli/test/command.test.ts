// The command as a process of its own: errors of topology.ts, signals, concurrent runs, no network.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newRepository, type Repository } from './repository.js';

const bin = fileURLToPath(new URL('../bin/groundplan.js', import.meta.url));

let repository: Repository;
beforeEach(() => {
  repository = newRepository();
});
afterEach(() => repository.dispose());

function groundplan(...argv: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...argv], {
    cwd: repository.root,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/** A site of many hosts, so that a run takes long enough to be met by another one or by a signal. */
function fleet(hosts: number): void {
  repository.write(
    'topology/topology.ts',
    `import { defineTopology } from '@groundplan/model';
const names = Array.from({ length: ${hosts} }, (_, index) => \`host-\${index}\`);
export default defineTopology({
  site: { name: 'fleet', domain: 'home.arpa', nameservers: ['9.9.9.9'], stateVersion: '25.11' },
  networks: { lan: { vlan: 1, ipv4: '10.0.0.0/16' } },
  hosts: Object.fromEntries(names.map((name) => [name, { hardware: 'generic-x86_64', links: { enp1s0: { access: 'lan' } } }])),
});
`,
  );
}

const exitOf = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
const start = (...argv: readonly string[]) =>
  spawn(process.execPath, [bin, ...argv], { cwd: repository.root, stdio: 'ignore' });

describe('a topology.ts that cannot be loaded', () => {
  const faults: readonly [string, string, string][] = [
    [
      'throws',
      'const x = undefined as unknown as { y: string };\nexport default { site: x.y };\n',
      'topology/topology.ts:2:',
    ],
    ['has a syntax error', "export default {\n  site: { name: 'x' \n  hosts: {},\n};\n", 'topology/topology.ts:3:3'],
    ['exports nothing', 'export const x = 1;\n', 'has no default export'],
    ['imports what is missing', "import { x } from './missing.js';\nexport default x;\n", 'topology/topology.ts:1:'],
  ];

  it.each(faults)('that %s is one clear error', (_, text, told) => {
    repository.write('topology/topology.ts', text);
    const { status, stdout, stderr } = groundplan('generate');
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain(told);
    expect(stderr).toContain('\n1 error\n');
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stderr.split('\n').length).toBeLessThan(14);
  });

  it('shows the stack of a throw with --verbose', () => {
    repository.write('topology/topology.ts', 'throw new Error("no uplink");\n');
    expect(groundplan('generate', '--verbose').stderr).toMatch(/^\s+at .*topology\.ts:\d/m);
  });

  it('is named when there is none', () => {
    repository.remove('topology/topology.ts');
    const { status, stderr } = groundplan('generate');
    expect(status).toBe(1);
    expect(stderr).toContain('topology/topology.ts');
  });
});

describe('the process', () => {
  it('lets one of eight concurrent runs write and turns the others away', async () => {
    fleet(800);
    const codes = await Promise.all(Array.from({ length: 8 }, () => exitOf(start('generate'))));
    expect(codes.sort()).toEqual([0, 4, 4, 4, 4, 4, 4, 4]);
    expect(groundplan('generate', '--check').status).toBe(0);
    expect(existsSync(join(repository.root, '.groundplan/lock'))).toBe(false);
  });

  it('stops at Ctrl-C with exit code 130 and an unchanged tree', async () => {
    fleet(1500);
    const before = repository.files();
    const child = start('generate');
    while (!existsSync(join(repository.root, '.groundplan/stage')))
      await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGINT');
    expect(await exitOf(child)).toBe(130);
    expect(repository.files()).toEqual(before);
    expect(groundplan('generate').status).toBe(0);
  });

  it('works without a network', () => {
    const { status, stdout } = spawnSync('unshare', ['-rn', process.execPath, bin, 'generate'], {
      cwd: repository.root,
      encoding: 'utf8',
    });
    expect(status).toBe(0);
    expect(stdout).toContain('54 created');
  });

  it('prints no colour where NO_COLOR is set or nobody watches', () => {
    repository.edit("'10.10.0.11'", "'10.10.0.10'");
    expect(groundplan('check').stderr).not.toContain('\u001b');
  });
});
