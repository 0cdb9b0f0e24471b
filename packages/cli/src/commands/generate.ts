// groundplan generate: brings the artifacts up to date, or says how they differ.
import {
  type Change,
  type Generator,
  generate as generateFiles,
  hasOpenJournal,
  manifestChange,
  openTree,
  type Plan,
  plan,
  type Stray,
  strays,
  type Tree,
  withTree,
} from '@groundplan/engine';
import { printLock } from '@groundplan/model';
import picomatch from 'picomatch';
import type { Arguments } from '../arguments.js';
import { envelope } from '../envelope.js';
import { type ExitCode, exitCode } from '../exit-code.js';
import { progressLine } from '../progress.js';
import { findProject, lockPath, manifestPath, type Project } from '../project.js';
import { readTopology, type TopologyRead } from '../read-topology.js';
import { showChanges, showRefusals, showStrays, showSummary } from '../show-changes.js';
import { type Shown, showUnreadable, showWarnings } from '../show-findings.js';
import type { Terminal } from '../terminal.js';

interface Context {
  readonly project: Project;
  readonly args: Arguments;
  readonly terminal: Terminal;
  readonly generators: readonly Generator[];
}

export async function generate(
  args: Arguments,
  terminal: Terminal,
  generators: readonly Generator[],
): Promise<ExitCode> {
  const project = findProject({ cwd: terminal.cwd, root: args.root, topology: args.topology });
  const context = { project, args, terminal, generators };
  if (args.check) return checkOnly(context);
  return withTree(project.root, (tree, recovery) => {
    if (recovery === 'completed') terminal.err('An interrupted run was finished first.\n');
    return run(context, tree);
  });
}

/** Without the lock: reads only, and refuses to compare with a tree that an interrupted run left half written. */
async function checkOnly(context: Context): Promise<ExitCode> {
  const { project, terminal, args } = context;
  if (!hasOpenJournal(project.root)) return run(context, openTree(project.root));
  const message = 'An earlier run was interrupted while it wrote. Run groundplan generate to finish it.';
  terminal.err(`refused  ${message}\n`);
  if (args.json)
    terminal.out(envelope('generate', exitCode.refused, { findings: [], changes: [], refused: [message] }));
  return exitCode.refused;
}

async function run(context: Context, tree: Tree): Promise<ExitCode> {
  const { shown, outcome } = await readAndPlan(context, tree);
  if (outcome === undefined) return finish(context, shown, undefined);
  const code = await carryOut(context, tree, outcome);
  showStrays(outcome.strays, context.terminal);
  return finish(context, { ...shown, exitCode: code }, outcome);
}

/** Apart from the writing, so that the topology of a large site can leave the memory before it. */
async function readAndPlan(context: Context, tree: Tree): Promise<{ shown: Shown; outcome?: Outcome }> {
  const { project, args } = context;
  const result = await readTopology(project, tree, { newLock: args.force });
  if (!result.ok) return { shown: await showUnreadable(result.why, context) };
  const shown = await showWarnings(result.read.warnings, context);
  return { shown, outcome: planAll(context, tree, result.read) };
}

interface Outcome {
  readonly plan: Plan;
  /** Those of the plan, of the lock and of the manifest. */
  readonly changes: readonly Change[];
  readonly strays: readonly Stray[];
}

export function planAll(
  { project, args, generators }: Pick<Context, 'project' | 'args' | 'generators'>,
  tree: Tree,
  read: TopologyRead,
): Outcome {
  const only = args.only.length === 0 ? undefined : picomatch([...args.only], { dot: true });
  const files = generateFiles(read.topology, generators, { source: project.source });
  const planned = plan(files, read.manifest, tree.read, { force: args.force, only: only && ((path) => only(path)) });
  const state = [lockChange(read), manifestChange(manifestPath, planned.manifest, read.manifestText)];
  const changes = [...planned.changes, ...state.filter((change) => change !== undefined)];
  return { plan: planned, changes, strays: only ? [] : strays(planned, tree.list) };
}

function lockChange({ lock, lockText }: TopologyRead): Change | undefined {
  const text = printLock(lock);
  const common = { path: lockPath, by: null, from: [], text };
  if (lockText === text) return undefined;
  return lockText === undefined ? { kind: 'create', ...common } : { kind: 'update', ...common, old: lockText };
}

async function carryOut(context: Context, tree: Tree, { changes, plan: { unchanged } }: Outcome): Promise<ExitCode> {
  const { args, terminal } = context;
  const refused = changes.filter((change) => change.kind === 'refuse');
  if (refused.length > 0) {
    await showRefusals(refused, terminal);
    return exitCode.refused;
  }
  const human = args.json ? { ...terminal, out: () => {} } : terminal;
  const all = { changes, unchanged, check: args.check, diff: args.diff };
  await showChanges(all, human);
  if (!args.check && changes.length > 0) await applyChanges(context, tree, changes);
  showSummary(all, human);
  return args.check && changes.length > 0 ? exitCode.different : exitCode.done;
}

/** Ctrl-C stops between two files until the commit begins; from there on the run ends by itself. */
export async function applyChanges(
  { terminal }: Pick<Context, 'terminal'>,
  tree: Tree,
  changes: readonly Change[],
): Promise<void> {
  const stop = new AbortController();
  const abort = () => stop.abort(new Interrupted());
  const progress = progressLine(terminal);
  process.once('SIGINT', abort).once('SIGTERM', abort);
  try {
    await tree.apply(changes, { signal: stop.signal, onProgress: progress.show });
  } finally {
    process.off('SIGINT', abort).off('SIGTERM', abort);
    progress.clear();
  }
}

/** Ctrl-C, or a request to end; nothing was changed. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

function finish({ args, terminal }: Context, shown: Shown, outcome: Outcome | undefined): ExitCode {
  if (!args.json) return shown.exitCode;
  const changes = (outcome?.changes ?? []).map(({ kind, path, by, ...rest }) => ({
    kind,
    path,
    by,
    ...('reason' in rest ? { reason: rest.reason, message: rest.message } : {}),
  }));
  const fields = {
    findings: shown.findings,
    changes,
    unchanged: outcome?.plan.unchanged ?? 0,
    strays: outcome?.strays ?? [],
    refused: shown.refused,
  };
  terminal.out(envelope('generate', shown.exitCode, fields));
  return shown.exitCode;
}
