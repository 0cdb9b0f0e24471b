// Where a command prints: results on stdout, messages and progress on stderr, colour and animation only for a person.

export interface Terminal {
  readonly cwd: string;
  out(text: string): void;
  err(text: string): void;
  /** Whether stderr understands colour and wants it (no-color.org). */
  readonly color: boolean;
  /** Whether a person watches stderr. */
  readonly live: boolean;
}

export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  const live = stderr.isTTY === true && env.TERM !== 'dumb' && env.CI === undefined;
  return {
    cwd: process.cwd(),
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    color: (stderr.isTTY === true && env.TERM !== 'dumb' && !env.NO_COLOR) || isOn(env.FORCE_COLOR),
    live,
  };
}

const isOn = (value: string | undefined) => value !== undefined && value !== '' && value !== '0' && value !== 'false';
