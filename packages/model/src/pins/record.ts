// Promotion records: what was promoted or taken back, for people to read and for rollback to use.
import type { HelmValues } from '../component/values.js';
import { byCodeUnit, namePattern } from '../names.js';
import { canonical, entryOf, isEntry } from './entries.js';
import type { PinChange } from './promote.js';

export interface PromotionRecord {
  readonly number: number;
  /** Where it came from; null for a rollback. */
  readonly from: string | null;
  readonly to: string;
  /** The record that a rollback takes back. */
  readonly undoes: number | null;
  readonly changes: readonly PinChange[];
}

export const recordsFolder = 'docs/promotions';

export function recordPath({ number, from, to }: PromotionRecord): string {
  const what = from === null ? `rollback-of-${to}` : `${from}-to-${to}`;
  return `${recordsFolder}/${digits(number)}-${what}.md`;
}

const digits = (number: number) => String(number).padStart(4, '0');

export function printRecord(record: PromotionRecord): string {
  return `${[
    `# ${digits(record.number)} ${title(record)}`,
    '',
    '| entry | before | after | what else changed |',
    '| --- | --- | --- | --- |',
    ...record.changes.map(row),
    '',
    'The changes themselves, which `groundplan rollback` reads:',
    '',
    '```json',
    ...jsonLines(record),
    '```',
  ].join('\n')}\n`;
}

function title({ from, to, undoes }: PromotionRecord): string {
  return from === null ? `Rollback of ${to}: takes back ${digits(undoes ?? 0)}` : `Promotion of ${from} to ${to}`;
}

function row(change: PinChange): string {
  const { key, before, after } = change;
  return `| ${key} | ${versionCell(before)} | ${versionCell(after)} | ${otherFields(change).join(', ')} |`;
}

/** The fields that differ, but for the version; sorted. */
export function otherFields({ before, after }: PinChange): string[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].sort(byCodeUnit);
  return fields.filter(
    (field) => field !== 'version' && JSON.stringify(before?.[field]) !== JSON.stringify(after?.[field]),
  );
}

function versionCell(entry: HelmValues | null): string {
  if (entry === null) return '–';
  return typeof entry.version === 'string' ? `\`${entry.version.replaceAll('|', '\\|')}\`` : 'present';
}

function jsonLines({ number, from, to, undoes, changes }: PromotionRecord): string[] {
  const lines = changes.map(
    ({ key, before, after }) =>
      `  ${JSON.stringify({ key })?.slice(0, -1)},"before":${json(before)},"after":${json(after)}}`,
  );
  const head = JSON.stringify({ number, from, to, undoes }).slice(0, -1);
  return [`${head},"changes":[`, ...lines.map((line, index) => (index < lines.length - 1 ? `${line},` : line)), ']}'];
}

/** A fence inside a text would end the block: JSON may write the backtick as an escape. */
const json = (entry: HelmValues | null) => (entry === null ? 'null' : canonical(entry).replaceAll('`', '\\u0060'));

/** Reads a record as untrusted text; undefined when it has none of the form. */
export function parseRecord(text: string): PromotionRecord | undefined {
  const block = /```json\r?\n([\s\S]*?)\r?\n```/.exec(text)?.[1];
  try {
    const value: unknown = JSON.parse(block ?? '');
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is PromotionRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { number, from, to, undoes, changes } = value as { readonly [field: string]: unknown };
  return (
    isNumber(number) &&
    (undoes === null || isNumber(undoes)) &&
    (from === null || isName(from)) &&
    isName(to) &&
    Array.isArray(changes) &&
    changes.every(isChange)
  );
}

const isNumber = (value: unknown): value is number => Number.isInteger(value) && (value as number) > 0;
const isName = (value: unknown): value is string => typeof value === 'string' && namePattern.test(value);

function isChange(value: unknown): value is PinChange {
  const { key, before, after } = (value ?? {}) as { readonly [field: string]: unknown };
  const entry = typeof key === 'string' ? entryOf(key) : undefined;
  if (!entry) return false;
  return [before, after].every((one) => one === null || isEntry(entry.kind, entry.name, one));
}

/** The last record that changed an entry of an environment, be it a promotion or a rollback. */
export function lastPromotionOf(
  records: readonly PromotionRecord[],
  environment: string,
  key: string,
): PromotionRecord | undefined {
  return [...records]
    .sort((a, b) => a.number - b.number)
    .findLast(({ to, changes }) => to === environment && changes.some((change) => change.key === key));
}

/** The last promotion of an environment that has not been taken back. */
export function lastPromotion(records: readonly PromotionRecord[], environment: string): PromotionRecord | undefined {
  const own = records.filter(({ to }) => to === environment).sort((a, b) => a.number - b.number);
  const undone = new Set(own.map(({ undoes }) => undoes));
  return own.filter(({ from, number }) => from !== null && !undone.has(number)).at(-1);
}
