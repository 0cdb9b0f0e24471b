// Prints the figures: first how they compare with the budgets, then what was measured, and on what.
import { type Comparison, compare, type Figures, hosts, writeFloor } from './budgets.js';
import type { Machine } from './machine.js';
import type { FleetFigures } from './measure-fleet.js';
import type { Series } from './series.js';

export interface Results {
  readonly figures: Figures;
  readonly machine: Machine;
  readonly runs: number;
}

export function reportText({ figures, machine, runs }: Results): string {
  const comparisons = compare(figures).map(comparisonRow);
  return [
    table([['', 'measure', 'value', 'budget', ''], ...comparisons], ['value', 'budget']),
    table(
      [['', 'process', 'median', 'least', 'most', 'peak memory'], ...absoluteRows(figures)],
      ['median', 'least', 'most', 'peak memory'],
    ),
    [...figures.fleets.map(treeLine), machineLine(machine, runs), ''].join('\n'),
  ].join('\n');
}

export function reportJson(results: Results): string {
  return `${JSON.stringify({ version: 1, ...results, comparisons: compare(results.figures) }, null, 2)}\n`;
}

function comparisonRow({ subject, what, unit, value, budget }: Comparison): string[] {
  const verdict = budget === undefined ? '' : value <= budget ? 'met' : 'missed';
  return [subject, what, shown(value, unit), budget === undefined ? 'none' : shown(budget, unit), verdict];
}

function shown(value: number, unit: Comparison['unit']): string {
  if (unit === 'MiB') return `${Math.round(value)} MiB`;
  if (unit === 'ms') return `${value.toFixed(1)} ms`;
  return unit === 'times' ? `${value.toFixed(2)} ×` : value.toFixed(2);
}

function absoluteRows({ homelab, fleets }: Figures): string[][] {
  return [
    seriesRow('homelab', 'no-op', homelab.noop),
    seriesRow('homelab', 'node + topology load', homelab.load),
    ...fleets.flatMap(fleetRows),
  ];
}

function fleetRows(fleet: FleetFigures): string[][] {
  const { size, cold, writeInTurn, writeInLanes, noop, read, render, change } = fleet;
  const faster = (series: Series) => (series.median === writeFloor(fleet) ? ' (the floor)' : '');
  const rows: [string, Series][] = [
    ['cold', cold],
    [`writing, one by one${faster(writeInTurn)}`, writeInTurn],
    [`writing, several at a time${faster(writeInLanes)}`, writeInLanes],
    ['no-op', noop],
    ['reading and comparing', read],
    ['resolving and rendering in memory', render],
    ['one-host change', change],
  ];
  return rows.map(([what, series]) => seriesRow(hosts(size), what, series));
}

function seriesRow(subject: string, what: string, { median, least, most, peakMiB }: Series): string[] {
  const memory = peakMiB === undefined ? '' : `${Math.round(peakMiB)} MiB`;
  return [subject, what, time(median), time(least), time(most), memory];
}

const time = (milliseconds: number) =>
  milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(2)} s`;

function treeLine({ size, tree: { files, bytes } }: FleetFigures): string {
  const each = Math.round(bytes / files);
  return `${hosts(size)}: ${files.toLocaleString('en')} files of ${each} bytes on average, ${(bytes / 2 ** 20).toFixed(1)} MiB in all.`;
}

function machineLine({ cores, node, kernel, filesystem, load }: Machine, runs: number): string {
  return `${cores} cores, Node ${node}, ${kernel}, ${filesystem}; load ${load.toFixed(1)} at the start; medians of ${runs} runs, files in the page cache.`;
}

/** Columns under their headings, those of figures aligned to the right. */
function table(rows: readonly (readonly string[])[], figures: readonly string[]): string {
  const [headings = []] = rows;
  const widths = headings.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const cell = (text: string, column: number) =>
    figures.includes(headings[column] as string)
      ? text.padStart(widths[column] as number)
      : text.padEnd(widths[column] as number);
  return rows.map((row) => `${row.map(cell).join('  ').trimEnd()}\n`).join('');
}
