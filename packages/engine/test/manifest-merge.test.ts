// Two branches that each add files: Git's own union merge of the manifest gives the manifest of both.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseManifest, printManifest } from '../src/manifest.js';
import { describeReal } from './real-checker.js';

let repository = '';

const git = (...args: string[]) => {
  const identity = ['-c', 'user.name=test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', [...identity, ...args], {
    cwd: repository,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
};

const manifestOf = (...paths: string[]) => new Map(paths.map((path) => [path, 'nixos']));
const file = () => join(repository, 'manifest.json');

function commitManifest(paths: string[]): void {
  writeFileSync(file(), printManifest(manifestOf(...paths)));
  git('add', '.');
  git('commit', '-q', '-m', `manifest ${paths.join(' ')}`);
}

beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), 'groundplan-merge-'));
});

afterEach(() => rmSync(repository, { recursive: true, force: true }));

describeReal('with git', ['git', '--version'], () => {
  it.each<[string, string[], string[], string[], string[]]>([
    ['far apart', ['b', 'd', 'f'], ['a', 'b', 'd', 'f'], ['b', 'd', 'f', 'g'], ['a', 'b', 'd', 'f', 'g']],
    ['neighbours', ['a', 'd'], ['a', 'b', 'd'], ['a', 'c', 'd'], ['a', 'b', 'c', 'd']],
    ['neighbours, the later one first', ['a', 'd'], ['a', 'c', 'd'], ['a', 'b', 'd'], ['a', 'b', 'c', 'd']],
    ['both at the end', ['a'], ['a', 'y'], ['a', 'z'], ['a', 'y', 'z']],
    ['both at the beginning', ['c'], ['a', 'c'], ['b', 'c'], ['a', 'b', 'c']],
    ['into an empty manifest', [], ['a', 'b'], ['c'], ['a', 'b', 'c']],
    ['the same entry', ['a', 'd'], ['a', 'b', 'd'], ['a', 'b', 'd'], ['a', 'b', 'd']],
    [
      'the same entry among others',
      ['a', 'd'],
      ['a', 'b', 'c', 'd'],
      ['a', 'b', 'bb', 'd'],
      ['a', 'b', 'bb', 'c', 'd'],
    ],
    [
      'interleaved blocks',
      ['a', 'z'],
      ['a', 'c', 'e', 'g', 'z'],
      ['a', 'b', 'd', 'f', 'z'],
      ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'z'],
    ],
    [
      'one adds, one removes elsewhere',
      ['a', 'b', 'c', 'd', 'e', 'f'],
      ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
      ['b', 'c', 'd', 'e', 'f'],
      ['b', 'c', 'd', 'e', 'f', 'g'],
    ],
    // A removed neighbour comes back; its file is gone, so the next run drops it again.
    ['one adds, one removes the neighbour', ['a', 'b'], ['a', 'b', 'c'], ['a'], ['a', 'b', 'c']],
  ])('merges %s', (_, base, ours, theirs, expected) => {
    git('init', '-q', '-b', 'main');
    writeFileSync(join(repository, '.gitattributes'), 'manifest.json merge=union\n');
    commitManifest(base);
    git('checkout', '-q', '-b', 'theirs');
    commitManifest(theirs);
    git('checkout', '-q', 'main');
    commitManifest(ours);
    if (ours.join() !== theirs.join()) git('merge', '-q', '--no-edit', 'theirs');
    const { manifest, problems } = parseManifest(readFileSync(file(), 'utf8'));
    expect(problems).toEqual([]);
    expect([...manifest.keys()].sort()).toEqual(expected);
    expect(parseManifest(printManifest(manifest)).manifest).toEqual(manifestOf(...expected));
  });

  it('is read even where the union merge was not set up and Git left a conflict', () => {
    git('init', '-q', '-b', 'main');
    commitManifest(['a', 'd']);
    git('checkout', '-q', '-b', 'theirs');
    commitManifest(['a', 'c', 'd']);
    git('checkout', '-q', 'main');
    commitManifest(['a', 'b', 'd']);
    expect(() => git('merge', '-q', '--no-edit', 'theirs')).toThrow();
    const text = readFileSync(file(), 'utf8');
    expect(text).toContain('<<<<<<< ');
    expect(parseManifest(text)).toEqual({ manifest: manifestOf('a', 'b', 'c', 'd'), problems: [] });
  });
});
