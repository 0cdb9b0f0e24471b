// Finds the entries of objects and lists in source code, through constants and spreads of the same file.
import type { ArrayExpression, Expression, MemberExpression, ObjectExpression, ObjectProperty } from 'oxc-parser';
import { type Constants, constantText, unwrapped } from './module-syntax.js';

/** An expression, and whether it is surely the value asked for. */
export interface Resolved {
  readonly node: Expression;
  readonly exact: boolean;
}

export interface Entry {
  readonly key?: ObjectProperty['key'];
  readonly value: Expression;
  readonly exact: boolean;
}

type Entries = Map<string, Entry>;

const deepest = 100;

export class Expressions {
  readonly #constants: Constants;
  readonly #known = new WeakMap<Expression, Entries>();

  constructor(constants: Constants) {
    this.#constants = constants;
  }

  /** The entry of an object or list expression under a key or position; undefined when the source shows none. */
  entry(container: Expression, key: string | number): Entry | undefined {
    const { node, exact } = this.resolve(container);
    const found = this.#entries(node).get(String(key));
    return found && { ...found, exact: found.exact && exact };
  }

  /** What a name, member or wrapped expression stands for; through calls and conditions only as a guess. */
  resolve(expression: Expression): Resolved {
    let node = expression;
    let exact = true;
    for (let depth = 0; depth < deepest; depth += 1) {
      const certain = this.#standsFor(node);
      const next = certain ?? { node: guess(node), exact: false };
      if (!next.node) break;
      node = next.node;
      exact &&= next.exact;
    }
    return { node, exact };
  }

  /** The object behind a default export: what it stands for, or the argument of the function it is passed to. */
  exportedValue(expression: Expression): Expression {
    let node = expression;
    for (let depth = 0; depth < deepest; depth += 1) {
      const argument = node.type === 'CallExpression' ? node.arguments[0] : undefined;
      const inner = argument && argument.type !== 'SpreadElement' ? argument : this.#standsFor(node)?.node;
      if (!inner) break;
      node = inner;
    }
    return node;
  }

  #standsFor(node: Expression): Resolved | undefined {
    const inner = unwrapped(node) ?? (node.type === 'Identifier' ? this.#constants.get(node.name) : undefined);
    if (inner) return { node: inner, exact: true };
    if (node.type !== 'MemberExpression') return undefined;
    const key = this.#memberKey(node);
    const entry = key === undefined ? undefined : this.entry(node.object, key);
    return entry && { node: entry.value, exact: entry.exact };
  }

  #memberKey(node: MemberExpression): string | undefined {
    return node.computed ? this.#computedKey(node.property) : constantText(node.property);
  }

  #computedKey(expression: Expression): string | undefined {
    const { node, exact } = this.resolve(expression);
    return exact && node.type !== 'Identifier' ? constantText(node) : undefined;
  }

  #entries(node: Expression): Entries {
    const known = this.#known.get(node);
    if (known) return known;
    const entries: Entries = new Map();
    this.#known.set(node, entries);
    if (node.type === 'ObjectExpression') this.#addProperties(node, entries);
    if (node.type === 'ArrayExpression') this.#addItems(node, entries);
    return entries;
  }

  #addProperties(object: ObjectExpression, entries: Entries): void {
    for (const property of object.properties) {
      if (property.type === 'SpreadElement') this.#addSpread(property.argument, entries);
      else this.#addProperty(property, entries);
    }
  }

  #addProperty(property: ObjectProperty, entries: Entries): void {
    const key = property.computed ? this.#computedKey(property.key as Expression) : constantText(property.key);
    const setsPrototype = key === '__proto__' && !property.computed && !property.shorthand;
    if (key !== undefined && !setsPrototype)
      entries.set(key, { key: property.key, value: property.value, exact: true });
  }

  /** A spread of something unknown may replace any entry before it. */
  #addSpread(argument: Expression, entries: Entries): void {
    const { node, exact } = this.resolve(argument);
    if (node.type !== 'ObjectExpression' || !exact) {
      for (const [key, entry] of entries) entries.set(key, { ...entry, exact: false });
    }
    for (const [key, entry] of this.#entries(node)) entries.set(key, { ...entry, exact: entry.exact && exact });
  }

  /** Stops at a spread of unknown length: what follows has no known position. */
  #addItems(list: ArrayExpression, entries: Entries): void {
    let position = 0;
    for (const element of list.elements) {
      if (element?.type !== 'SpreadElement') {
        if (element) entries.set(String(position), { value: element, exact: true });
        position += 1;
        continue;
      }
      const { node, exact } = this.resolve(element.argument);
      if (node.type !== 'ArrayExpression' || !exact) return;
      for (const [key, entry] of this.#entries(node)) entries.set(String(position + Number(key)), entry);
      if (node.elements.some((inner) => inner?.type === 'SpreadElement')) return;
      position += node.elements.length;
    }
  }
}

function guess(node: Expression): Expression | undefined {
  if (node.type === 'ConditionalExpression') return node.consequent;
  if (node.type === 'LogicalExpression') return node.right;
  const argument =
    node.type === 'CallExpression' ? node.arguments.find(({ type }) => type === 'ObjectExpression') : undefined;
  return argument as Expression | undefined;
}
