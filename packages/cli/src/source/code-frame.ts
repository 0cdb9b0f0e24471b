// Shows a place in a source text: the line, one around it on each side, and carets below what is meant.
import {
  cutLine,
  type DisplayLine,
  displayLine,
  indentation,
  lineText,
  lineWindow,
  shownColumns,
} from './display-line.js';
import { literalSpans, secretLineSpans, secretValueSpans } from './literal-spans.js';
import { lineSpan, type SourceText, type Span, sourceText, spanOf, type TextRange } from './source-text.js';

export interface CodeFrameOptions {
  /**
   * Which lines hide the content of literals and comments, which may be secret: all, or those it says true for.
   * 'secret-lines' hides the rest of a line after a key such as psk, for text that may not even parse.
   * The values of such keys are hidden in any case.
   */
  readonly mask?: boolean | 'secret-lines' | ((line: number) => boolean);
}

interface Row {
  readonly line: number;
  readonly marked: boolean;
  readonly display: DisplayLine;
}

const codeWidth = 100;
const markedLines = 5;

/** The frame, its lines joined by \n, without trailing spaces; empty when the range lies outside the text. */
export function codeFrame(source: string | SourceText, range: TextRange, options: CodeFrameOptions = {}): string {
  const lines = typeof source === 'string' ? sourceText(source) : source;
  if (range.line < 1 || range.line > lines.lineStarts.length) return '';
  const span = spanOf(lines, range);
  const rows = cutRows(dedent(frameRows(lines, range, options)), span);
  const gutter = String(rows.at(-1)?.line ?? 0).length;
  return rows.flatMap((row) => printRow(row, range, span, gutter)).join('\n');
}

function frameRows(source: SourceText, range: TextRange, options: CodeFrameOptions): Row[] {
  const end = Math.min(Math.max(range.line, range.endLine), range.line + markedLines - 1);
  const last = Math.min(end + 1, source.lineStarts.length);
  const first = Math.max(1, range.line - 1);
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const line = first + index;
    const span = lineSpan(source, line);
    const display = displayLine(source.text, span, maskedSpans(source, span, isMasked(options, line)));
    return { line, marked: line >= range.line && line <= end, display };
  }).filter((row) => row.marked || lineText(row.display).trim() !== '');
}

function isMasked(options: CodeFrameOptions, line: number): boolean | 'secret-lines' {
  return typeof options.mask === 'function' ? options.mask(line) : (options.mask ?? false);
}

function maskedSpans(source: SourceText, line: Span, mask: boolean | 'secret-lines'): Span[] {
  const literals = overlapping(literalsOf(source), line);
  if (mask === true) return literals;
  const rests = mask === 'secret-lines' ? secretLineSpans(source.text.slice(line.start, line.end)) : [];
  const ends = rests.map((span) => ({ start: span.start + line.start, end: span.end + line.start }));
  return [...ends, ...secretValueSpans(source.text, literals)];
}

const knownLiterals = new WeakMap<SourceText, readonly Span[]>();

function literalsOf(source: SourceText): readonly Span[] {
  const known = knownLiterals.get(source) ?? literalSpans(source.text);
  knownLiterals.set(source, known);
  return known;
}

/** The spans, which are in order, that have a part of the line. */
function overlapping(spans: readonly Span[], line: Span): Span[] {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.end ?? 0) > line.start) high = middle;
    else low = middle + 1;
  }
  const found: Span[] = [];
  for (let span = spans[low]; span && span.start < line.end; span = spans[low]) {
    found.push(span);
    low += 1;
  }
  return found;
}

function dedent(rows: readonly Row[]): Row[] {
  const margin = Math.min(...rows.map((row) => indentation(row.display)));
  return rows.map((row) => ({ ...row, display: lineWindow(row.display, margin, Number.POSITIVE_INFINITY) }));
}

function cutRows(rows: readonly Row[], span: Span): Row[] {
  return rows.map((row) => {
    const start = row.marked ? span : { start: 0, end: 0 };
    return { ...row, display: cutLine(row.display, start, codeWidth) };
  });
}

function printRow(row: Row, range: TextRange, span: Span, gutter: number): string[] {
  const number = String(row.line).padStart(gutter);
  const code = `${row.marked ? '>' : ' '} ${number} │ ${lineText(row.display)}`.trimEnd();
  if (row.line !== range.line) return [code];
  const { column, width } = shownColumns(row.display, span);
  return [code, `  ${' '.repeat(gutter)} │ ${' '.repeat(column)}${'^'.repeat(width)}`];
}
