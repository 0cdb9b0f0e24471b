// The budgets of the design, and how the figures compare with them.
import type { FleetFigures } from './measure-fleet.js';
import type { HomelabFigures } from './measure-homelab.js';
import type { ReachFigures } from './measure-reach.js';

export interface Figures {
  readonly homelab: HomelabFigures;
  readonly reach: ReachFigures;
  /** From the smallest to the largest. */
  readonly fleets: readonly FleetFigures[];
}

export interface Comparison {
  readonly subject: string;
  readonly what: string;
  readonly unit: 'times' | 'exponent' | 'MiB' | 'ms';
  readonly value: number;
  /** Undefined where the design sets none. */
  readonly budget: number | undefined;
}

/** The smallest fleet the budgets speak of; below, starting Node and loading the modules is most of a run. */
const smallestBudgeted = 1000;
/** The fleet that has to fit into the memory budget. */
const largestBudgeted = 10_000;

export function compare({ homelab, reach, fleets }: Figures): Comparison[] {
  const pairs = fleets
    .slice(1)
    .map((larger, index): [FleetFigures, FleetFigures] => [fleets[index] as FleetFigures, larger]);
  return [
    {
      subject: 'homelab',
      what: 'no-op / node + topology load',
      unit: 'times',
      value: homelab.noop.median / homelab.load.median,
      budget: 2.5,
    },
    ...reachability(reach),
    ...fleets.flatMap(ratios),
    ...pairs.flatMap(growth),
    ...fleets.flatMap(memory),
  ];
}

/** In milliseconds within the process, the slowest of all runs: the design sets no ratio here. */
function reachability({ first, median }: ReachFigures): Comparison[] {
  const row = (what: string, values: readonly number[]): Comparison => ({
    subject: '12 networks, 60 rules',
    what,
    unit: 'ms',
    value: Math.max(...values),
    budget: 50,
  });
  return [row('first matrix of reachability', first), row('further matrices', median)];
}

export const hosts = (size: number) => `${size.toLocaleString('en')} hosts`;

export function writeFloor({ writeInTurn, writeInLanes }: FleetFigures): number {
  return Math.min(writeInTurn.median, writeInLanes.median);
}

function ratios(fleet: FleetFigures): Comparison[] {
  const { size, cold, noop, read, render, change } = fleet;
  const ratio = (what: string, value: number, budget: number | undefined): Comparison => ({
    subject: hosts(size),
    what,
    unit: 'times',
    value,
    budget: size < smallestBudgeted ? undefined : budget,
  });
  return [
    ratio('cold / writing the same bytes', cold.median / writeFloor(fleet), 2),
    ratio('no-op / reading and comparing', noop.median / read.median, 2),
    ratio('no-op / rendering, then reading', noop.median / (render.median + read.median), undefined),
    ratio('one-host change / no-op', change.median / noop.median, 1.3),
  ];
}

/** The power of the size with which the time grows: 1 is linear. */
function growth([smaller, larger]: [FleetFigures, FleetFigures]): Comparison[] {
  const exponent = (what: string, from: number, to: number, budget: number | undefined): Comparison => ({
    subject: `${smaller.size.toLocaleString('en')} to ${hosts(larger.size)}`,
    what: `growth of ${what}`,
    unit: 'exponent',
    value: Math.log(to / from) / Math.log(larger.size / smaller.size),
    budget: smaller.size < smallestBudgeted ? undefined : budget,
  });
  return [
    exponent('cold', smaller.cold.median, larger.cold.median, 1.05),
    exponent('no-op', smaller.noop.median, larger.noop.median, 1.05),
    exponent('one-host change', smaller.change.median, larger.change.median, 1.05),
    exponent('the floor of cold', writeFloor(smaller), writeFloor(larger), undefined),
    exponent('the floor of no-op', smaller.read.median, larger.read.median, undefined),
  ];
}

function memory({ size, cold, noop, change }: FleetFigures): Comparison[] {
  return Object.entries({ cold, 'no-op': noop, 'one-host change': change }).map(([what, { peakMiB }]) => ({
    subject: hosts(size),
    what: `peak memory of ${what}`,
    unit: 'MiB',
    value: peakMiB ?? Number.NaN,
    budget: size < largestBudgeted ? undefined : 512,
  }));
}
