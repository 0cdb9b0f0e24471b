// A line of source as it is shown: tabs as spaces, secrets as stars, nothing that could move the cursor.
import type { Span } from './source-text.js';

/** One or more characters of the source shown as `text`, `width` terminal columns wide. */
interface Cell extends Span {
  readonly text: string;
  readonly width: number;
}

export type DisplayLine = readonly Cell[];

const tabWidth = 2;
const unprintable = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u;
const wide = /\p{Emoji_Presentation}|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u;
const zeroWidth = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** The cells of `line` in `text`; each of the `masked` spans becomes three stars, whatever its length. */
export function displayLine(text: string, line: Span, masked: readonly Span[]): DisplayLine {
  const cells: Cell[] = [];
  for (let offset = line.start; offset < line.end; ) {
    const mask = masked.find((span) => span.start <= offset && offset < span.end);
    const cell = mask
      ? { start: offset, end: Math.min(mask.end, line.end), text: '***', width: 3 }
      : shown(text, offset);
    cells.push(cell);
    offset = cell.end;
  }
  return cells;
}

function shown(text: string, start: number): Cell {
  const character = String.fromCodePoint(text.codePointAt(start) ?? 0);
  const end = start + character.length;
  if (character === '\t') return { start, end, text: ' '.repeat(tabWidth), width: tabWidth };
  if (unprintable.test(character)) return { start, end, text: '\uFFFD', width: 1 };
  if (wide.test(character)) return { start, end, text: character, width: 2 };
  return { start, end, text: character, width: zeroWidth.test(character) ? 0 : 1 };
}

export function lineText(line: DisplayLine): string {
  return line.map((cell) => cell.text).join('');
}

/** Where `span` is in the shown line: columns from 0; an empty span is one column wide. */
export function shownColumns(line: DisplayLine, span: Span): { column: number; width: number } {
  const column = totalWidth(line.filter((cell) => cell.end <= span.start));
  const width = totalWidth(line.filter((cell) => cell.end > span.start && cell.start < span.end));
  return { column, width: Math.max(width, 1) };
}

export function indentation(line: DisplayLine): number {
  const first = line.findIndex((cell) => cell.text.trim() !== '');
  return first < 0 ? Number.POSITIVE_INFINITY : totalWidth(line.slice(0, first));
}

/** The part of the line from column `from`, `width` columns wide, with … where something is left out. */
export function lineWindow(line: DisplayLine, from: number, width: number): DisplayLine {
  const kept: Cell[] = [];
  let column = 0;
  for (const cell of line) {
    if (column >= from && column + cell.width <= from + width) kept.push(cell);
    column += cell.width;
  }
  return kept;
}

/** As many columns of the line as `width` allows, `span` among them, with … where something is cut off. */
export function cutLine(line: DisplayLine, span: Span, width: number): DisplayLine {
  const total = totalWidth(line);
  if (total <= width) return line;
  const { column } = shownColumns(line, span);
  const from = Math.min(Math.max(0, column - Math.floor(width / 3)), total - width);
  const kept = lineWindow(line, from, width - 2);
  const before = { start: line[0]?.start ?? 0, end: kept[0]?.start ?? 0, text: '…', width: 1 };
  const last = kept.at(-1)?.end ?? 0;
  const after = { start: last, end: line.at(-1)?.end ?? last, text: '…', width: 1 };
  return [...(from > 0 ? [before] : []), ...kept, ...(after.end > after.start ? [after] : [])];
}

function totalWidth(line: DisplayLine): number {
  return line.reduce((sum, cell) => sum + cell.width, 0);
}
