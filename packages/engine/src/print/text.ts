// Handlebars for prose and scaffolds: holes and one level of lists, never a format with its own quoting.
import { createRequire } from 'node:module';
import type Handlebars from 'handlebars';
import { PrintError } from './print-error.js';

type Engine = typeof Handlebars;
type Render = (view: object) => string;
type Statement = hbs.AST.Statement;
type Mustache = hbs.AST.MustacheStatement;
type Block = hbs.AST.BlockStatement;

/** Every hole becomes a call of `hole`, because Handlebars prints '' for null and "[object Object]" for an object. */
const HELPERS = { hole: true, each: true, if: false, unless: false, with: false, lookup: false, log: false };
const OPTIONS = { strict: true, noEscape: true, knownHelpersOnly: true, knownHelpers: HELPERS };
/** Refused either way; said aloud, Handlebars does not also warn on the console. */
const OWN_PROPERTIES = { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false };

let engine: Engine | undefined;

/**
 * Knows `{{name}}`, `{{this}}`, `{{../name}}` and one level of `{{#each list}}`; holes take text, numbers and booleans.
 * Loads Handlebars and reads the template at the first call. Throws PrintError on anything else in template or view.
 */
export function compileText(template: string): Render {
  let render: Render | undefined;
  return (view) => {
    engine ??= loadEngine();
    try {
      render ??= compile(template, engine);
      return render(view);
    } catch (error) {
      throw error instanceof PrintError ? error : new PrintError('Handlebars refuses', String(error));
    }
  };
}

function compile(template: string, { parse, compile }: Engine): Render {
  const program = parse(template);
  program.body = program.body.map((statement) => checked(statement, true));
  const render = compile(program, OPTIONS);
  return (view) => render(view, OWN_PROPERTIES);
}

/** One minified file, by `require`: 8 ms; the package's entry, by `import`: 25 ms. */
function loadEngine(): Engine {
  const require = createRequire(import.meta.url);
  const created = (require('handlebars/dist/handlebars.min.js') as Engine).create();
  created.registerHelper('hole', hole);
  created.registerHelper('each', each);
  return created;
}

function checked(statement: Statement, mayNest: boolean): Statement {
  if (statement.type === 'ContentStatement' || statement.type === 'CommentStatement') return statement;
  if (isHole(statement)) return named(statement, [{ ...statement.path }], 'hole');
  if (!mayNest || !isEach(statement)) throw new PrintError('A text has only holes and one {{#each}}', where(statement));
  statement.program.body = statement.program.body.map((inner) => checked(inner, false));
  return named(statement, statement.params, 'each');
}

/** Calls a helper with the value and with its name, for the message when the value is missing. */
function named(statement: Mustache | Block, [value]: readonly hbs.AST.Expression[], helper: string): Statement {
  const { original } = value as hbs.AST.PathExpression;
  const name = { type: 'StringLiteral', original, value: original, loc: statement.loc };
  const path = { ...statement.path, type: 'PathExpression', data: false, depth: 0, parts: [helper], original: helper };
  return Object.assign(statement, { path, params: [value, name] });
}

function isHole(statement: Statement): statement is Mustache {
  const { type, path, params, hash } = statement as Mustache;
  return type === 'MustacheStatement' && path.type === 'PathExpression' && params.length === 0 && hash === undefined;
}

function isEach(statement: Statement): statement is Block {
  const { type, path, params, hash, inverse, program } = statement as Block;
  const isBare = hash === undefined && inverse === undefined && program?.blockParams === undefined;
  return type === 'BlockStatement' && path.original === 'each' && params[0]?.type === 'PathExpression' && isBare;
}

function where({ type, loc }: Statement): string {
  return `${type}, line ${loc.start.line}, column ${loc.start.column + 1}`;
}

function hole(value: unknown, name: string): string {
  if (typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) return String(value);
  throw new PrintError(`Not a text, number or boolean for {{${name}}}`, value);
}

/** Handlebars' own `each` takes an object too, in an order nobody decided, and prints nothing for a missing list. */
function each(items: unknown, name: string, options: Handlebars.HelperOptions): string {
  if (!Array.isArray(items)) throw new PrintError(`Not a list for {{#each ${name}}}`, items);
  return items.map((item) => options.fn(item)).join('');
}
