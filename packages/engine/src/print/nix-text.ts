// Nix spellings of text: strings, attribute names and path literals.
import { assertUnicode } from './plain-data.js';
import { PrintError } from './print-error.js';

const NEEDS_NO_ESCAPE = /^[ !#%-[\]-~]*$/;
const ESCAPED = /["\\\n\r\t]|\$(?=\{)/g;
const SPELLING: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const BARE_NAME = /^[a-zA-Z_][a-zA-Z0-9_-]*$/;
const KEYWORD = /^(?:assert|else|if|in|inherit|let|or|rec|then|with)$/;
const PATH = /^\.(?:\/[A-Za-z0-9._-]+)+$/;
/** Lines that mean themselves between `''`: the first is not indented, the last ends, nothing needs an escape. */
const BLOCK = /^[^ \n].*\n.*\n$/s;
const UNSAFE_IN_BLOCK = /''|\$\{|[^\n\P{Cc}]/u;

/** Nix that is not data. Made by nixPath alone: a class, so that nothing read from a topology is taken for one. */
export class NixExpression {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }
}

/** A path literal, relative to the file it stands in: `./network.nix`. */
export function nixPath(path: string): NixExpression {
  if (!PATH.test(path) || path.includes('..')) throw new PrintError('Not a relative Nix path like ./network.nix', path);
  return new NixExpression(path);
}

/** `line` is the line break with the indentation that text of several lines starts from. */
export function nixString(text: string, line: string): string {
  if (NEEDS_NO_ESCAPE.test(text)) return `"${text}"`;
  assertNixText(text);
  return BLOCK.test(text) && !UNSAFE_IN_BLOCK.test(text) ? indented(text, line) : quoted(text);
}

export function nixName(name: string): string {
  if (BARE_NAME.test(name) && !KEYWORD.test(name)) return name;
  assertNixText(name);
  return quoted(name);
}

function assertNixText(text: string): void {
  if (text.includes('\0')) throw new PrintError('Nix text cannot hold NUL', text);
  assertUnicode(text);
}

function quoted(text: string): string {
  return `"${text.replace(ESCAPED, (found) => SPELLING[found] ?? `\\${found}`)}"`;
}

function indented(text: string, line: string): string {
  const lines = text.slice(0, -1).split('\n');
  return `''${lines.map((each) => (each === '' ? '\n' : `${line}  ${each}`)).join('')}${line}''`;
}
