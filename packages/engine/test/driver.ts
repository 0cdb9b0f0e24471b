// A process of its own for the tests: applies, recovers or competes as its arguments say, and can die at a given step.
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { type ApplyOptions, apply } from '../src/write/apply.js';
import { recover } from '../src/write/recover.js';
import { difference, leftovers, readTree, resetFiles, scenario } from './write-fixture.js';

const commands: Record<string, (args: string[]) => Promise<void>> = {
  /** root count [step number action]: dies, or changes a mode, right before that step. */
  async apply([root = '', count = '', ...stop]) {
    console.log('ready');
    await report(() => apply(root, scenario(Number(count)).edits, hooks(stop)));
  },

  async recover([root = '', ...stop]) {
    console.log('ready');
    await report(async () => console.log(await recover(root, hooks(stop))));
  },

  /** folder count levels unit: applies with 0, 1, 2, ... units of room on the disk, one line of outcome for each. */
  async starve([folder = '', count = '', levels = '', unit = 'pages']) {
    const { before, edits } = scenario(Number(count));
    const root = `${folder}/root`;
    mkdirSync(root);
    for (let level = 0; level < Number(levels); level += 1) {
      resetFiles(root, before);
      const old = readTree(root);
      leaveRoom(folder, level, unit);
      const outcome = await outcomeOf(() => apply(root, edits));
      const tree = readTree(root);
      const same = { old: difference(tree, old).length === 0, leftovers: leftovers(root), files: tree.size };
      rmSync(`${folder}/ballast`, { recursive: true });
      console.log(JSON.stringify({ level, ...outcome, ...same }));
    }
  },

  /** Takes "root file" lines; tries to apply at once, and holds the lock until the file exists. */
  async compete() {
    const number = process.pid;
    console.log('ready');
    for await (const line of createInterface(process.stdin)) {
      const [root = '', release = ''] = line.split(' ');
      const edit = { kind: 'create', path: 'a/winner', by: 'test', from: [], text: `${number}\n` } as const;
      await report(() => apply(root, [edit], { onStep: (step) => step === 'journal' && waitFor(release) }));
    }
  },
};

function hooks([step, number, action = 'kill', ...args]: string[]): Pick<ApplyOptions, 'onStep'> {
  return {
    onStep(at, index) {
      if (at !== step || index !== Number(number)) return;
      if (action === 'kill') process.kill(process.pid, 'SIGKILL');
      for (const file of args) chmodSync(file, 0o555);
    },
  };
}

async function report(action: () => Promise<void>): Promise<void> {
  console.log(JSON.stringify(await outcomeOf(action)));
}

async function outcomeOf(action: () => Promise<void>): Promise<{ name: string; message: string }> {
  try {
    await action();
    return { name: 'done', message: '' };
  } catch (error) {
    const { name, message } = error as Error;
    return { name, message };
  }
}

/** Fills the disk with pages of 4 KiB or with empty files, then gives `level` of them back. */
function leaveRoom(folder: string, level: number, unit: string): void {
  const ballast = `${folder}/ballast`;
  const file = (number: number) => `${ballast}/${number}`;
  let number = 0;
  mkdirSync(ballast);
  try {
    for (; ; number += 1) writeFileSync(file(number), unit === 'pages' ? Buffer.alloc(4096) : '');
  } catch {
    rmSync(file(number), { force: true });
  }
  for (let back = 1; back <= Math.min(level, number); back += 1) rmSync(file(number - back));
}

function waitFor(file: string): void {
  for (let waited = 0; waited < 20_000 && !existsSync(file); waited += 1) pause(1);
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

const [command = '', ...args] = process.argv.slice(2);
await commands[command]?.(args);
