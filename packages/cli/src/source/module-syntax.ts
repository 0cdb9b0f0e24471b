// What the source of a module says without running it: its constants and its default export.
import type { Expression, Node, Program, Statement } from 'oxc-parser';
import type { Span } from './source-text.js';

export type Constants = ReadonlyMap<string, Expression>;

export interface DefaultExport {
  /** The words that export. */
  readonly words: Span;
  readonly node: Expression;
}

/** The variables of the module itself that are declared with a value. */
export function topLevelConstants(program: Program): Constants {
  const constants = new Map<string, Expression>();
  for (const statement of program.body) {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declaration?.type !== 'VariableDeclaration') continue;
    for (const { id, init } of declaration.declarations) {
      if (id.type === 'Identifier' && init) constants.set(id.name, init);
    }
  }
  return constants;
}

export function defaultExport(program: Program, constants: Constants): DefaultExport | undefined {
  for (const statement of program.body) {
    if (statement.type === 'ExportDefaultDeclaration') return exportedHere(statement);
    const named = namedDefault(statement, constants);
    if (named) return named;
  }
  return undefined;
}

function exportedHere(statement: Extract<Statement, { type: 'ExportDefaultDeclaration' }>): DefaultExport {
  const words = { start: statement.start, end: statement.start + 'export default'.length };
  return { words, node: statement.declaration as Expression };
}

/** export { topology as default } */
function namedDefault(statement: Statement, constants: Constants): DefaultExport | undefined {
  if (statement.type !== 'ExportNamedDeclaration' || statement.source) return undefined;
  const words = statement.specifiers.find((specifier) => constantText(specifier.exported) === 'default');
  const node = words && constants.get(constantText(words.local) ?? '');
  return node && { words, node };
}

/** The expression inside parentheses, `as`, `satisfies`, `!` and `await`. */
export function unwrapped(node: Expression): Expression | undefined {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'ParenthesizedExpression':
      return node.expression;
    case 'AwaitExpression':
      return node.argument;
    default:
      return undefined;
  }
}

/** The text of a name, a string, a number or a template without expressions. */
export function constantText(node: Node): string | undefined {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'Literal') return String(node.value);
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}
