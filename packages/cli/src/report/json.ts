// Findings as plain data, the `findings` of every JSON envelope.
import type { FindingCode, ModelPath, Severity } from '@groundplan/model';
import type { Place, ReportEntry } from './report-entry.js';

/** Lines and columns count from 1, in UTF-16 code units; the end is the first column after. */
export interface JsonLocation {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  /** False when the location is just near what is meant. */
  readonly exact: boolean;
}

export interface JsonFinding {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** Empty for the topology as a whole. */
  readonly at: ModelPath;
  readonly message: string;
  readonly why: string;
  readonly fix?: string;
  readonly location?: JsonLocation;
  readonly related?: readonly { readonly at?: ModelPath; readonly location?: JsonLocation }[];
}

export function jsonFindings(entries: readonly ReportEntry[]): JsonFinding[] {
  return entries.map(({ code, severity, at, message, why, fix, place, related }) => ({
    code,
    severity,
    at: at ?? '',
    message,
    why,
    ...(fix !== undefined && { fix }),
    ...(place && { location: location(place) }),
    ...(related.length > 0 && {
      related: related.map((other) => ({
        ...(other.at !== undefined && { at: other.at }),
        ...(other.place && { location: location(other.place) }),
      })),
    }),
  }));
}

function location({ file, range, exact }: Place): JsonLocation {
  return { file, ...range, exact };
}
