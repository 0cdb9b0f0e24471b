// Finds where a model path is written in the source of a topology.
import { type ModelPath, pathSegments } from '@groundplan/model';
import { type Expression, parseSync } from 'oxc-parser';
import { type Entry, Expressions } from './expressions.js';
import { defaultExport, topLevelConstants } from './module-syntax.js';
import { rangeOf, type SourceRange, type SourceText, type Span, sourceText, type TextRange } from './source-text.js';

export interface Locator {
  readonly file: string;
  readonly source: SourceText;
  /** Where the path is written, or else the nearest entry around it; at worst the default export. Never throws. */
  locate(path: ModelPath): SourceRange;
}

interface Place {
  readonly key?: Span;
  readonly value: Expression;
  readonly exact: boolean;
}

/** Where `path` is written; to look up several paths of one text, use `parseSource`. */
export function locate(text: string, fileName: string, path: ModelPath): SourceRange {
  return parseSource(text, fileName).locate(path);
}

/** Parses TypeScript source once. Text that does not parse is located at its first character. */
export function parseSource(text: string, fileName: string): Locator {
  const source = sourceText(text);
  const { program } = parseSync(fileName, text, { lang: 'ts', sourceType: 'module' });
  const constants = topLevelConstants(program);
  const exported = defaultExport(program, constants);
  const expressions = new Expressions(constants);
  const top = exported && { key: exported.words, value: expressions.exportedValue(exported.node), exact: true };
  const locatePath = (path: ModelPath): SourceRange => {
    if (!top) return { file: fileName, line: 1, column: 1, endLine: 1, endColumn: 1, exact: false };
    return sourceRange(source, fileName, findPlace(expressions, top, path), expressions);
  };
  return { file: fileName, source, locate: locatePath };
}

function findPlace(expressions: Expressions, top: Place, path: ModelPath): Place {
  let place = top;
  for (const segment of segmentsOf(path)) {
    const entry = segment === undefined ? undefined : expressions.entry(place.value, segment);
    if (!entry) return { ...place, exact: false };
    place = placeOf(entry, place.exact);
  }
  return place;
}

/** A text that is no path has one segment, which no entry has. */
function segmentsOf(path: ModelPath): (string | number | undefined)[] {
  try {
    return pathSegments(path);
  } catch {
    return [undefined];
  }
}

function placeOf(entry: Entry, exact: boolean): Place {
  return { ...(entry.key && { key: entry.key }), value: entry.value, exact: exact && entry.exact };
}

function sourceRange(source: SourceText, file: string, place: Place, expressions: Expressions): SourceRange {
  const value = rangeOf(source, place.value);
  const key = place.key && rangeOf(source, place.key);
  const main = key && isWholeEntry(place.value, value, expressions) ? key : value;
  return { file, ...main, exact: place.exact, ...(key && { key }), value };
}

/** Of an object, a list or a value of several lines its key says enough. */
function isWholeEntry(node: Expression, range: TextRange, expressions: Expressions): boolean {
  const { type } = expressions.resolve(node).node;
  return type === 'ObjectExpression' || type === 'ArrayExpression' || range.line !== range.endLine;
}
