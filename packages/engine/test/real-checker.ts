// Tests against the real consumer of a format: a visible skip where it is missing, a failure under REQUIRE_REAL=1.
import { spawnSync } from 'node:child_process';
import { describe, it } from 'vitest';

/** A command that exits 0 when the checker can be used: `['nix-instantiate', '--version']`. */
export type Probe = readonly [command: string, ...args: string[]];

export function describeReal(title: string, [command, ...args]: Probe, body: () => void): void {
  if (spawnSync(command, args, { stdio: 'ignore' }).status === 0) describe(title, body);
  else if (process.env.REQUIRE_REAL === '1') it(title, () => Promise.reject(new Error(`${command} is missing`)));
  else describe.skip(`${title} (${command} is missing)`, body);
}

/** Runs a checker on `input`; throws with its messages when it fails. */
export function runReal([command, ...args]: Probe, input: string): string {
  const run = spawnSync(command, args, { input, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (run.status !== 0) throw new Error(`${command}: ${run.error?.message ?? run.stderr}`);
  return run.stdout;
}
