// Prints option values as a Nix file, laid out as a person would write it.
import { NixExpression, nixName, nixString } from './nix-text.js';
import { asFile, sortedKeys } from './plain-data.js';
import { PrintError } from './print-error.js';

export type NixValue = string | number | boolean | null | NixExpression | readonly NixValue[] | NixSet;
export interface NixSet {
  readonly [name: string]: NixValue;
}

/** The order in which a module introduces itself; everything else follows by name. */
const MODULE_HEAD = ['_file', 'imports'];

/** One expression; keys sorted, a chain of single attributes written as one dotted name. Throws PrintError. */
export function printNix(value: NixValue): string {
  return asFile(isSet(value) ? set(value, moduleKeys(value), '\n') : expression(value, '\n'));
}

function moduleKeys(module: NixSet): string[] {
  const keys = sortedKeys(module);
  const head = MODULE_HEAD.filter((name) => keys.includes(name));
  return head.length === 0 ? keys : [...head, ...keys.filter((name) => !head.includes(name))];
}

/** `line` is the line break and indentation in front of the line the value starts on. */
function expression(value: NixValue, line: string): string {
  if (typeof value === 'string') return nixString(value, line);
  if (typeof value === 'number') return integer(value);
  if (typeof value === 'boolean' || value === null) return String(value);
  if (value instanceof NixExpression) return value.text;
  if (isList(value)) return list(value, line);
  if (isSet(value)) return set(value, sortedKeys(value), line);
  throw new PrintError('Nix has no such value', value);
}

function set(value: NixSet, keys: readonly string[], line: string): string {
  if (keys.length === 0) return '{ }';
  const inner = `${line}  `;
  const attributes = keys.map((name) => attribute(nixName(name), value[name] as NixValue, inner));
  return `{${inner}${attributes.join(inner)}${line}}`;
}

function attribute(path: string, value: NixValue, line: string): string {
  if (!isSet(value)) return `${path} = ${expression(value, line)};`;
  const keys = sortedKeys(value);
  const [only] = keys;
  if (only === undefined || keys.length > 1) return `${path} = ${set(value, keys, line)};`;
  return attribute(`${path}.${nixName(only)}`, value[only] as NixValue, line);
}

function list(items: readonly NixValue[], line: string): string {
  if (items.length === 0) return '[ ]';
  const inner = `${line}  `;
  const printed = Array.from(items, (value) => item(value, inner));
  const [only = ''] = printed;
  if (printed.length === 1 && !only.includes('\n')) return `[ ${only} ]`;
  return `[${inner}${printed.join(inner)}${line}]`;
}

/** Between list items a minus sign would be a subtraction. */
function item(value: NixValue, line: string): string {
  const printed = expression(value, line);
  return typeof value === 'number' && value < 0 ? `(${printed})` : printed;
}

function integer(value: number): string {
  if (!Number.isSafeInteger(value)) throw new PrintError('Nix options take whole numbers up to 2^53', value);
  return String(value);
}

function isList(value: NixValue): value is readonly NixValue[] {
  return Array.isArray(value);
}

function isSet(value: NixValue): value is NixSet {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof NixExpression);
}
