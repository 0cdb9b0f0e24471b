// Helm values: plain JSON, checked without recursion into cycles, merged as Helm merges them.
import * as z from 'zod';
import { sortedKeys } from '../names.js';

export type HelmValue = string | number | boolean | null | readonly HelmValue[] | HelmValues;
export interface HelmValues {
  readonly [key: string]: HelmValue;
}

/** No chart nests deeper; a cycle does. */
const deepest = 40;

export function isHelmValue(value: unknown, depth = 0): value is HelmValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth > deepest) return false;
  if (Array.isArray(value)) return value.every((item) => isHelmValue(item, depth + 1));
  return isPlain(value) && Object.values(value).every((item) => isHelmValue(item, depth + 1));
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}

export const helmValues = z.unknown().superRefine((value, context) => {
  if (isHelmValue(value) && typeof value === 'object' && value !== null && !Array.isArray(value)) return;
  const problem = {
    code: 'shape-invalid',
    message: 'These are no Helm values.',
    fix: 'Write an object of texts, numbers, true, false, null, lists and objects, as values.yaml of the chart has them.',
  };
  context.addIssue({ code: 'custom', message: problem.message, params: { problem } });
}) as unknown as z.ZodType<HelmValues>;

/** `over` decides; objects merge key by key, lists are replaced (helm.sh, Values Files). */
export function mergeValues(under: HelmValues, over: HelmValues): HelmValues {
  const keys = sortedKeys({ ...under, ...over });
  return Object.fromEntries(keys.map((key) => [key, mergeValue(at(under, key), at(over, key))]));
}

const at = (values: HelmValues, key: string) => (Object.hasOwn(values, key) ? values[key] : undefined);

function mergeValue(under: HelmValue | undefined, over: HelmValue | undefined): HelmValue {
  if (over === undefined) return sorted(under as HelmValue);
  return isObject(under) && isObject(over) ? mergeValues(under, over) : sorted(over);
}

const isObject = (value: HelmValue | undefined): value is HelmValues =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Keys in order at every depth, so that the order of writing never shows. */
export function sorted<T extends HelmValue>(value: T): T {
  if (Array.isArray(value)) return value.map((item: HelmValue) => sorted(item)) as unknown as T;
  if (!isObject(value)) return value;
  return Object.fromEntries(sortedKeys(value).map((key) => [key, sorted(value[key] as HelmValue)])) as T;
}
