// YAML spellings of single values that YAML 1.1 and YAML 1.2 readers take for the same value.
import { assertUnicode } from './plain-data.js';
import { PrintError } from './print-error.js';

/** Words, paths, names of images and links; every number, date and base-60 number of YAML 1.1 starts otherwise. */
const PLAIN = /^(?:\.{0,2}\/|[A-Za-z])(?:[A-Za-z0-9/_.-]|[:@+=](?=[A-Za-z0-9/]))*$/;
/** What some reader takes for a boolean, null or float, in any case. */
const RESERVED = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf|infinity)$/i;
/** Text that needs no escape between double quotes. */
const SIMPLE = /^[ !#-[\]-~]*$/;
/** A quote, a backslash, or what YAML calls not printable or a line break. */
const ESCAPED = /["\\\p{Cc}\u2028\u2029\ufeff\ufffe\uffff]/gu;
const SPELLING: Record<string, string> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
/** Text between `|` and the end of its indentation: lines end visibly, and only the last may be followed by a break. */
const BLOCK = /^\S[^\n]*\n/;
const UNSAFE_IN_BLOCK = /[ \t](?:\n|$)|\n\t|\n\n$|[^\n\t\P{Cc}]|[\u2028\u2029\ufeff\ufffe\uffff]/u;

export function yamlNumber(value: number): string {
  if (!Number.isFinite(value)) throw new PrintError('YAML readers disagree on this number', value);
  const digits = String(value);
  return digits.includes('.') ? digits : digits.replace('e', '.0e');
}

/** `line` is the line break and indentation for text of several lines. */
export function yamlString(text: string, line: string): string {
  if (BLOCK.test(text) && !UNSAFE_IN_BLOCK.test(text)) return block(text, line);
  return yamlWord(text);
}

/** Text on one line, as a key must be. */
export function yamlWord(text: string): string {
  if (PLAIN.test(text) && !RESERVED.test(text)) return text;
  if (SIMPLE.test(text)) return `"${text}"`;
  assertUnicode(text);
  return `"${text.replace(ESCAPED, (found) => SPELLING[found] ?? codePoint(found))}"`;
}

function codePoint(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function block(text: string, line: string): string {
  assertUnicode(text);
  const ends = text.endsWith('\n');
  const lines = (ends ? text.slice(0, -1) : text).split('\n');
  return `${ends ? '|' : '|-'}${lines.map((each) => (each === '' ? '\n' : `${line}${each}`)).join('')}`;
}
