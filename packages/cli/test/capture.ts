// Runs the command in this process and keeps what it prints.
import { type ExitCode, run } from '../src/index.js';

export interface Outcome {
  readonly exitCode: ExitCode;
  readonly out: string;
  readonly err: string;
}

export async function groundplan(cwd: string, ...argv: readonly string[]): Promise<Outcome> {
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
  const exitCode = await run(argv, terminal);
  return { exitCode, out, err };
}
