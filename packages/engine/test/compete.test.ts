// Eight runs at once: one writes, seven say that it does, and a lock left by a dead process is taken over by one.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ownIdentity } from '../src/write/process-identity.js';
import { buildDriver } from './build-driver.js';
import { leftovers, temporaryFolder } from './write-fixture.js';

const root = temporaryFolder();
const release = temporaryFolder();
const runs: Run[] = [];
const program = temporaryFolder();
let driver = '';

interface Run {
  readonly process: ChildProcessWithoutNullStreams;
  readonly lines: AsyncIterator<string>;
}

beforeAll(async () => {
  driver = buildDriver(program);
  for (let number = 0; number < 8; number += 1) {
    const child = spawn(process.execPath, [driver, 'compete']);
    const reader: Interface = createInterface(child.stdout);
    runs.push({ process: child, lines: reader[Symbol.asyncIterator]() });
  }
  for (const run of runs) expect((await run.lines.next()).value).toBe('ready');
});

afterAll(() => {
  for (const run of runs) run.process.kill();
  for (const folder of [root, release, program]) rmSync(folder, { recursive: true, force: true });
});

it('lets one of eight through, 250 times', async () => {
  for (let round = 0; round < 250; round += 1) await compete(`plain-${round}`);
});

it('lets one of eight take over the lock of a dead process, 250 times', async () => {
  for (let round = 0; round < 250; round += 1) {
    mkdirSync(join(root, '.groundplan'));
    writeFileSync(join(root, '.groundplan/lock'), JSON.stringify({ ...ownIdentity(), started: '1' }));
    await compete(`stale-${round}`);
  }
});

/** The winner keeps the lock until the others have given up, so there can be only one. */
async function compete(round: string): Promise<void> {
  rmSync(join(root, 'a'), { recursive: true, force: true });
  const releaseFile = join(release, round);
  for (const run of runs) run.process.stdin.write(`${root} ${releaseFile}\n`);
  const answers = runs.map(async (run) => JSON.parse((await run.lines.next()).value as string) as Answer);
  const first = await someOf(answers, 7);
  for (const { name, message } of first)
    expect(`${name}: ${message}`).toMatch(/^LockedError: (?:Another run, process \d+ on|Many runs)/);
  writeFileSync(releaseFile, '');
  const all = await Promise.all(answers);
  expect(all.map(({ name }) => name).filter((name) => name === 'done')).toHaveLength(1);
  const winner = runs[all.findIndex(({ name }) => name === 'done')];
  expect(readFileSync(join(root, 'a/winner'), 'utf8')).toBe(`${winner?.process.pid}\n`);
  expect(leftovers(root)).toEqual([]);
}

interface Answer {
  readonly name: string;
  readonly message: string;
}

function someOf<T>(promises: readonly Promise<T>[], enough: number): Promise<T[]> {
  return new Promise((resolve) => {
    const done: T[] = [];
    for (const promise of promises) promise.then((value) => done.push(value) === enough && resolve(done));
  });
}
