// Every file of the site "everything", or of the site a generator is for, beside its generator; npm run golden rewrites them: read the difference.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateSorted } from '@groundplan/engine';
import { afterAll, expect, it } from 'vitest';
import { generators } from '../src/index.js';
import { siteFor } from './sites.js';

const scratch = mkdtempSync(join(tmpdir(), 'golden-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const goldenOf = (name: string) => fileURLToPath(new URL(`../src/${name}/golden`, import.meta.url));

it.each(generators.map((generator) => [generator.name, generator] as const))('%s', (name, generator) => {
  const golden = goldenOf(name);
  const target = process.env.UPDATE_GOLDEN === '1' ? golden : join(scratch, name);
  rmSync(target, { recursive: true, force: true });
  for (const file of generateSorted(siteFor(name)?.topology as never, [generator], {
    source: 'topology/topology.ts',
  })) {
    const path = join(target, file.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, file.text);
  }
  expect(difference(golden, target)).toBe('');
});

/** What git says of two folders; empty when they are equal. */
function difference(before: string, after: string): string {
  try {
    return execFileSync('git', ['diff', '--no-index', '--no-color', '--', before, after], { encoding: 'utf8' });
  } catch (error) {
    return (error as { stdout: string }).stdout || String(error);
  }
}
