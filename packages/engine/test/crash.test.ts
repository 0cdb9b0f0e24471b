// kill -9 at any moment leaves the old tree, or a journal from which the next run makes the new one; never half a file.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hasOpenJournal } from '../src/write/journal.js';
import { type Recovery, recover } from '../src/write/recover.js';
import { buildDriver } from './build-driver.js';
import {
  difference,
  type Files,
  leftovers,
  readTree,
  resetFiles,
  scenario,
  temporaryFolder,
  treeOf,
} from './write-fixture.js';

const count = 2_000;
const { before, after } = scenario(count);
const oldTree = treeOf(before);
const newTree = treeOf(after);
const roots: string[] = [];
const program = temporaryFolder();
let driver = '';

beforeAll(() => {
  driver = buildDriver(program);
});

afterAll(() => {
  for (const folder of [...roots, program]) rmSync(folder, { recursive: true, force: true });
});

it('survives 200 kills at random moments', async () => {
  const first = await measure();
  let duration = first;
  const outcomes = { old: 0, new: 0, recovered: 0, finished: 0 };
  await inLanes(200, async (round, root) => {
    const child = await start(['apply', root, `${count}`]);
    const share = (((round * 83) % 200) + Math.random()) / 200;
    setTimeout(() => child.kill('SIGKILL'), share * duration);
    await ended(child);
    const outcome = await check(root, child.signalCode);
    // The machine may be busier or idler than it was at first.
    if (outcome === 'finished') duration *= 0.95;
    else if (outcome === 'old' && share > 0.7) duration *= 1.1;
    outcomes[outcome] += 1;
    return outcome;
  });
  console.log(`200 kills over ${Math.round(first)} ms: ${JSON.stringify(outcomes)}`);
  expect(outcomes.old).toBeGreaterThan(0);
});

it('survives kills at every step and all through the commit', async () => {
  const commits = Array.from({ length: 21 }, (_, index) => `commit ${Math.floor((index * (count - 1)) / 20)}`);
  const steps = ['stage 0', 'keep 0', 'journal 0', 'finish 0', 'clear 0', ...commits];
  const expected = {
    stage: 'old',
    keep: 'old',
    journal: 'old',
    commit: 'recovered',
    finish: 'recovered',
    clear: 'new',
  };
  await inLanes(steps.length, async (round, root) => {
    const [step, number] = (steps[round] as string).split(' ') as [keyof typeof expected, string];
    const child = await start(['apply', root, `${count}`, step, number]);
    await ended(child);
    expect(child.signalCode, step).toBe('SIGKILL');
    const outcome = await check(root, child.signalCode);
    expect(outcome, `${step} ${number}`).toBe(expected[step]);
    return outcome;
  });
});

it('survives kills during recovery, and during the recovery after that', async () => {
  await inLanes(10, async (round, root) => {
    await ended(await start(['apply', root, `${count}`, 'commit', `${round * 200}`]));
    for (const kill of [`commit ${round * 10}`, round % 2 === 0 ? 'finish 0' : 'commit 5', 'clear 0']) {
      const child = await start(['recover', root, ...kill.split(' ')]);
      await ended(child);
      expect(child.signalCode, kill).toBe('SIGKILL');
      expectWholeFiles(readTree(root));
    }
    expect(await recover(root)).toBe('discarded');
    expectClean(root, newTree);
    return 'new';
  });
});

type Outcome = 'old' | 'new' | 'recovered' | 'finished';

/** Looks at the tree after a kill, recovers, and looks again. */
async function check(root: string, signal: string | null): Promise<Outcome> {
  if (signal === null) {
    expectClean(root, newTree);
    return 'finished';
  }
  const open = hasOpenJournal(root);
  const killed = readTree(root);
  expectWholeFiles(killed);
  const committed = open || isNew(killed);
  const recovery: Recovery = await recover(root);
  if (open) expect(recovery).toBe('completed');
  else expect(recovery).not.toBe('completed');
  expectClean(root, committed ? newTree : oldTree);
  return open ? 'recovered' : committed ? 'new' : 'old';
}

/** Without a journal the files are all old or all new; only empty folders may have come. */
function isNew(tree: Files): boolean {
  const isFile = (path: string) => !path.endsWith('/');
  if (difference(tree, newTree).filter(isFile).length === 0) return true;
  expect(difference(tree, oldTree).filter(isFile)).toEqual([]);
  return false;
}

function expectWholeFiles(tree: Files): void {
  const torn = [...tree].filter(
    ([path, text]) => !path.endsWith('/') && text !== oldTree.get(path) && text !== newTree.get(path),
  );
  expect(torn).toEqual([]);
}

function expectClean(root: string, tree: Files): void {
  expect(difference(readTree(root), tree)).toEqual([]);
  expect(leftovers(root)).toEqual([]);
}

/** The time from the start of `apply` to its end. */
async function measure(): Promise<number> {
  const times: number[] = [];
  await inLanes(6, async (_, root) => {
    const child = await start(['apply', root, `${count}`]);
    const begin = performance.now();
    await once(child.stdout as NonNullable<typeof child.stdout>, 'data');
    times.push(performance.now() - begin);
    await ended(child);
    return check(root, child.signalCode);
  });
  return times.sort((a, b) => a - b)[3] as number;
}

/** Two rounds at a time, each lane in a tree of its own that starts as the old one. */
async function inLanes(rounds: number, run: (round: number, root: string) => Promise<Outcome>): Promise<void> {
  let next = 0;
  const lane = async () => {
    const root = temporaryFolder();
    let outcome: Outcome = 'new';
    roots.push(root);
    while (next < rounds) {
      const round = next++;
      if (outcome !== 'old') resetFiles(root, before);
      outcome = await run(round, root);
    }
  };
  await Promise.all([lane(), lane()]);
}

async function start(args: string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, [driver, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout as NonNullable<typeof child.stdout>, 'data');
  return child;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}
