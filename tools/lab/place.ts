// Where programs of the lab run: here, or in a virtual machine that has the same files.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Agent, startAgent } from './agents.js';
import { type Command, CommandError, inNamespace, output, type Tools } from './commands.js';

export interface Place {
  readonly tools: Tools;
  /** What the program prints; throws when it fails or takes too long. */
  output(command: Command, input?: string): Promise<string>;
  /** Starts a program; it is ready when its stderr matches. */
  background(command: Command, ready: RegExp): Promise<Background>;
  write(path: string, content: string, mode?: number): Promise<void>;
  startAgent(id: string): Agent;
}

export interface Background {
  /** Ends it, whatever it is doing; what it has said on stderr. */
  end(): Promise<string>;
}

export function here(tools: Tools): Place {
  return {
    tools,
    output: (command, input = '') => output(command, input),
    background: startBackground,
    startAgent: (id) => startAgent(tools, id),
    async write(path, content, mode = 0o644) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content, { mode });
    },
  };
}

export function ipBatch(place: Place, lines: readonly string[], namespace?: string): Promise<string> {
  const where = namespace === undefined ? [] : ['-netns', namespace];
  return place.output([place.tools.ip, ...where, '-batch', '-'], `${lines.join('\n')}\n`);
}

export interface Job {
  readonly command: Command;
  readonly input: readonly string[];
}

/** One after another in one shell, which starts programs sooner than this process or a line to a machine. */
export function outputs(place: Place, jobs: readonly Job[]): Promise<string> {
  const script = jobs.map(({ command, input }) =>
    [`${command.map(quoted).join(' ')} <<'END'`, ...input, 'END'].join('\n'),
  );
  return place.output([place.tools.sh, '-e'], `${script.join('\n')}\n`);
}

const quoted = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;

/** Lines of `ip` in the namespaces of that names. */
export function ipBatches(
  place: Place,
  batches: readonly { readonly id: string; readonly lines: readonly string[] }[],
) {
  const { ip } = place.tools;
  return outputs(
    place,
    batches.map(({ id, lines }) => ({ command: [ip, '-netns', id, '-batch', '-'], input: lines })),
  );
}

export const inside = (place: Place, id: string, command: Command): Command => inNamespace(place.tools, id, command);

function stop(child: ChildProcess, ended: Promise<string>): Promise<string> {
  child.kill('SIGKILL');
  return ended;
}

function startBackground([program, ...args]: Command, ready: RegExp): Promise<Background> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    const ended = new Promise<string>((end) => child.once('close', () => end(said)));
    const giveUp = (why: string) => {
      child.kill('SIGKILL');
      fail(new CommandError(`${program} ${why}:\n${said}`));
    };
    const timer = setTimeout(() => giveUp('was not ready in time'), 180_000);
    child.on('error', fail);
    child.on('exit', () => giveUp('ended'));
    child.stderr.setEncoding('utf8').on('data', (text) => {
      said += text;
      if (!ready.test(said)) return;
      clearTimeout(timer);
      done({ end: () => stop(child, ended) });
    });
  });
}
