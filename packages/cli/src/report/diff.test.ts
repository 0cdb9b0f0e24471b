// The exact text of diffs, and git's own opinion of them.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { unifiedDiff } from './diff.js';

const folder = mkdtempSync(join(tmpdir(), 'groundplan-diff-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('shows a change with three lines around', () => {
  expect(
    unifiedDiff('hosts/nas/x.nix', '1\n2\n3\n4\n5\n6\n7\n8\n', '1\n2\n3\n4\nfive\n6\n7\n8\n'),
  ).toBe(`--- a/hosts/nas/x.nix
+++ b/hosts/nas/x.nix
@@ -2,7 +2,7 @@
 2
 3
 4
-5
+five
 6
 7
 8
`);
});

it('shows a file that comes or goes, and a missing line break at its end', () => {
  expect(unifiedDiff('x', undefined, 'a\nb')).toBe(
    '--- /dev/null\n+++ b/x\n@@ -0,0 +1,2 @@\n+a\n+b\n\\ No newline at end of file\n',
  );
  expect(unifiedDiff('x', 'a\n', undefined)).toBe('--- a/x\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-a\n');
  expect(unifiedDiff('x', undefined, '')).toBe('--- /dev/null\n+++ b/x\n');
});

it('is empty when nothing changes', () => {
  expect(unifiedDiff('x', 'a', 'a')).toBe('');
  expect(unifiedDiff('x', undefined, undefined)).toBe('');
});

it('shows a file of other lines as replaced, in no time', () => {
  const lines = (name: string) => Array.from({ length: 20_000 }, (_, index) => `${name} ${index}\n`).join('');
  const diff = unifiedDiff('x', lines('a'), lines('b')).split('\n');
  expect(diff.slice(0, 4)).toEqual(['--- a/x', '+++ b/x', '@@ -1,20000 +1,20000 @@', '-a 0']);
  expect(diff).toHaveLength(40_004);
});

const text = fc.array(fc.constantFrom('a\n', 'b\n', 'c\n', '\n', 'd\r\n', '-e\n', '+f\n', 'end'), { maxLength: 12 });

it('is a patch that git applies', () => {
  const target = join(folder, 'x');
  fc.assert(
    fc.property(text, text, (before, after) => {
      const [oldText, newText] = [before.join(''), after.join('')];
      const diff = unifiedDiff('x', oldText === '' ? undefined : oldText, newText === '' ? undefined : newText);
      if (diff === '') return;
      rmSync(target, { force: true });
      if (oldText !== '') writeFileSync(target, oldText);
      const git = spawnSync('git', ['apply', '--whitespace=nowarn', '-'], {
        cwd: folder,
        input: diff,
        encoding: 'utf8',
      });
      expect([git.stderr, existsSync(target) ? readFileSync(target, 'utf8') : '']).toEqual(['', newText]);
    }),
    { numRuns: 100 },
  );
});
