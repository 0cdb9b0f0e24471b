// Writes a new environment into the source of a topology, in the style of what stands there.
import { type Expression, type ObjectExpression, type ObjectProperty, parseSync } from 'oxc-parser';
import { Expressions } from './expressions.js';
import { constantText, defaultExport, topLevelConstants, unwrapped } from './module-syntax.js';
import type { Span } from './source-text.js';

export interface NewEnvironment {
  readonly name: string;
  readonly cluster: string;
  readonly after: string;
  /** The environment that comes after the new one from now on; null for none. */
  readonly next: string | null;
}

/** The new text; or, without one, why the source is not of a form that can be edited. */
export type Edited = { readonly text: string } | { readonly because: string };

/** Adds lines and changes one value; every other character stays as it is. */
export function addEnvironment(text: string, environment: NewEnvironment): Edited {
  const list = environmentsOf(text);
  if ('because' in list) return list;
  const before = list.get(environment.after);
  if (!before) return { because: `${environment.after} is not written there as an entry of its own` };
  const edits = [...insertion(text, before, environment)];
  if (environment.next !== null) {
    const moved = afterOf(list.get(environment.next));
    if (!moved) return { because: `the after of ${environment.next} is not written there as text` };
    edits.push({ span: moved, text: quoted(environment.name, text.charAt(moved.start)) });
  }
  return { text: applied(text, edits) };
}

/** What a person types instead. */
export function typedByHand({ name, cluster, after, next }: NewEnvironment): string {
  const entry = `${keyText(name, "'")}: { cluster: '${cluster}', after: '${after}' }`;
  return next === null ? entry : `${entry}, and of ${next} after: '${name}'`;
}

type Environments = ReadonlyMap<string, ObjectProperty>;

function environmentsOf(text: string): Environments | { readonly because: string } {
  const { program, errors } = parseSync('topology.ts', text, { lang: 'ts', sourceType: 'module' });
  if (errors.length > 0) return { because: 'the file does not parse' };
  const constants = topLevelConstants(program);
  const expressions = new Expressions(constants);
  const exported = defaultExport(program, constants);
  const entry = exported && expressions.entry(expressions.exportedValue(exported.node), 'environments');
  const list = entry?.exact ? expressions.resolve(entry.value) : undefined;
  if (!list?.exact || list.node.type !== 'ObjectExpression')
    return { because: 'environments is no plain object in this file' };
  return propertiesOf(list.node) ?? { because: 'environments is put together from parts' };
}

/** By name; undefined when a spread or a computed key could hold any of them. */
function propertiesOf(object: ObjectExpression): Environments | undefined {
  const properties = new Map<string, ObjectProperty>();
  for (const property of object.properties) {
    if (property.type === 'SpreadElement' || property.computed) return undefined;
    const key = constantText(property.key);
    if (key === undefined) return undefined;
    properties.set(key, property);
  }
  return properties;
}

function afterOf(property: ObjectProperty | undefined): Span | undefined {
  const fields = property && objectOf(property.value);
  const after = fields && propertiesOf(fields)?.get('after');
  return after?.value.type === 'Literal' && typeof after.value.value === 'string' ? after.value : undefined;
}

function objectOf(node: Expression): ObjectExpression | undefined {
  const inner = unwrapped(node) ?? node;
  return inner.type === 'ObjectExpression' ? inner : undefined;
}

interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** From the end to the start; of two at one place, the first listed ends up behind the other. */
function applied(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((result, { span, text: part }) => result.slice(0, span.start) + part + result.slice(span.end), text);
}

/** On a line of its own behind that of the entry before; on the same line where more than a comment follows there. */
function insertion(text: string, before: ObjectProperty, environment: NewEnvironment): Edit[] {
  const { end } = before;
  const rest = restOfLine.exec(text.slice(end))?.[0];
  const indent = text.slice(text.lastIndexOf('\n', before.start - 1) + 1, before.start);
  const comma = commaAfter(text, end);
  if (rest === undefined || indent.trim() !== '' || (comma !== undefined && comma >= end + rest.length))
    return [{ span: at(end), text: `, ${printed(text, before, environment, undefined)}` }];
  const eol = text.startsWith('\r\n', end + rest.length) ? '\r\n' : '\n';
  const line = `${eol}${indent}${printed(text, before, environment, { eol, indent })}`;
  const place = at(end + rest.length);
  if (comma !== undefined) return [{ span: place, text: `${line},` }];
  return [
    { span: place, text: line },
    { span: at(end), text: ',' },
  ];
}

const restOfLine = /^[^\S\r\n]*,?[^\S\r\n]*(?:\/\/[^\r\n]*|\/\*(?:(?!\*\/)[^\r\n])*\*\/[^\S\r\n]*)?(?=\r?\n)/;

const at = (offset: number): Span => ({ start: offset, end: offset });

/** The comma that ends the entry, behind spaces and comments. */
function commaAfter(text: string, end: number): number | undefined {
  const skipped = /^(?:\s|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)*/.exec(text.slice(end))?.[0].length ?? 0;
  return text.charAt(end + skipped) === ',' ? end + skipped : undefined;
}

interface Lines {
  readonly eol: string;
  readonly indent: string;
}

function printed(
  text: string,
  { key, value }: ObjectProperty,
  environment: NewEnvironment,
  lines: Lines | undefined,
): string {
  const model = objectOf(value);
  const written = text.slice((model ?? value).start, (model ?? value).end);
  const quote = /['"]/.exec(written)?.[0] ?? "'";
  const isQuoted = /^['"]/.test(text.slice(key.start, key.end));
  const name = isQuoted ? quoted(environment.name, text.charAt(key.start)) : keyText(environment.name, quote);
  const fields = [`cluster: ${quoted(environment.cluster, quote)}`, `after: ${quoted(environment.after, quote)}`];
  const inner = model && lines && /^\{[^\S\r\n]*\r?\n([^\S\r\n]*)\S/.exec(written)?.[1];
  if (inner !== undefined && lines) {
    const comma = /,\s*\}$/.test(written) ? ',' : '';
    return `${name}: {${lines.eol}${fields.map((field) => inner + field).join(`,${lines.eol}`)}${comma}${lines.eol}${lines.indent}}`;
  }
  const space = /^\{\S/.test(written) ? '' : ' ';
  return `${name}: {${space}${fields.join(', ')}${space}}`;
}

const quoted = (word: string, quote: string) => `${quote}${word}${quote}`;

const keyText = (name: string, quote: string) => (/^[a-z][a-z0-9]*$/.test(name) ? name : quoted(name, quote));
