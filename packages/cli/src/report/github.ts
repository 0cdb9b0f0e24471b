// Prints findings as workflow commands of GitHub Actions, which become annotations of the changed lines.
// https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
import type { Severity } from '@groundplan/model';
import { printable } from './pretty.js';
import type { Place, ReportEntry } from './report-entry.js';

/** GitHub drops what a step reports beyond ten annotations of a kind, without a word. */
const annotationsPerKind = 10;

export function githubReport(entries: readonly ReportEntry[]): string {
  const shown = (['error', 'warning'] as const).flatMap((severity) =>
    ofSeverity(entries, severity).slice(0, annotationsPerKind),
  );
  const rest = (['error', 'warning'] as const).flatMap((severity) => {
    const count = ofSeverity(entries, severity).length - annotationsPerKind;
    return count > 0 ? [`${count} more ${severity}${count === 1 ? '' : 's'}`] : [];
  });
  const more = rest.length === 0 ? [] : [`::notice title=groundplan::${data(`${rest.join(' and ')} not shown here.`)}`];
  return [...shown.map(command), ...more].map((line) => `${line}\n`).join('');
}

function ofSeverity(entries: readonly ReportEntry[], severity: Severity): ReportEntry[] {
  return entries.filter((entry) => entry.severity === severity);
}

function command(entry: ReportEntry): string {
  const text = [entry.message, entry.why, ...(entry.fix === undefined ? [] : [`Fix: ${entry.fix}`])].join('\n');
  const properties = { ...(entry.place && placeProperties(entry.place)), title: entry.code };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
  return `::${entry.severity} ${list.join(',')}::${data(printable(text))}`;
}

/** GitHub knows columns of one line only. */
function placeProperties({ file, range }: Place): Record<string, string | number> {
  if (!range) return { file };
  const { line, column, endLine, endColumn } = range;
  if (line !== endLine) return { file, line, endLine };
  return { file, line, col: column, ...(endColumn > column && { endColumn }) };
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
