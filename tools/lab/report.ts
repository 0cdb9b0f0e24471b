// Prints what the experiment has shown: for a person, or as JSON.
import type { LeaseResult, Result } from './experiment.js';
import type { Difference } from './matrix.js';

export const isRight = ({ leases, names, problems, differences, tried }: Result): boolean =>
  tried &&
  problems.length + names.problems.length + differences.length === 0 &&
  leases.every((lease) => lease.problems.length === 0);

export function jsonReport(result: Result): string {
  return `${JSON.stringify({ version: 1, ok: isRight(result), ...result }, null, 2)}\n`;
}

/** A person reads so many differences at most. */
const shown = 50;

export function textReport(result: Result): string {
  const { leases, names, problems, differences, tried } = result;
  const wrong = leases.filter((lease) => lease.problems.length > 0);
  const hidden = differences.length - shown;
  return [
    ...problems.map((problem) => `router ${problem}`),
    ...wrong.map(leaseLine),
    ...names.problems.map((problem) => `name   ${problem}`),
    ...differences.slice(0, shown).map(differenceLine),
    ...(hidden > 0 ? [`and ${hidden} more differences; --json has them all`] : []),
    `${leases.length} leases, ${wrong.length} wrong; ${names.asked} answers about names, ${names.problems.length} wrong`,
    ...(tried
      ? [summary(result)]
      : ['The flows were not tried, because something before them is wrong; --keep-going tries them.']),
    '',
  ].join('\n');
}

const leaseLine = ({ client, problems }: LeaseResult) => `lease  ${client}: ${problems.join('; ')}`;

const differenceLine = ({ flow, expected, seen, by }: Difference) =>
  `flow   ${flow}: expected ${expected} (${by}), seen ${seen}`;

function summary({ flows, open, forgeries, differences }: Result): string {
  return `${flows} flows, ${differences.length} differences (${open} open; ${forgeries} forged senders tried)`;
}
