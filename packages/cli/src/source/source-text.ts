// Positions in a source text: lines and columns, counted from 1 in UTF-16 code units as editors and SARIF do.

/** From the first character up to, not including, the one at `endLine`:`endColumn`. */
export interface TextRange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface FileRange extends TextRange {
  readonly file: string;
}

/** Where a model path is written. */
export interface SourceRange extends FileRange {
  /** False when the range is a guess: a place around the entry, or one that other code may override. */
  readonly exact: boolean;
  /** The key of the entry, where it has one. */
  readonly key?: TextRange;
  /** The value of the entry, as written at the key. */
  readonly value?: TextRange;
}

/** Offsets from the start of the text; `end` is not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A text and where its lines start. */
export interface SourceText {
  readonly text: string;
  readonly lineStarts: readonly number[];
}

const lineBreak = /\r\n|[\n\r\u2028\u2029]/g;

export function sourceText(text: string): SourceText {
  return { text, lineStarts: [0, ...Array.from(text.matchAll(lineBreak), (match) => match.index + match[0].length)] };
}

/** The line without its line break; empty when there is no such line. */
export function lineSpan(source: SourceText, line: number): Span {
  const start = source.lineStarts[line - 1];
  if (start === undefined) return { start: source.text.length, end: source.text.length };
  let end = source.lineStarts[line] ?? source.text.length;
  while (end > start && /[\n\r\u2028\u2029]/.test(source.text.charAt(end - 1))) end -= 1;
  return { start, end };
}

export function rangeOf(source: SourceText, span: Span): TextRange {
  const [line, column] = positionAt(source, span.start);
  const [endLine, endColumn] = positionAt(source, span.end);
  return { line, column, endLine, endColumn };
}

/** The offsets of a range, kept inside the text. */
export function spanOf(source: SourceText, range: TextRange): Span {
  const start = offsetAt(source, range.line, range.column);
  return { start, end: Math.max(start, offsetAt(source, range.endLine, range.endColumn)) };
}

function offsetAt(source: SourceText, line: number, column: number): number {
  const { start, end } = lineSpan(source, line);
  return Math.min(start + Math.max(column, 1) - 1, end);
}

function positionAt(source: SourceText, offset: number): [line: number, column: number] {
  let low = 0;
  let high = source.lineStarts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((source.lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return [low + 1, offset - (source.lineStarts[low] ?? 0) + 1];
}
