// What every reporter prints: findings and load problems with their places in the user's files, in order.
import { relative, sep } from 'node:path';
import { type Finding, type FindingCode, findingCodes, type ModelPath, type Severity } from '@groundplan/model';
import type { LoadProblem } from '../load/load-problem.js';
import { codeFrame } from '../source/code-frame.js';
import type { Locator } from '../source/locate.js';
import type { FileRange, SourceRange, TextRange } from '../source/source-text.js';

export interface ReportContext {
  /** The folder that paths are shown from. */
  readonly root: string;
  /** The source of the topology; without it findings have no line. Its file is absolute. */
  readonly locator?: Locator;
}

export interface Place {
  /** Relative to the root, with slashes. */
  readonly file: string;
  readonly range?: TextRange;
  /** False when the range is just near what is meant. */
  readonly exact: boolean;
}

export interface RelatedPlace {
  readonly at?: ModelPath;
  readonly place?: Place;
}

export interface ReportEntry {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly message: string;
  readonly why: string;
  readonly fix?: string;
  readonly at?: ModelPath;
  readonly place?: Place;
  readonly related: readonly RelatedPlace[];
  /** The source around the place, without secrets; empty when there is none to show. */
  readonly frame: () => string;
}

/** The entries of the findings: errors first, then warnings, each in the order of the file. */
export function findingEntries(findings: readonly Finding[], context: ReportContext): ReportEntry[] {
  const ranges = new Map(findings.map((finding) => [finding, findingRange(finding, context.locator)]));
  const hidden = hiddenLines(ranges);
  const entries = findings.map((finding) => findingEntry(finding, context, ranges.get(finding), hidden));
  return entries.sort(compareEntries);
}

export function problemEntry(problem: LoadProblem, { root }: ReportContext): ReportEntry {
  const { code, message, fix, range, file, frame } = problem;
  return {
    code,
    severity: 'error',
    message,
    why: findingCodes[code].why,
    ...(fix !== undefined && { fix }),
    place: range ? placeOf(range, root) : { file: shownFile(file, root), exact: true },
    related: (problem.related ?? []).map((other) => ({ place: placeOf(other, root) })),
    frame: () => frame ?? '',
  };
}

/** A field that should not be there is wrong itself, whatever its value. */
function findingRange({ code, at }: Finding, locator: Locator | undefined): SourceRange | undefined {
  const range = locator?.locate(at);
  return range?.key && range.exact && code === 'field-unknown' ? { ...range, ...range.key } : range;
}

/** The lines with what may be a secret: they are masked in the frames of all findings. */
function hiddenLines(ranges: ReadonlyMap<Finding, SourceRange | undefined>): Set<number> {
  const lines = new Set<number>();
  for (const [{ masked }, range] of ranges) {
    if (!masked || !range) continue;
    // The value around a guessed place may be most of the file.
    for (const part of range.exact && range.value ? [range, range.value] : [range]) {
      for (let line = part.line; line <= part.endLine; line += 1) lines.add(line);
    }
  }
  return lines;
}

type Hidden = ReadonlySet<number>;

function findingEntry(
  { code, severity, message, fix, at, related, masked }: Finding,
  { root, locator }: ReportContext,
  range: SourceRange | undefined,
  hidden: Hidden,
): ReportEntry {
  const mask = masked ?? ((line: number) => hidden.has(line));
  return {
    code,
    severity,
    message,
    why: findingCodes[code].why,
    ...(fix !== undefined && { fix }),
    at,
    ...(range && { place: placeOf(range, root, range.exact) }),
    related: (related ?? []).map((other) => relatedPlace(other, { root, ...(locator && { locator }) })),
    frame: () => (range && locator ? codeFrame(locator.source, range, { mask }) : ''),
  };
}

function relatedPlace(at: ModelPath, { root, locator }: ReportContext): RelatedPlace {
  const range = locator?.locate(at);
  return { at, ...(range && { place: placeOf(range, root, range.exact) }) };
}

function placeOf({ file, line, column, endLine, endColumn }: FileRange, root: string, exact = true): Place {
  return { file: shownFile(file, root), range: { line, column, endLine, endColumn }, exact };
}

function shownFile(file: string, root: string): string {
  return relative(root, file).split(sep).join('/');
}

function compareEntries(a: ReportEntry, b: ReportEntry): number {
  return (
    compare(a.severity, b.severity) ||
    compare(a.place?.file ?? '', b.place?.file ?? '') ||
    compare(a.place?.range?.line ?? 0, b.place?.range?.line ?? 0) ||
    compare(a.place?.range?.column ?? 0, b.place?.range?.column ?? 0) ||
    compare(a.at ?? '', b.at ?? '') ||
    compare(a.code, b.code) ||
    compare(a.message, b.message)
  );
}

function compare<T extends string | number>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
