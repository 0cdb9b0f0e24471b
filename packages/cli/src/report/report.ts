// Prints findings and load problems for the reporter that was asked for.
import type { Finding } from '@groundplan/model';
import type { LoadProblem } from '../load/load-problem.js';
import { githubReport } from './github.js';
import { type JsonFinding, jsonFindings } from './json.js';
import { prettyReport } from './pretty.js';
import { findingEntries, problemEntry, type ReportContext, type ReportEntry } from './report-entry.js';
import { sarifReport } from './sarif.js';

export const reporters = ['pretty', 'github', 'sarif', 'json'] as const;

export type Reporter = (typeof reporters)[number];

export interface ReportOptions extends ReportContext {
  readonly reporter: Reporter;
  /** Only `pretty` has colours. */
  readonly colour?: boolean;
}

/** The whole report, ending with a line break; empty when `pretty` and `github` have nothing to say. */
export function reportFindings(findings: readonly Finding[], options: ReportOptions): string {
  return print(findingEntries(findings, options), options);
}

/** The same report for a topology that could not be loaded. */
export function reportProblem(problem: LoadProblem, options: ReportOptions): string {
  return print([problemEntry(problem, options)], options);
}

/** The findings for a JSON envelope. */
export function findingsAsJson(findings: readonly Finding[], context: ReportContext): JsonFinding[] {
  return jsonFindings(findingEntries(findings, context));
}

/** The load problem as the one finding of a JSON envelope. */
export function problemAsJson(problem: LoadProblem, context: ReportContext): JsonFinding[] {
  return jsonFindings([problemEntry(problem, context)]);
}

function print(entries: readonly ReportEntry[], { reporter, colour }: ReportOptions): string {
  switch (reporter) {
    case 'pretty':
      return prettyReport(entries, colour ?? false);
    case 'github':
      return githubReport(entries);
    case 'sarif':
      return sarifReport(entries);
    case 'json':
      return `${JSON.stringify(jsonFindings(entries), null, 2)}\n`;
  }
}
