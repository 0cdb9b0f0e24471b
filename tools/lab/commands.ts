// Runs programs inside the twin: to their end with their output, or in the background.
import { type ChildProcess, spawn } from 'node:child_process';
import type { LabTool } from './lab-tool.js';

/** A program of the lab failed; the message has what it printed. */
export class CommandError extends Error {}

/** Paths of the programs; found before the namespaces hide anything. */
export type Tools = { readonly [name in LabTool]: string };

type Command = readonly [program: string, ...args: string[]];

export const inNamespace = (tools: Tools, id: string, [program, ...args]: Command): Command => [
  tools.nsenter,
  `--net=/run/netns/${id}`,
  program,
  ...args,
];

/** Its output; throws when it fails or takes longer than `seconds`. */
export function output([program, ...args]: Command, input = '', seconds = 20): Promise<string> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { stdio: 'pipe', timeout: seconds * 1000, killSignal: 'SIGKILL' });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
    child.on('error', fail);
    child.on('close', (code) => {
      if (code === 0) done(stdout);
      else fail(new CommandError(`${[program, ...args].join(' ')} ended with ${code ?? 'a signal'}:\n${stderr}`));
    });
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

export function ipBatch(tools: Tools, lines: readonly string[], namespace?: string): Promise<string> {
  const where = namespace === undefined ? [] : ['-netns', namespace];
  return output([tools.ip, ...where, '-batch', '-'], `${lines.join('\n')}\n`);
}

/** Starts a program and waits for a line on stderr that says it is ready. */
export function background([program, ...args]: Command, ready: RegExp, seconds = 10): Promise<ChildProcess> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    const giveUp = (why: string) => {
      child.kill('SIGKILL');
      fail(new CommandError(`${program} ${why}:\n${stderr}`));
    };
    const timer = setTimeout(() => giveUp('was not ready in time'), seconds * 1000);
    child.on('error', fail);
    child.on('exit', () => giveUp('ended'));
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
      if (!ready.test(stderr)) return;
      clearTimeout(timer);
      done(child);
    });
  });
}
