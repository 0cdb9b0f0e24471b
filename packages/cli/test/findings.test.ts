// Every finding as a user sees it: one fixture per code with the exact text. npm run golden rewrites the texts.
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FindingCode, findingCodes, newLock, printLock } from '@groundplan/model';
import { afterAll, describe, expect, it } from 'vitest';
import { groundplan } from './capture.js';

const fixtures = fileURLToPath(new URL('../fixtures/findings', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'findings-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const codes = Object.keys(findingCodes) as FindingCode[];
/** Each fixture: a code, and behind a plus the case where a code has several. */
const cases = readdirSync(fixtures)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -'.ts'.length))
  .sort();
const codeOf = (one: string) => one.split('+')[0] as FindingCode;

function rootFor(code: string): string {
  const root = join(scratch, code);
  mkdirSync(join(root, 'topology'), { recursive: true });
  copyFileSync(join(fixtures, `${code}.ts`), join(root, 'topology/topology.ts'));
  const lock = join(fixtures, `${code}.lock.json`);
  const target = join(root, 'topology/addresses.lock.json');
  if (existsSync(lock)) copyFileSync(lock, target);
  else writeFileSync(target, printLock(newLock(0x9a1e22b1c4n)));
  copyPins(code, root);
  copyFolders(code, root);
  return root;
}

/** <code>.pins.<environment>.json is what has been promoted to the environment. */
function copyPins(code: string, root: string): void {
  const start = `${code}.pins.`;
  const files = readdirSync(fixtures).filter((file) => file.startsWith(start));
  if (files.length === 0) return;
  mkdirSync(join(root, 'topology/pins'), { recursive: true });
  for (const file of files) copyFileSync(join(fixtures, file), join(root, 'topology/pins', file.slice(start.length)));
}

/** <code>.tree is what else lies in the repository; without one, apps have the folders that they name. */
function copyFolders(code: string, root: string): void {
  const tree = join(fixtures, `${code}.tree`);
  if (existsSync(tree)) cpSync(tree, root, { recursive: true });
  else createFolders(readFileSync(join(fixtures, `${code}.ts`), 'utf8'), root);
}

function createFolders(topology: string, root: string): void {
  for (const [, folder = ''] of topology.matchAll(/manifests: '([^']+)'/g)) {
    mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, folder, 'kustomization.yaml'), 'resources: []\n');
  }
}

/** All but the tool's own state. */
const filesOf = (root: string) =>
  (readdirSync(root, { recursive: true }) as string[]).filter((path) => !path.startsWith('.groundplan')).sort();

describe('findings', () => {
  it('have one fixture each at least', () => {
    expect([...new Set(cases.map(codeOf))]).toEqual([...codes].sort());
    expect(cases.filter((one) => codes.includes(one as FindingCode)).sort()).toEqual([...codes].sort());
  });

  it.each(cases)('%s', async (name) => {
    const code = codeOf(name);
    const { exitCode, err, out } = await groundplan(rootFor(name), 'check');
    const golden = join(fixtures, `${name}.txt`);
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(golden, err);
    expect(err).toBe(readFileSync(golden, 'utf8'));
    expect(err).toContain(`${findingCodes[code].severity} ${code} `);
    expect(err).toContain('\n  why   ');
    expect(err).toContain('\n  fix   ');
    expect(exitCode).toBe(findingCodes[code].severity === 'error' ? 1 : 0);
    expect(out).toBe(exitCode === 0 ? 'topology/topology.ts is valid.\n' : '');
  });

  it.each(cases)('%s writes nothing when it is an error', async (code) => {
    if (findingCodes[codeOf(code)].severity !== 'error') return;
    const root = rootFor(code);
    const before = filesOf(root);
    const { exitCode } = await groundplan(root, 'generate');
    expect(exitCode).toBe(1);
    expect(filesOf(root)).toEqual(before);
  });
});
