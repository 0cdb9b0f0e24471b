// groundplan promote and rollback: move pins, write what follows from them, and keep a record.
import {
  type Change,
  type Generator,
  generate as generateFiles,
  manifestChange,
  openTree,
  plan,
  type Tree,
  withTree,
} from '@groundplan/engine';
import {
  type AnyTopology,
  lastPromotion,
  type Moved,
  otherFields,
  type Pins,
  type PromotionRecord,
  pinsPath,
  printPins,
  printRecord,
  promote,
  recordPath,
  recordsFolder,
  rollbackByBranch,
  shapeOf,
  suggestion,
  takeBack,
} from '@groundplan/model';
import { type Arguments, UsageError } from '../arguments.js';
import { envelope } from '../envelope.js';
import { type ExitCode, exitCode } from '../exit-code.js';
import { readRecords } from '../load/read-records.js';
import { findProject, manifestPath, type Project } from '../project.js';
import { type Inputs, readInputs, resolveInputs, type TopologyRead } from '../read-topology.js';
import { showChanges, showRefusals } from '../show-changes.js';
import { showUnreadable } from '../show-findings.js';
import type { Terminal } from '../terminal.js';
import { applyChanges } from './generate.js';

interface Context {
  readonly project: Project;
  readonly args: Arguments;
  readonly terminal: Terminal;
  readonly generators: readonly Generator[];
  /** What moves between pins, as the record will say. */
  readonly move: (topology: AnyTopology, pins: Pins, records: readonly PromotionRecord[]) => Move;
}

type Move = { readonly moved: Moved; readonly record: Pick<PromotionRecord, 'from' | 'to' | 'undoes'> };

export function promoteCommand(
  args: Arguments,
  terminal: Terminal,
  generators: readonly Generator[],
): Promise<ExitCode> {
  const [from, to] = args.words;
  if (from === undefined || to === undefined)
    throw new UsageError('groundplan promote needs two environments: groundplan promote FROM TO.');
  return run(args, terminal, generators, (topology, pins) => ({
    moved: promote(topology, pins, { from, to, only: args.only, allowDowngrade: args.force }),
    record: { from, to, undoes: null },
  }));
}

export function rollbackCommand(
  args: Arguments,
  terminal: Terminal,
  generators: readonly Generator[],
): Promise<ExitCode> {
  const to = args.word;
  if (to === undefined) throw new UsageError('groundplan rollback needs an environment: groundplan rollback ENV.');
  return run(args, terminal, generators, (topology, pins, records) => {
    const last = lastPromotion(records, to);
    const record = { from: null, to, undoes: last?.number ?? null };
    const known = Object.keys(topology.environments ?? {});
    const unknown = { message: `There is no environment ${JSON.stringify(to)}.`, fix: suggestion(to, known) };
    if (!known.includes(to)) return { moved: { ok: false, refusals: [unknown] }, record };
    const branch = rollbackByBranch(topology, to);
    if (branch) return { moved: { ok: false, refusals: [branch] }, record };
    const none = {
      message: `No record in ${recordsFolder} says what was promoted to ${to}.`,
      fix: 'There is nothing to take back.',
    };
    if (!last) return { moved: { ok: false, refusals: [none] }, record };
    return { moved: takeBack(pins, to, { changes: last.changes, allowDowngrade: args.force }), record };
  });
}

function run(
  args: Arguments,
  terminal: Terminal,
  generators: readonly Generator[],
  move: Context['move'],
): Promise<ExitCode> {
  const project = findProject({ cwd: terminal.cwd, root: args.root, topology: args.topology });
  const context = { project, args, terminal, generators, move };
  return args.dryRun
    ? moveWith(context, openTree(project.root))
    : withTree(project.root, (tree) => moveWith(context, tree));
}

async function moveWith(context: Context, tree: Tree): Promise<ExitCode> {
  const { project, terminal, args } = context;
  const read = await readInputs(project, tree, { newLock: false });
  if (!read.ok) return (await showUnreadable(read.why, context)).exitCode;
  const shape = shapeOf(read.inputs.value);
  if (!shape.ok) return (await showUnreadable({ kind: 'findings', findings: shape.findings }, context)).exitCode;
  const records = readRecords(tree);
  const { moved, record } = context.move(shape.topology, read.inputs.pins, records);
  if (!moved.ok) return refuse(moved.refusals, context);
  const after = resolveInputs({ ...read.inputs, pins: moved.pins });
  if (!after.ok) return (await showUnreadable(after.why, context)).exitCode;
  const number = Math.max(0, ...records.map((one) => one.number)) + 1;
  const full = { number, ...record, changes: moved.changes };
  if (args.json) terminal.out(envelope(args.command, exitCode.done, { dryRun: args.dryRun, record: full }));
  else showMoved(full, terminal);
  if (moved.changes.length === 0) return exitCode.done;
  return write(context, tree, { before: read.inputs, after: after.read, record: full });
}

function refuse(refusals: readonly { message: string; fix: string }[], { args, terminal }: Context): ExitCode {
  for (const { message, fix } of refusals) terminal.err(`refused  ${message} ${fix}\n`);
  if (args.json) terminal.out(envelope(args.command, exitCode.refused, { refused: refusals }));
  return exitCode.refused;
}

function showMoved({ to, changes }: PromotionRecord, terminal: Terminal): void {
  if (changes.length === 0) terminal.out(`Nothing to promote: ${to} already has all of it.\n`);
  for (const change of changes) terminal.out(`  ${change.key}: ${changeText(change)}\n`);
}

type Moving = PromotionRecord['changes'][number];

/** Versions from and to; what has none is there or not; then the names of other fields that differ. */
function changeText(change: Moving): string {
  const { before, after } = change;
  const [from, to] = [stateOf(before), stateOf(after)];
  const fields = before && after ? otherFields(change) : [];
  const arrow = from === to ? [] : [`${from} → ${to}`];
  const others = fields.length > 0 ? [`${fields.join(', ')} changed`] : [];
  return [...arrow, ...others].join('; ');
}

function stateOf(entry: Moving['before']): string {
  if (entry === null) return 'none';
  return typeof entry.version === 'string' ? entry.version : 'there';
}

interface Written {
  readonly before: Inputs;
  readonly after: TopologyRead;
  readonly record: PromotionRecord;
}

async function write(context: Context, tree: Tree, { before, after, record }: Written): Promise<ExitCode> {
  const { args, terminal, generators, project } = context;
  const human = args.json ? { ...terminal, out: () => {} } : terminal;
  const moved = movedPaths(context, before, after, record.to);
  const files = generateFiles(after.topology, generators, { source: project.source });
  const planned = plan(files, after.manifest, tree.read, { force: false, only: (path) => moved.has(path) });
  const changes: Change[] = [
    ...planned.changes,
    ...[manifestChange(manifestPath, planned.manifest, after.manifestText)].filter((change) => change !== undefined),
    fileChange(tree, pinsPath(record.to), printPins(after.pins.get(record.to) ?? new Map())),
    fileChange(tree, recordPath(record), printRecord(record)),
  ];
  const refused = changes.filter((change) => change.kind === 'refuse');
  if (refused.length > 0) {
    await showRefusals(refused, terminal);
    return exitCode.refused;
  }
  await showChanges({ changes, unchanged: planned.unchanged, check: args.dryRun, diff: args.diff }, human);
  if (args.dryRun) human.out('Nothing was written: this was a dry run.\n');
  else await applyChanges(context, tree, changes);
  return exitCode.done;
}

/** The artifacts that follow from the pins: those that differ with and without the move. */
function movedPaths(
  { generators, project }: Context,
  before: Inputs,
  after: TopologyRead,
  to: string,
): { has(path: string): boolean } {
  const old = resolveInputs(before);
  if (!old.ok) return { has: (path) => path.startsWith(`clusters/${to}/`) };
  const options = { source: project.source };
  const texts = new Map<string, string>();
  for (const file of generateFiles(old.read.topology, generators, options)) texts.set(file.path, file.text);
  const moved = new Set<string>();
  for (const file of generateFiles(after.topology, generators, options)) {
    if (texts.get(file.path) !== file.text) moved.add(file.path);
    texts.delete(file.path);
  }
  for (const path of texts.keys()) moved.add(path);
  return moved;
}

function fileChange(tree: Tree, path: string, text: string): Change {
  const old = tree.read(path);
  const common = { path, by: null, from: [], text };
  return old === undefined ? { kind: 'create', ...common } : { kind: 'update', ...common, old };
}
