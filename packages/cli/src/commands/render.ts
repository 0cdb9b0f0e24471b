// groundplan render: what Flux would apply to an environment, into dist/<env>.yaml, and how it differs from before.
import {
  type Change,
  type Generator,
  hasOpenJournal,
  openTree,
  type Refuse,
  type Tree,
  withTree,
} from '@groundplan/engine';
import type { ResolvedTopology } from '@groundplan/model';
import { type Arguments, UsageError } from '../arguments.js';
import { type Comparison, compareRenders } from '../compare/compare.js';
import { comparisonAsJson } from '../compare/comparison-json.js';
import { countComparison, printComparison } from '../compare/print-comparison.js';
import { envelope } from '../envelope.js';
import { type ExitCode, exitCode } from '../exit-code.js';
import { findProject, type Project } from '../project.js';
import { readTopology } from '../read-topology.js';
import { chosenEnvironments } from '../render/chosen-environments.js';
import { abandonedRenders, distChange, distText } from '../render/dist-files.js';
import { distPath } from '../render/dist-path.js';
import { readDocuments, UnreadableObjects } from '../render/documents.js';
import { readAtRevision } from '../render/git-revision.js';
import type { KubernetesObject } from '../render/kubernetes-object.js';
import { clusterFolder, type EnvironmentRender, renderEnvironment } from '../render/render-environment.js';
import { staleFolders } from '../render/stale-folders.js';
import { showRefusals } from '../show-changes.js';
import { showUnreadable } from '../show-findings.js';
import type { Terminal } from '../terminal.js';
import { applyChanges } from './generate.js';

interface Context {
  readonly project: Project;
  readonly args: Arguments;
  readonly terminal: Terminal;
  readonly generators: readonly Generator[];
  readonly tree: Tree;
  /** The environments that were asked for; all when it is empty. */
  readonly named: readonly string[];
}

/** One environment, rendered and compared with what it is to replace. */
interface Rendered {
  readonly environment: string;
  readonly path: string;
  /** Undefined when the file is up to date. */
  readonly change: Change | undefined;
  readonly different: boolean;
  /** With --diff, --against or --json only. */
  readonly comparison: Comparison | undefined;
}

class RenderFailure extends Error {
  readonly code: ExitCode;
  readonly messages: readonly string[];

  constructor(code: ExitCode, messages: readonly string[]) {
    super(messages.join('\n'));
    this.code = code;
    this.messages = messages;
  }
}

export async function renderCommand(
  args: Arguments,
  terminal: Terminal,
  generators: readonly Generator[],
): Promise<ExitCode> {
  const project = findProject({ cwd: terminal.cwd, root: args.root, topology: args.topology });
  const context = { project, args, terminal, generators, named: [...args.env, ...args.words] };
  if (!args.check && args.against === undefined)
    return withTree(project.root, (tree) => renderWith({ ...context, tree }));
  const message = 'An earlier run was interrupted while it wrote. Run groundplan generate to finish it.';
  if (hasOpenJournal(project.root)) return fail({ code: exitCode.refused, messages: [message] }, context);
  return renderWith({ ...context, tree: openTree(project.root) });
}

async function renderWith(context: Context): Promise<ExitCode> {
  const { project, args, terminal, tree } = context;
  const result = await readTopology(project, tree, { newLock: true });
  if (!result.ok) {
    const { exitCode: code, findings, refused } = await showUnreadable(result.why, context);
    if (args.json) terminal.out(envelope('render', code, { findings, refused }));
    return code;
  }
  const chosen = chosenEnvironments(result.read.topology, context.named);
  if (!chosen.ok) throw new UsageError(chosen.message);
  for (const folder of staleFolders(context, result.read))
    terminal.err(`warning  ${folder} is not what ${project.source} implies: run nx run generate before.\n`);
  try {
    const rendered: Rendered[] = [];
    for (const environment of withFolders(chosen.environments, context))
      rendered.push(await renderOne(environment, context));
    return await carryOut([...rendered, ...abandoned(result.read.topology, context)], context);
  } catch (error) {
    if (error instanceof RenderFailure) return fail(error, context);
    throw error;
  }
}

function fail(
  { code, messages }: Pick<RenderFailure, 'code' | 'messages'>,
  { args, terminal }: Pick<Context, 'args' | 'terminal'>,
): ExitCode {
  const label = code === exitCode.invalid ? 'error' : 'refused';
  for (const message of messages) terminal.err(`${label}  ${message}\n`);
  if (!args.check && args.against === undefined) terminal.err('Nothing was written.\n');
  if (args.json) terminal.out(envelope('render', code, { refused: messages }));
  return code;
}

/** Of all environments, those without anything in a cluster are left out; one that was asked for is not. */
function withFolders(environments: readonly string[], { named, terminal, tree }: Context): string[] {
  const has = (name: string) => tree.list(clusterFolder(name)).includes('kustomization.yaml');
  const without = environments.filter((name) => !has(name));
  const message = (name: string) =>
    `${clusterFolder(name)}/kustomization.yaml is not there, so there is nothing to render for ${name}. Run nx run generate, if the environment has a cluster with gitops.`;
  if (named.length > 0 || without.length === environments.length)
    if (without.length > 0) throw new RenderFailure(exitCode.invalid, without.map(message));
  for (const name of without) terminal.err(`note  ${message(name)}\n`);
  return environments.filter(has);
}

async function renderOne(environment: string, context: Context): Promise<Rendered> {
  const { project, args, terminal, tree } = context;
  const render = await renderEnvironment(project.root, tree, environment);
  if (!render.ok) throw failureOf(render);
  for (const warning of render.warnings) terminal.err(`warning  ${warning}\n`);
  const path = distPath(environment);
  const text = distText(environment, render.text, project.source);
  const old = tree.read(path);
  const base = args.against === undefined ? old : await readBase(path, args.against, context);
  return {
    environment,
    path,
    change: distChange(path, { old, text, force: args.force }),
    different: base !== text,
    comparison: isCompared(args) ? compareRenders(objectsOf(base, path, terminal), render.objects) : undefined,
  };
}

const isCompared = ({ diff, against, json }: Arguments) => diff || json || against !== undefined;

function failureOf({ why, messages }: Extract<EnvironmentRender, { ok: false }>): RenderFailure {
  return new RenderFailure(why === 'secret' ? exitCode.secret : exitCode.invalid, messages);
}

async function readBase(path: string, revision: string, { project, terminal }: Context): Promise<string | undefined> {
  const base = await readAtRevision(project.root, revision, path);
  if (!base.ok) throw new UsageError(base.message);
  if (base.text === undefined) terminal.err(`note  ${revision} has no ${path}: everything in it is new.\n`);
  return base.text;
}

/** What cannot be read, such as a file with conflict markers, is compared as if it were empty. */
function objectsOf(text: string | undefined, path: string, terminal: Terminal): KubernetesObject[] {
  try {
    return readDocuments(text ?? '').map(({ object }) => object);
  } catch (error) {
    if (!(error instanceof UnreadableObjects)) throw error;
    terminal.err(`warning  ${path} cannot be compared with. ${error.message}\n`);
    return [];
  }
}

/** When all environments are rendered, those that are gone take their renders along. */
function abandoned({ environments }: ResolvedTopology, { args, named, tree, terminal }: Context): Rendered[] {
  if (named.length > 0 || args.against !== undefined) return [];
  return abandonedRenders(tree, Object.keys(environments)).map((path) => {
    const old = tree.read(path);
    const comparison = isCompared(args) ? compareRenders(objectsOf(old, path, terminal), []) : undefined;
    const environment = path.replace(/^.*\/|\.yaml$/g, '');
    return {
      environment,
      path,
      change: distChange(path, { old, text: undefined, force: args.force }),
      different: true,
      comparison,
    };
  });
}

async function carryOut(rendered: readonly Rendered[], context: Context): Promise<ExitCode> {
  const { args, terminal, tree } = context;
  const reads = args.check || args.against !== undefined;
  const changes = rendered.flatMap(({ change }) => change ?? []);
  const refused = changes.filter((change): change is Refuse => change.kind === 'refuse');
  if (!reads && refused.length > 0) {
    await showRefusals(refused, terminal);
    if (args.json)
      terminal.out(envelope('render', exitCode.refused, { refused: refused.map(({ message }) => message) }));
    return exitCode.refused;
  }
  if (!args.json) show(rendered, context);
  if (!reads && changes.length > 0) await applyChanges(context, tree, changes);
  const code = args.check && rendered.some(({ different }) => different) ? exitCode.different : exitCode.done;
  if (args.json) terminal.out(envelope('render', code, { environments: rendered.map((one) => asJson(one, args)) }));
  else if (code === exitCode.different && args.against === undefined)
    terminal.err('These renders are stale: run groundplan render and commit the result.\n');
  return code;
}

function show(rendered: readonly Rendered[], { args, terminal }: Context): void {
  for (const { path, change, different, comparison } of rendered) {
    const base = args.against === undefined ? '' : ` since ${args.against}`;
    const state = args.against === undefined ? (change?.kind ?? 'unchanged') : different ? 'differs' : 'unchanged';
    const counts = comparison && different ? `: ${countComparison(comparison)}` : '';
    terminal.out(`  ${state}  ${path}${base}${counts}\n`);
    if (comparison) terminal.out(printComparison(comparison));
  }
}

function asJson({ environment, path, change, different, comparison }: Rendered, { against }: Arguments) {
  return {
    environment,
    path,
    change: change?.kind ?? 'none',
    against: against ?? null,
    different,
    ...(comparison ? comparisonAsJson(comparison) : {}),
  };
}
