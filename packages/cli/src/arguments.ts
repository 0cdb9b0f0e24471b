// Reads the command line; an unknown command or option is told the nearest known one.
import { parseArgs } from 'node:util';
import { suggestion } from '@groundplan/model';
import { type Reporter, reporters } from './report/report.js';

const options = {
  check: { type: 'boolean' },
  diff: { type: 'boolean' },
  force: { type: 'boolean' },
  only: { type: 'string', multiple: true },
  'dry-run': { type: 'boolean' },
  after: { type: 'string' },
  cluster: { type: 'string' },
  env: { type: 'string', multiple: true },
  against: { type: 'string' },
  schemas: { type: 'string', multiple: true },
  topology: { type: 'string' },
  root: { type: 'string' },
  json: { type: 'boolean' },
  reporter: { type: 'string' },
  verbose: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

type OptionName = keyof typeof options;

const everywhere: readonly OptionName[] = ['topology', 'root', 'json', 'reporter', 'verbose', 'help'];

/** The options of each command, and how many words it takes. */
const commands = {
  generate: { options: ['check', 'diff', 'force', 'only'], words: 0 },
  check: { options: ['schemas', 'env'], words: 0 },
  explain: { options: [], words: 1 },
  reach: { options: [], words: 3 },
  'deploy-order': { options: [], words: Number.POSITIVE_INFINITY },
  render: { options: ['env', 'check', 'diff', 'against', 'force'], words: Number.POSITIVE_INFINITY },
  promote: { options: ['only', 'dry-run', 'force'], words: 2 },
  rollback: { options: ['dry-run', 'force'], words: 1 },
  env: { options: ['after', 'cluster', 'dry-run', 'force'], words: 2 },
  help: { options: [], words: 1 },
} as const satisfies Record<string, { options: readonly OptionName[]; words: number }>;

export type CommandName = keyof typeof commands;

export interface Arguments {
  readonly command: CommandName;
  readonly word: string | undefined;
  readonly words: readonly string[];
  readonly check: boolean;
  readonly diff: boolean;
  readonly force: boolean;
  readonly only: readonly string[];
  readonly dryRun: boolean;
  readonly after: string | undefined;
  readonly cluster: string | undefined;
  readonly env: readonly string[];
  readonly against: string | undefined;
  /** Folders of JSON schemas. */
  readonly schemas: readonly string[];
  readonly topology: string | undefined;
  readonly root: string | undefined;
  readonly json: boolean;
  readonly reporter: Reporter;
  readonly verbose: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

/** What was wrong with the command line; exit code 64. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export function readArguments(argv: readonly string[]): Arguments {
  const { values, positionals } = parse(argv);
  const [named, ...words] = positionals;
  const command = commandNamed(named);
  const allowed: readonly string[] = [...everywhere, 'version', ...commands[command].options];
  for (const option of Object.keys(values)) {
    if (!allowed.includes(option)) throw new UsageError(`groundplan ${command} has no option --${option}.`);
  }
  if (words.length > commands[command].words)
    throw new UsageError(`groundplan ${command} does not take ${JSON.stringify(words[commands[command].words])}.`);
  return {
    command: named === undefined ? 'help' : command,
    word: words[0],
    words,
    check: values.check ?? false,
    diff: values.diff ?? false,
    force: values.force ?? false,
    only: values.only ?? [],
    dryRun: values['dry-run'] ?? false,
    after: values.after,
    cluster: values.cluster,
    env: values.env ?? [],
    against: values.against,
    schemas: values.schemas ?? [],
    topology: values.topology,
    root: values.root,
    json: values.json ?? false,
    reporter: reporterNamed(values.reporter, values.json ?? false),
    verbose: values.verbose ?? false,
    help: values.help ?? false,
    version: values.version ?? false,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    const unknown = /Unknown option '--?([^']+)'/.exec((error as Error).message)?.[1];
    if (unknown !== undefined)
      throw new UsageError(`There is no option --${unknown}. ${suggestion(unknown, Object.keys(options))}`);
    throw new UsageError((error as Error).message.replace(/\. To specify.*$/s, '.'));
  }
}

function commandNamed(name: string | undefined): CommandName {
  if (name === undefined) return 'help';
  if (Object.hasOwn(commands, name)) return name as CommandName;
  throw new UsageError(`There is no command ${JSON.stringify(name)}. ${suggestion(name, Object.keys(commands))}`);
}

function reporterNamed(name: string | undefined, json: boolean): Reporter {
  if (name === undefined) return json ? 'json' : 'pretty';
  if ((reporters as readonly string[]).includes(name)) return name as Reporter;
  throw new UsageError(`There is no reporter ${JSON.stringify(name)}. ${suggestion(name, reporters)}`);
}
