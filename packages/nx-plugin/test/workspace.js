// A small workspace with this repository's Nx settings, and stubs for the two commands that its targets run.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const { nx } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));

/** Artifacts are fresh when each host's artifact.txt is a copy of topology.ts; "BAD" in topology.ts is an error. */
const groundplan = `
import { readFileSync, writeFileSync } from 'node:fs';
const args = process.argv.slice(2);
console.log('groundplan', ...args);
const text = readFileSync('topology/topology.ts', 'utf8');
if (text.includes('BAD')) { console.error('topology.ts:1:1 it is bad'); process.exit(1); }
const files = ['phone-01', 'rpi4-1', 'rpi4-2'].map((host) => \`hosts/\${host}/generated/artifact.txt\`);
const stale = args[0] === 'generate' ? files.filter((file) => readFileSync(file, 'utf8') !== text) : [];
for (const file of stale) console.log('  update ', file);
if (args.includes('--check')) process.exit(stale.length === 0 ? 0 : 2);
for (const file of stale) writeFileSync(file, text);
`;

/** Prints what it checks; the file "tools.txt" stands for the installed checkers. */
const checkFolder = `
import { readFileSync } from 'node:fs';
console.log(process.argv[2] === '--fingerprint' ? readFileSync('tools.txt', 'utf8') : \`checked \${process.argv[2]}\`);
`;

/** Keeps what it was asked to do; Nx looks for programs in node_modules/.bin first. */
const nix = '#!/bin/sh\necho "$*" >>deployed.txt\n';

const files = {
  'package.json': JSON.stringify({
    name: 'workspace',
    private: true,
    type: 'module',
    workspaces: ['packages/*'],
    nx: { ...nx, name: 'workspace' },
  }),
  '.gitignore': 'node_modules\n.nx\ntools.txt\ndeployed.txt\n',
  'tools.txt': 'one',
  'topology/topology.ts': 'one\n',
  'packages/cli/bin/groundplan.js': groundplan,
  'packages/cli/package.json': JSON.stringify({ name: '@groundplan/cli', version: '0.0.0', type: 'module' }),
  'tools/dist/real/check-folder.js': checkFolder,
  'hosts/rpi4-1/configuration.nix': '{ }\n',
  'hosts/rpi4-1/generated/artifact.txt': 'one\n',
  'hosts/rpi4-2/configuration.nix': '{ }\n',
  'hosts/rpi4-2/generated/artifact.txt': 'one\n',
  'hosts/phone-01/generated/artifact.txt': 'one\n',
  'hosts/index.json': '{}\n',
  'node_modules/.bin/nix': nix,
  'devices/switch-1/generated/ports.md': '# Ports\n',
  'clusters/base/kustomization.yaml': 'resources: []\n',
  'clusters/apps/demo/kustomization.yaml': 'resources: []\n',
  'clusters/prod/kustomization.yaml': 'resources: []\n',
  'clusters/prod/apps/demo/objects.yaml': '',
};

/** Without a network where the machine allows it: nothing that Nx does here may need one. */
const offline = spawnSync('unshare', ['--user', '--map-root-user', '--net', 'true']).status === 0;
const isolated = offline ? ['unshare', '--user', '--map-root-user', '--net'] : [];

export function makeWorkspace() {
  const root = mkdtempSync(join(tmpdir(), 'nx-plugin-'));
  const write = (/** @type {string} */ path, /** @type {string} */ text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const run = (/** @type {string[]} */ ...command) => {
    const [program = '', ...args] = command;
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('NX_')));
    const { status, stdout, stderr } = spawnSync(program, args, { cwd: root, encoding: 'utf8', env });
    return { status, output: `${stdout}${stderr}` };
  };
  const commit = () => {
    run('git', 'add', '--all');
    run('git', '-c', 'user.name=test', '-c', 'user.email=test@example.org', 'commit', '--quiet', '--message', 'change');
  };

  for (const [path, text] of Object.entries(files)) write(path, text);
  chmodSync(join(root, 'node_modules/.bin/nix'), 0o755);
  for (const path of ['nx.json', '.env']) cpSync(join(repository, path), join(root, path));
  for (const name of readdirSync(join(repository, 'node_modules')).filter((one) => !one.startsWith('.')))
    symlinkSync(join(repository, 'node_modules', name), join(root, 'node_modules', name));
  run('git', 'init', '--quiet', '--initial-branch', 'main');
  commit();

  return {
    write,
    read: (/** @type {string} */ path) => readFileSync(join(root, path), 'utf8'),
    commit,
    nx: (/** @type {string[]} */ ...args) =>
      run(...isolated, process.execPath, 'node_modules/nx/dist/bin/nx.js', ...args),
    changed: () => run('git', 'status', '--porcelain').output,
    exists: (/** @type {string} */ path) => existsSync(join(root, path)),
    remove: () => rmSync(root, { recursive: true }),
  };
}
