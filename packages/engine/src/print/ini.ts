// Prints sections of `Key=Value` lines for systemd; other INI readers that have no quoting take them too.
import { asFile, assertUnicode } from './plain-data.js';
import { PrintError } from './print-error.js';

/** In the order given: keys and whole sections may repeat, and systemd reads repetition as a list. */
export interface IniSection {
  readonly name: string;
  readonly entries: readonly (readonly [key: string, value: IniValue])[];
}
/** `true` is written `yes`, `false` `no` (systemd.syntax(7)). */
export type IniValue = string | number | boolean;

const KEY = /^[A-Za-z0-9][A-Za-z0-9_.:-]*$/;
const NAME = /^[A-Za-z0-9](?:[ -Z\\^-~]*[!-Z\\^-~])?$/;
/** systemd.syntax(7): a backslash continues the line, ends are trimmed; a noncharacter makes it drop the whole file. */
const UNSAFE_VALUE = /[^\t\P{Cc}]|\p{Noncharacter_Code_Point}|\\$|^\s|\s$/u;

/** Throws PrintError on anything systemd would read differently from what is given. */
export function printIni(sections: readonly IniSection[]): string {
  return asFile(sections.map(section).join('\n\n'));
}

function section({ name, entries }: IniSection): string {
  if (!NAME.test(name)) throw new PrintError('Not a section name', name);
  return [`[${name}]`, ...entries.map(entry)].join('\n');
}

function entry([key, value]: readonly [string, IniValue]): string {
  if (!KEY.test(key)) throw new PrintError('Not a key', key);
  return `${key}=${typeof value === 'string' ? text(value) : word(value)}`;
}

function text(value: string): string {
  if (UNSAFE_VALUE.test(value)) throw new PrintError('An INI value is one trimmed, printable line', value);
  assertUnicode(value);
  return value;
}

function word(value: number | boolean): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (!Number.isFinite(value)) throw new PrintError('Not a number', value);
  return String(value);
}
