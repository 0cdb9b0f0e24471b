// A repository of its own in a temporary folder, with the homelab as its topology.
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newLock, printLock } from '@groundplan/model';
import { type Outcome, groundplan as run } from './capture.js';

const homelab = fileURLToPath(new URL('../../../', import.meta.url));

export interface Repository {
  readonly root: string;
  groundplan(...argv: readonly string[]): Promise<Outcome>;
  read(path: string): string;
  write(path: string, text: string): void;
  remove(path: string): void;
  /** Replaces text in topology.ts; throws when it is not there. */
  edit(before: string | RegExp, after: string): void;
  /** Path and content of every file but the tool's own state. */
  files(): Map<string, string>;
  git(...argv: readonly string[]): string;
  dispose(): void;
}

/** The same, but nothing runs in its cluster yet. */
export function bareRepository(): Repository {
  const repository = newRepository();
  repository.edit(/^ {2}(components|apps): \{\n[\s\S]*?^ {2}\},\n/gm, '');
  return repository;
}

export function newRepository(): Repository {
  const root = mkdtempSync(join(tmpdir(), 'groundplan-'));
  mkdirSync(join(root, 'topology'));
  copyFileSync(join(homelab, 'topology/topology.ts'), join(root, 'topology/topology.ts'));
  cpSync(join(homelab, 'clusters/apps'), join(root, 'clusters/apps'), { recursive: true });
  writeFileSync(join(root, 'topology/addresses.lock.json'), printLock(newLock(0x9a1e22b1c4n)));
  const read = (path: string) => readFileSync(join(root, path), 'utf8');
  return {
    root,
    groundplan: (...argv) => run(root, ...argv),
    read,
    write(path, text) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    remove: (path) => rmSync(join(root, path), { recursive: true }),
    edit(before, after) {
      const text = read('topology/topology.ts');
      const edited = text.replace(before, after);
      if (edited === text) throw new Error(`topology.ts does not hold ${before}`);
      writeFileSync(join(root, 'topology/topology.ts'), edited);
    },
    files: () => new Map(filesBelow(root, '').map((path) => [path, read(path)])),
    git: (...argv) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...argv], {
        cwd: root,
        encoding: 'utf8',
      }),
    dispose: () => rmSync(root, { recursive: true, force: true }),
  };
}

function filesBelow(root: string, folder: string): string[] {
  return readdirSync(join(root, folder))
    .sort()
    .flatMap((name) => {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (path === '.groundplan' || path === '.git') return [];
      const stat = lstatSync(join(root, path));
      if (stat.isSymbolicLink()) return [];
      return stat.isDirectory() ? filesBelow(root, path) : [path];
    });
}
