// A full disk, at every fill level: the old tree stays as it is, nothing is left behind, and the error says so.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildDriver } from './build-driver.js';
import { describeReal } from './real-checker.js';
import { temporaryFolder } from './write-fixture.js';

const program = temporaryFolder();
let driver = '';
const mountPoint = temporaryFolder();

beforeAll(() => {
  driver = buildDriver(program);
});

afterAll(() => {
  rmSync(program, { recursive: true, force: true });
  rmSync(mountPoint, { recursive: true, force: true });
});

interface Outcome {
  readonly level: number;
  readonly name: string;
  readonly message: string;
  readonly old: boolean;
  readonly leftovers: string[];
}

/** Runs the driver on a filesystem of its own, which ends with the process. */
function starve(mount: string, args: string[]): Outcome[] {
  const script = `${mount} && shift && exec "$@"`;
  const command = [process.execPath, driver, 'starve', mountPoint, ...args];
  const run = spawnSync('unshare', ['-Urm', 'sh', '-ec', script, 'sh', mountPoint, ...command], { encoding: 'utf8' });
  expect(run.stderr).toBe('');
  return run.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Outcome);
}

function expectAllOrNothing(outcomes: Outcome[]): void {
  const failed = outcomes.filter(({ name }) => name !== 'done');
  for (const outcome of failed) {
    expect(outcome).toMatchObject({ name: 'WriteError', old: true });
    expect(outcome.message).toMatch(/^No space left on the disk while .+; nothing was changed\.$/);
  }
  expect(outcomes.filter((outcome) => outcome.leftovers.length > 0)).toEqual([]);
  expect(failed.length).toBeGreaterThan(20);
  expect(outcomes.length - failed.length).toBeGreaterThan(5);
  expect(outcomes.filter(({ name, old }) => name === 'done' && old)).toEqual([]);
  console.log(summary(failed), `${outcomes.length - failed.length} levels had room`);
}

function summary(failed: Outcome[]): string {
  const kinds = failed.map(({ message }) => /while (\w+ (?:the \w+)?)/.exec(message)?.[1]?.trim() ?? message);
  return JSON.stringify(
    Object.fromEntries([...new Set(kinds)].map((kind) => [kind, kinds.filter((other) => other === kind).length])),
  );
}

describeReal('on a small tmpfs', ['unshare', '-Urm', 'mount', '-t', 'tmpfs', 'tmpfs', mountPoint], () => {
  it('that runs out of blocks', () => {
    expectAllOrNothing(starve('mount -t tmpfs -o size=2m tmpfs "$1"', ['120', '110']));
  });

  it('that runs out of inodes', () => {
    expectAllOrNothing(starve('mount -t tmpfs -o size=8m,nr_inodes=400 tmpfs "$1"', ['120', '140', 'inodes']));
  });
});
