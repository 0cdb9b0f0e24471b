// The options of the bench.
import { parseArgs } from 'node:util';
import { smallestFleet } from './fleet.js';

export interface Options {
  /** Hosts of each fleet, ascending. */
  readonly sizes: readonly number[];
  /** How often each measurement is repeated. */
  readonly runs: number;
  /** The folder to work in; undefined for a temporary one. */
  readonly root: string | undefined;
  readonly json: boolean;
}

export class UsageError extends Error {}

export const usage = `npm run bench -- [--sizes 100,1000,10000] [--runs 5] [--root DIR] [--json]

  --sizes   hosts of each fleet, separated by commas
  --runs    how often each measurement is repeated; the median counts
  --root    the folder to make the fleets in; its filesystem is what is measured
  --json    prints the figures as JSON
`;

/** Throws UsageError. */
export function readOptions(argv: readonly string[]): Options {
  const values = parse(argv);
  const sizes = values.sizes.split(',').map((size) => wholeNumber('--sizes', size, smallestFleet));
  return {
    sizes: [...new Set(sizes)].sort((a, b) => a - b),
    runs: wholeNumber('--runs', values.runs, 1),
    root: values.root,
    json: values.json,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        sizes: { type: 'string', default: '100,1000,10000' },
        runs: { type: 'string', default: '5' },
        root: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function wholeNumber(option: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least)
    throw new UsageError(`${option} takes whole numbers from ${least}, not ${JSON.stringify(text)}.`);
  return value;
}
