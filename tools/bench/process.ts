// Starts one process after the other and measures each from outside, from its start to its end.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

export interface Finished {
  readonly milliseconds: number;
  /** What the process told about itself; empty when it told nothing. */
  readonly answer: { readonly [field: string]: number };
}

const running = new Set<ChildProcess>();

/** Runs one of the bench's own processes by Node; throws with its messages when it fails. */
export function runProcess(name: string, ...args: readonly string[]): Promise<Finished> {
  return runScript(fileURLToPath(new URL(`processes/${name}.js`, import.meta.url)), ...args);
}

export function runScript(script: string, ...args: readonly string[]): Promise<Finished> {
  return runCommand(process.execPath, [script, ...args]);
}

/** What is printed on stdout costs the process what it costs, but nobody reads it. */
export async function runCommand(command: string, args: readonly string[]): Promise<Finished> {
  const start = process.hrtime.bigint();
  // Detached: Ctrl-C reaches the bench alone, which then stops the process itself.
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'], detached: true });
  running.add(child);
  const texts = [textOf(child.stderr as Readable), textOf(child.stdio[3] as Readable)];
  const [code] = (await once(child, 'exit')) as [number | null];
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
  running.delete(child);
  const [messages = '', answer = ''] = await Promise.all(texts);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${messages}`);
  return { milliseconds, answer: answer === '' ? {} : JSON.parse(answer) };
}

/** Ends whatever is still running, and waits until it is gone. */
export async function stopProcesses(): Promise<void> {
  await Promise.all([...running].map((child) => (child.kill('SIGKILL') ? once(child, 'exit') : undefined)));
}

async function textOf(stream: Readable): Promise<string> {
  let text = '';
  for await (const chunk of stream.setEncoding('utf8')) text += chunk;
  return text;
}
