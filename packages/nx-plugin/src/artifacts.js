// The sync generator: `nx sync:check` fails on stale artifacts, `nx sync` lets Groundplan itself rewrite them.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

/** Nx looks at file changes only: this one, in Nx's own folder, says "stale". It is gone again after `nx sync`. */
const flag = '.nx/groundplan-stale';

/** @typedef {{ root: string, read(path: string, encoding: 'utf8'): string | null, write(path: string, text: string): void }} Tree */

/** @param {Tree} tree */
export default function artifacts(tree) {
  const { status, stdout, stderr } = groundplan(tree.root, ['generate', '--check']);
  if (status === 0) return {};
  if (status !== 2) throw new Error(`groundplan generate --check ended with code ${status}\n${stdout}${stderr}`);
  tree.write(flag, tree.read(flag, 'utf8') === stdout ? `${stdout}\n` : stdout);
  return {
    outOfSyncMessage: 'Some artifacts are not what topology/topology.ts says.',
    outOfSyncDetails: stdout.trimEnd().split('\n'),
    callback: () => generate(tree.root),
  };
}

/** @param {string} root */
function generate(root) {
  rmSync(join(root, flag), { force: true });
  const { status, stdout, stderr } = groundplan(root, ['generate']);
  if (status !== 0) throw new Error(`groundplan generate ended with code ${status}\n${stdout}${stderr}`);
}

/**
 * @param {string} root
 * @param {readonly string[]} args
 */
function groundplan(root, args) {
  const command = join(root, 'packages/cli/bin/groundplan.js');
  return spawnSync(process.execPath, [command, ...args], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 });
}
