// Runs programs to their end, with their output.
import { spawn } from 'node:child_process';
import type { LabTool } from './lab-tool.js';

/** A program of the lab failed; the message has what it printed. */
export class CommandError extends Error {}

/** Paths of the programs; found before the namespaces hide anything. */
export type Tools = { readonly [name in LabTool]: string };

export type Command = readonly [program: string, ...args: string[]];

export const inNamespace = (tools: Tools, id: string, [program, ...args]: Command): Command => [
  tools.nsenter,
  `--net=/run/netns/${id}`,
  program,
  ...args,
];

/** Its output; throws when it fails or takes longer than `seconds`. */
export function output([program, ...args]: Command, input = '', seconds = 60): Promise<string> {
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
