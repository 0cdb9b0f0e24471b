// What every printer asks of its data: plain objects, one order of keys, text that UTF-8 can hold.
import { PrintError } from './print-error.js';

/** Own keys by code unit: the default order of `sort`, the same in every locale. */
export function sortedKeys(value: object): string[] {
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) throw new PrintError('Not plain data', value);
  return Object.keys(value).sort();
}

/** Half of a surrogate pair would silently become U+FFFD in the file. */
export function assertUnicode(text: string): void {
  if (!text.isWellFormed()) throw new PrintError('Half of a surrogate pair cannot be written as UTF-8', text);
}

/** Joining also flattens: a string kept as a tree of concatenations takes several times its size. */
export function asFile(text: string): string {
  return [text, ''].join('\n');
}
