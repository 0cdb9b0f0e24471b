// What the command's exit codes mean; the same for every command.

export const exitCode = {
  done: 0,
  /** Invalid input, or a failed check. */
  invalid: 1,
  /** Differences; only with --check. */
  different: 2,
  /** A hand-edited or unowned file is in the way, or what is on the disk cannot be trusted. */
  refused: 3,
  /** Another run holds the lock. */
  locked: 4,
  /** A secret would have been written for everybody to read. */
  secret: 5,
  usage: 64,
  bug: 70,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
