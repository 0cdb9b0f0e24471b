// groundplan env add: a new environment in topology.ts, its pins and everything that is generated for it, in one run.
import { isAbsolute } from 'node:path';
import { type Change, type Generator, openTree, type Tree, withTree } from '@groundplan/engine';
import {
  type AddedEnvironment,
  type AnyTopology,
  addEnvironment,
  environmentChanges,
  type Finding,
  pinsPath,
  printPins,
  type Refusal,
  shapeOf,
} from '@groundplan/model';
import { type Arguments, UsageError } from '../arguments.js';
import { envelope } from '../envelope.js';
import { type ExitCode, exitCode } from '../exit-code.js';
import { findProject, type Project } from '../project.js';
import { type Inputs, readInputs, resolveInputs, type TopologyRead } from '../read-topology.js';
import { showChanges, showRefusals, showSummary } from '../show-changes.js';
import { showUnreadable, showWarnings } from '../show-findings.js';
import { addEnvironment as edit, typedByHand } from '../source/add-environment.js';
import type { Terminal } from '../terminal.js';
import { applyChanges, planAll } from './generate.js';

interface Context {
  readonly project: Project;
  readonly args: Arguments;
  readonly terminal: Terminal;
  readonly generators: readonly Generator[];
  readonly name: string;
  readonly after: string;
}

export function environmentCommand(
  args: Arguments,
  terminal: Terminal,
  generators: readonly Generator[],
): Promise<ExitCode> {
  const [verb, name] = args.words;
  if (verb !== 'add' || name === undefined)
    throw new UsageError('groundplan env knows one thing to do: groundplan env add NAME --after ENV.');
  if (args.after === undefined)
    throw new UsageError(`Say which environment ${name} comes after: groundplan env add ${name} --after ENV.`);
  const project = findProject({ cwd: terminal.cwd, root: args.root, topology: args.topology });
  const context = { project, args, terminal, generators, name, after: args.after };
  return args.dryRun ? add(context, openTree(project.root)) : withTree(project.root, (tree) => add(context, tree));
}

async function add(context: Context, tree: Tree): Promise<ExitCode> {
  const { project, args } = context;
  const read = await readInputs(project, tree, { newLock: false });
  if (!read.ok) return (await showUnreadable(read.why, context)).exitCode;
  const before = resolveInputs(read.inputs);
  if (!before.ok) return (await showUnreadable(before.why, context)).exitCode;
  const topology = topologyOf(read.inputs);
  const added = addEnvironment(topology, read.inputs.pins, { ...context, cluster: args.cluster });
  if (!added.ok) return refuse(added.refusals, context);
  const text = editedSource(tree, added, context);
  if (typeof text !== 'string') return refuse([text], context);
  const edited = { ...context, project: { ...project, text } };
  const after = await readEdited(edited, tree, added);
  if ('exitCode' in after) return after.exitCode;
  const moved = args.force ? [] : environmentChanges(before.read.topology, after.topology);
  if (moved.length > 0) return refuse(moved.map(changeRefusal), context);
  const warnings = newWarnings(before.read, after);
  return write(edited, tree, { text, added, after, warnings });
}

function topologyOf({ value }: Inputs): AnyTopology {
  const shape = shapeOf(value);
  if (!shape.ok) throw new Error('A topology that resolves has the documented form.');
  return shape.topology;
}

const changeRefusal = ({ environment, what }: { environment: string; what: string }): Refusal => ({
  message: `${environment} ${what}.`,
  fix: 'Give the new environment a cluster of its own with --cluster, put it before this one, or repeat with --force.',
});

/** The text of topology.ts with the environment in it, or why it has to be typed. */
function editedSource(
  tree: Tree,
  { cluster, next }: AddedEnvironment,
  { project, name, after }: Context,
): string | Refusal {
  const environment = { name, cluster, after, next };
  const byHand = `Write it into environments yourself, then run groundplan generate: ${typedByHand(environment)}.`;
  if (isAbsolute(project.source) || project.topologyFile !== `${project.root}/${project.source}`)
    return { message: `${project.topologyFile} is outside the repository and is not edited.`, fix: byHand };
  const edited = edit(tree.read(project.source) ?? '', environment);
  return 'text' in edited
    ? edited.text
    : { message: `${project.source} cannot be edited: ${edited.because}.`, fix: byHand };
}

/** Runs the edited file: it must say what was meant, whatever else the file computes. */
async function readEdited(
  context: Context,
  tree: Tree,
  { environments, pins, cluster, next }: AddedEnvironment,
): Promise<TopologyRead | { readonly exitCode: ExitCode }> {
  const { project, name, after } = context;
  const read = await readInputs(project, tree, { newLock: false });
  if (!read.ok) return { exitCode: (await showUnreadable(read.why, context)).exitCode };
  const shape = shapeOf(read.inputs.value);
  if (shape.ok && !sameEnvironments(shape.topology.environments ?? {}, environments)) {
    const fix = `Write it there yourself, then run groundplan generate: ${typedByHand({ name, cluster, after, next })}.`;
    return {
      exitCode: refuse([{ message: `${project.source} computes its environments from elsewhere.`, fix }], context),
    };
  }
  const resolved = resolveInputs({ ...read.inputs, pins });
  if (resolved.ok) return resolved.read;
  const shown = await showUnreadable(resolved.why, context);
  context.terminal.err(`Nothing was written: this is ${project.source} as it would be with ${name}.\n`);
  return { exitCode: shown.exitCode };
}

type Environments = NonNullable<AnyTopology['environments']>;

function sameEnvironments(a: Environments, b: Environments): boolean {
  const print = (environments: Environments) =>
    JSON.stringify(
      Object.entries(environments)
        .map(([name, fields]) => [name, Object.entries(fields).sort()] as const)
        .sort(([one], [other]) => (one < other ? -1 : 1)),
    );
  return print(a) === print(b);
}

function refuse(refusals: readonly Refusal[], { args, terminal }: Context): ExitCode {
  for (const { message, fix } of refusals) terminal.err(`refused  ${message} ${fix}\n`);
  if (args.json) terminal.out(envelope('env', exitCode.refused, { refused: refusals }));
  return exitCode.refused;
}

/** What the new environment brings; the others are known. */
function newWarnings(before: TopologyRead, after: TopologyRead): Finding[] {
  const known = new Set(before.warnings.map((warning) => JSON.stringify(warning)));
  return after.warnings.filter((warning) => !known.has(JSON.stringify(warning)));
}

interface Written {
  readonly text: string;
  readonly added: AddedEnvironment;
  readonly after: TopologyRead;
  readonly warnings: readonly Finding[];
}

async function write(context: Context, tree: Tree, { text, added, after, warnings }: Written): Promise<ExitCode> {
  const { args, terminal, project } = context;
  const { plan, changes: generated } = planAll(context, tree, after);
  const changes = [...ownChanges(context, tree, text, added), ...generated];
  const refused = changes.filter((change) => change.kind === 'refuse');
  if (refused.length > 0) {
    await showRefusals(refused, terminal);
    return exitCode.refused;
  }
  const human = args.json ? { ...terminal, out: () => {} } : terminal;
  await showWarnings(warnings, { ...context, project });
  human.out(story(context, added, after));
  const all = { changes, unchanged: plan.unchanged, check: args.dryRun, diff: args.diff };
  await showChanges(all, human);
  if (args.dryRun) human.out('Nothing was written: this was a dry run.\n');
  else {
    await applyChanges(context, tree, changes);
    showSummary(all, human);
  }
  const { next, cluster } = added;
  const paths = changes.map(({ kind, path }) => ({ kind, path }));
  if (args.json)
    terminal.out(
      envelope('env', exitCode.done, { dryRun: args.dryRun, name: context.name, cluster, next, changes: paths }),
    );
  return exitCode.done;
}

function ownChanges({ project, name }: Context, tree: Tree, text: string, { pins }: AddedEnvironment): Change[] {
  const common = { by: null, from: [] };
  const old = tree.read(project.source) as string;
  const copied = pins.get(name);
  return [
    { kind: 'update', path: project.source, text, old, ...common },
    ...(copied ? [{ kind: 'create' as const, path: pinsPath(name), text: printPins(copied), ...common }] : []),
  ];
}

const entries = (count: number) => (count === 1 ? '1 entry' : `${count} entries`);

/** What the order is now, what runs in the new environment, and what is left to a person. */
function story(
  { name, after }: Context,
  { next, pins, cluster }: AddedEnvironment,
  { topology }: TopologyRead,
): string {
  const lines = [`${name} comes after ${after}, in the cluster ${cluster}.`];
  if (next !== null) lines.push(`${next} comes after ${name} now.`);
  if (topology.promotion === 'branches')
    lines.push(`It runs what topology.ts says on the branch ${topology.environments[name]?.branch}: create it.`);
  else if (pins.has(name)) lines.push(`It starts with the pins of ${next}: ${entries(pins.get(name)?.size ?? 0)}.`);
  else lines.push(`Nothing runs there until: groundplan promote ${after} ${name}.`);
  const elsewhere = Object.values(topology.environments[after]?.apps ?? {}).filter(
    (app) => !topology.environments[name]?.apps[app.name] && pins.get(name)?.has(`apps/${app.name}`),
  );
  for (const app of elsewhere)
    lines.push(`${app.name} does not run there: its environments in topology.ts do not name ${name}.`);
  return `${lines.join('\n')}\n`;
}
