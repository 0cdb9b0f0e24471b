// Writes line-based formats: nested blocks as nftables has them, and `key=value` files.
import { asFile, assertUnicode } from './plain-data.js';
import { PrintError } from './print-error.js';

/** Writes one line at the current indentation; '' leaves a blank line. */
export type WriteLine = (line: string) => void;
/** Writes everything in `body` two spaces further in. */
export type WriteIndented = (body: () => void) => void;
/** A key alone is a switch; an empty value is not the same. */
export type KeyValue = readonly [key: string] | readonly [key: string, value: string | number];

const CONTROL = /[^\t\P{Cc}]|[\u2028\u2029]/u;
const KEY = /^[^\s=#]+$/;
const UNSAFE_VALUE = /^\s|\s$|(?:^|\s)#/;

/** Throws PrintError when a line would become two. */
export function lines(body: (write: WriteLine, indented: WriteIndented) => void): string {
  const written: string[] = [];
  let indent = '';
  const write = (line: string) => void written.push(line === '' ? '' : `${indent}${oneLine(line)}`);
  const indented = (inner: () => void) => {
    const outer = indent;
    indent = `${outer}  `;
    inner();
    indent = outer;
  };
  body(write, indented);
  while (written.at(-1) === '') written.pop();
  return asFile(written.join('\n'));
}

/** In the order given. Throws PrintError when a reader such as dnsmasq would cut, trim or split an entry. */
export function keyValueLines(entries: readonly KeyValue[]): string {
  return asFile(entries.map(keyValueLine).join('\n'));
}

function keyValueLine([key, value]: KeyValue): string {
  if (!KEY.test(key)) throw new PrintError('Not a key', key);
  if (value === undefined) return oneLine(key);
  const text = String(value);
  if (UNSAFE_VALUE.test(text)) throw new PrintError('A reader would trim this or take it for a comment', text);
  return oneLine(`${key}=${text}`);
}

function oneLine(line: string): string {
  if (CONTROL.test(line)) throw new PrintError('A line cannot hold a line break or control character', line);
  assertUnicode(line);
  return line;
}
