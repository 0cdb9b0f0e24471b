// The difference of two renders as a person reads it: dangers first, then each object with its fields.
import { type KubernetesObject, titleOf } from '../render/kubernetes-object.js';
import type { ChangedObject, Comparison } from './compare.js';
import type { Danger } from './dangers.js';
import type { FieldChange } from './field-changes.js';
import { printPath, printValue } from './print-field.js';

export function printComparison(comparison: Comparison): string {
  const { dangers, added, removed, changed } = comparison;
  return [
    ...printDangers(dangers),
    ...removed.map((object) => `- ${titleOf(object)}`),
    ...added.map((object) => `+ ${titleOf(object)}`),
    ...changed.flatMap(printChanged),
  ]
    .map((line) => `  ${line}\n`)
    .join('');
}

/** "1 object added, 2 changed, none removed, 3 dangers" without what is none. */
export function countComparison({ added, removed, changed, dangers }: Comparison): string {
  const counts = [
    [added.length, 'added'],
    [removed.length, 'removed'],
    [changed.length, 'changed'],
  ] as const;
  const shown = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  if (shown.length === 0) return 'no object differs';
  return `${shown.join(', ')}${dangers.length === 0 ? '' : `; ${dangers.length} dangerous`}`;
}

function printDangers(dangers: readonly Danger[]): string[] {
  const width = Math.max(0, ...dangers.map(({ code }) => code.length));
  return dangers.map(({ code, object, message }) => `! ${code.padEnd(width)}  ${object} ${message}.`);
}

function printChanged({ after, fields }: ChangedObject): string[] {
  return [`~ ${titleOf(after)}`, ...fields.flatMap((field) => printField(field, after))];
}

function printField(field: FieldChange, object: KubernetesObject): string[] {
  const path = printPath(field.path);
  if (isHidden(field, object)) return [`    ${path}: ${hiddenChange(field)}`];
  if (field.reordered) return [`    ${path}: another order, ${printValue(field.before)} → ${printValue(field.after)}`];
  const { before, after } = field;
  if (typeof before === 'string' && typeof after === 'string' && `${before}${after}`.includes('\n'))
    return printLines(path, before, after);
  return [`    ${path}: ${printValue(before)} → ${printValue(after)}`];
}

/** Of a long text, the first line that differs. */
function printLines(path: string, before: string, after: string): string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const first = Math.max(
    0,
    old.findIndex((line, at) => line !== now[at]),
  );
  const at = old.every((line, index) => line === now[index]) ? old.length : first;
  const count = old.length === now.length ? '' : ` (${old.length} → ${now.length} lines)`;
  return [`    ${path}, line ${at + 1}: ${printValue(old[at])} → ${printValue(now[at])}${count}`];
}

/** Values of Secrets are not shown, encrypted or not: they say nothing, and may have been plain once. */
export function isHidden({ path }: FieldChange, { kind }: KubernetesObject): boolean {
  return kind === 'Secret' && ['data', 'stringData', 'sops'].includes(path[0] ?? '');
}

function hiddenChange({ before, after }: FieldChange): string {
  if (before === undefined) return 'added (not shown)';
  return after === undefined ? 'removed' : 'changed (not shown)';
}
