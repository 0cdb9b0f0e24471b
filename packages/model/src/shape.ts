// The first phase: has topology.ts the documented form? Says so in the words of its fields.
import type * as z from 'zod';
import type { Finding } from './finding.js';
import { childPath, type ModelPath, modelPath } from './model-path.js';
import { nearest, shown, suggestion } from './names.js';
import type { Report } from './report.js';
import { type AnyTopology, topologySchema } from './topology.js';
import type { ValueProblem } from './value.js';

/** The topology when it has the right form; undefined after reporting every fault of form. */
export function checkShape(input: unknown, report: Report): AnyTopology | undefined {
  const result = topologySchema.safeParse(input, { jitless: true });
  if (result.success) return result.data as AnyTopology;
  for (const issue of result.error.issues) reportIssue(issue, input, report);
  return undefined;
}

type Issue = z.core.$ZodIssue;

function reportIssue(issue: Issue, input: unknown, report: Report): void {
  const at = modelPath(...(issue.path as (string | number)[]));
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) report(unknownField(at, key, fieldsAt(issue.path)));
    return;
  }
  if (issue.code === 'invalid_key') {
    for (const inner of issue.issues) report(describe(inner, at, undefined));
    return;
  }
  report(describe(issue, at, valueAt(input, issue.path)));
}

type Unrated = Omit<Finding, 'severity'>;

function unknownField(at: ModelPath, key: string, known: readonly string[]): Unrated {
  const where = at === '' ? 'The topology' : at;
  return {
    code: 'field-unknown',
    at: childPath(at, key),
    message: `${where} has no field ${shown(key)}.`,
    fix: suggestion(key, known),
  };
}

function describe(issue: Issue, at: ModelPath, value: unknown): Unrated {
  const problem = customProblem(issue);
  if (problem) return { ...problem, at };
  if (value === undefined) {
    return { code: 'shape-invalid', at, message: `${at} is missing.`, fix: `Add it. ${expectation(issue)}` };
  }
  return {
    code: 'shape-invalid',
    at,
    message: `${at === '' ? 'The topology' : at} is ${kindOf(value)}.`,
    fix: `${expectation(issue)}${didYouMean(issue, value)}`,
  };
}

/** The problem a value's own check found, also inside a union of which one member came that far. */
function customProblem(issue: Issue): ValueProblem | undefined {
  if (issue.code === 'custom') return (issue.params as { problem?: ValueProblem } | undefined)?.problem;
  if (issue.code !== 'invalid_union') return undefined;
  return issue.errors
    .flat()
    .map(customProblem)
    .find((problem) => problem !== undefined);
}

function expectation(issue: Issue): string {
  if (issue.code === 'invalid_value')
    return `Expected ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}.`;
  if (issue.code === 'invalid_type') return `Expected ${article(issue.expected)}.`;
  if (issue.code === 'too_small') return `Expected at least ${issue.minimum}.`;
  if (issue.code === 'too_big') return `Expected at most ${issue.maximum}.`;
  if (issue.code === 'invalid_union' && 'discriminator' in issue && issue.discriminator)
    return `Its ${issue.discriminator} is none of those there are.`;
  return issue.message;
}

function didYouMean(issue: Issue, value: unknown): string {
  if (issue.code !== 'invalid_value' || typeof value !== 'string') return '';
  const near = nearest(value, issue.values.map(String));
  return near ? ` Did you mean ${JSON.stringify(near)}?` : '';
}

const typeNames: { readonly [type: string]: string } = {
  int: 'a whole number',
  number: 'a number',
  string: 'a string',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list of two',
  object: 'an object { … }',
  record: 'an object { … }',
};

const article = (type: string) => typeNames[type] ?? type;

/** The kind of a value, never the value: it may be a secret in the wrong place. */
function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number') return Number.isInteger(value) ? `the number ${value}` : 'a fractional number';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'string') return 'a string';
  return typeof value === 'boolean' ? `${value}` : `a ${typeof value}`;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value as { [key: PropertyKey]: unknown } | undefined)?.[key], input);
}

/** The fields the schema knows at a path. */
function fieldsAt(path: readonly PropertyKey[]): string[] {
  let schemas: z.core.$ZodType[] = [topologySchema];
  for (const key of path) schemas = schemas.flatMap((schema) => childSchemas(schema, key));
  return schemas
    .flatMap((schema) => members(schema))
    .flatMap((schema) => ('shape' in schema._zod.def ? Object.keys(schema._zod.def.shape as object) : []));
}

/** A schema without `optional`, and each member of a union. */
function members(schema: z.core.$ZodType): z.core.$ZodType[] {
  const def = schema._zod.def as { innerType?: z.core.$ZodType; options?: readonly z.core.$ZodType[] };
  if (def.innerType) return members(def.innerType);
  return def.options ? def.options.flatMap(members) : [schema];
}

function childSchemas(schema: z.core.$ZodType, key: PropertyKey): z.core.$ZodType[] {
  return members(schema).flatMap((member) => {
    const def = member._zod.def as {
      shape?: { [key: PropertyKey]: z.core.$ZodType };
      valueType?: z.core.$ZodType;
      element?: z.core.$ZodType;
    };
    const child = def.shape?.[key] ?? def.valueType ?? def.element;
    return child ? [child] : [];
  });
}
