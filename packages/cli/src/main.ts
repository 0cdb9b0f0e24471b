// The command: reads the arguments, runs one command, and turns every outcome into an exit code.
import { readFileSync } from 'node:fs';
import { type Generator, LockedError, RefusedError, UnsafePathError, WriteError } from '@groundplan/engine';
import { generators as registry } from '@groundplan/generators';
import { type Arguments, readArguments, UsageError } from './arguments.js';
import { check } from './commands/check.js';
import { generate, Interrupted } from './commands/generate.js';
import { envelope } from './envelope.js';
import { type ExitCode, exitCode } from './exit-code.js';
import { helpText } from './help.js';
import type { Terminal } from './terminal.js';

/** Runs the command with the given generators and returns its exit code; never throws. */
export async function run(
  argv: readonly string[],
  terminal: Terminal,
  generators: readonly Generator[] = registry,
): Promise<ExitCode> {
  let args: Arguments | undefined;
  try {
    args = readArguments(argv);
    return await dispatch(args, terminal, generators);
  } catch (error) {
    return failure(error, args, terminal);
  }
}

async function dispatch(args: Arguments, terminal: Terminal, generators: readonly Generator[]): Promise<ExitCode> {
  if (args.version) {
    terminal.out(`${version()}\n`);
    return exitCode.done;
  }
  if (args.help || args.command === 'help') {
    terminal.out(
      helpText(
        args.command === 'help' ? readArguments(args.word === undefined ? [] : [args.word]).command : args.command,
      ),
    );
    return exitCode.done;
  }
  switch (args.command) {
    case 'generate':
      return generate(args, terminal, generators);
    case 'check':
      return check(args, terminal);
    case 'reach': {
      const { reachCommand } = await import('./commands/reach.js');
      return reachCommand(args, terminal);
    }
    case 'deploy-order': {
      const { deployOrderCommand } = await import('./commands/deploy-order.js');
      return deployOrderCommand(args, terminal);
    }
    case 'render': {
      const { renderCommand } = await import('./commands/render.js');
      return renderCommand(args, terminal, generators);
    }
    case 'promote': {
      const { promoteCommand } = await import('./commands/promote.js');
      return promoteCommand(args, terminal, generators);
    }
    case 'rollback': {
      const { rollbackCommand } = await import('./commands/promote.js');
      return rollbackCommand(args, terminal, generators);
    }
    case 'env': {
      const { environmentCommand } = await import('./commands/env.js');
      return environmentCommand(args, terminal, generators);
    }
    case 'explain': {
      const { explain } = await import('./commands/explain.js');
      return explain(args, terminal, generators);
    }
  }
}

function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

function failure(error: unknown, args: Arguments | undefined, terminal: Terminal): ExitCode {
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  if (code === exitCode.bug)
    terminal.err(`groundplan has a bug: ${message}\nPlease report it with the output of --verbose.\n`);
  else terminal.err(`${labels[code] ?? 'error'}  ${message}\n`);
  if (code === exitCode.usage) terminal.err('See groundplan --help.\n');
  if (args?.verbose && error instanceof Error) terminal.err(`${error.stack}\n`);
  if (args?.json) terminal.out(envelope(args.command, code, { message }));
  return code;
}

const labels: { readonly [code: number]: string } = {
  [exitCode.refused]: 'refused',
  [exitCode.locked]: 'locked',
  [exitCode.interrupted]: 'stopped',
};

function codeOf(error: unknown): ExitCode {
  if (error instanceof UsageError) return exitCode.usage;
  if (error instanceof LockedError) return exitCode.locked;
  if (error instanceof RefusedError || error instanceof UnsafePathError) return exitCode.refused;
  if (error instanceof WriteError) return exitCode.invalid;
  return error instanceof Interrupted ? exitCode.interrupted : exitCode.bug;
}
