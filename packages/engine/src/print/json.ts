// Prints plain data as a JSON file.
import { asFile, assertUnicode, sortedKeys } from './plain-data.js';
import { PrintError } from './print-error.js';

/** Throws PrintError on what JSON would drop or change: undefined, NaN, dates, class instances. */
export function printJson(value: unknown): string {
  return asFile(node(value, '\n'));
}

function node(value: unknown, line: string): string {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value === 'boolean' || value === null) return String(value);
  if (Array.isArray(value)) return list(value, line);
  if (typeof value === 'object') return object(value as Record<string, unknown>, line);
  throw new PrintError('JSON has no such value', value);
}

function text(value: string): string {
  assertUnicode(value);
  return JSON.stringify(value);
}

function list(items: readonly unknown[], line: string): string {
  if (items.length === 0) return '[]';
  const inner = `${line}  `;
  return `[${inner}${Array.from(items, (item) => node(item, inner)).join(`,${inner}`)}${line}]`;
}

/** Not a sorted copy for JSON.stringify: JavaScript moves keys like "10" to the front of every object. */
function object(value: Record<string, unknown>, line: string): string {
  const keys = sortedKeys(value);
  if (keys.length === 0) return '{}';
  const inner = `${line}  `;
  const members = keys.map((key) => `${text(key)}: ${node(value[key], inner)}`);
  return `{${inner}${members.join(`,${inner}`)}${line}}`;
}
