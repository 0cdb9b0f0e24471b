// Runs the command in this process and keeps what it prints.
import type { Generator } from '@groundplan/engine';
import { type ExitCode, run } from '../src/index.js';

export interface Outcome {
  readonly exitCode: ExitCode;
  readonly out: string;
  readonly err: string;
}

export function groundplan(cwd: string, ...argv: readonly string[]): Promise<Outcome> {
  return groundplanWith(undefined, cwd, argv);
}

/** With generators of the test's own, or with all of them. */
export async function groundplanWith(
  generators: readonly Generator[] | undefined,
  cwd: string,
  argv: readonly string[],
): Promise<Outcome> {
  let out = '';
  let err = '';
  const terminal = {
    cwd,
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
    color: false,
    live: false,
  };
  const exitCode = await run(argv, terminal, generators);
  return { exitCode, out, err };
}
