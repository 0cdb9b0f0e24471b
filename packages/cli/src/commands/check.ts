// groundplan check: everything that is wrong with topology.ts and, by JSON schemas, with the renders; writes nothing.
import { openTree, type Tree } from '@groundplan/engine';
import { type Arguments, UsageError } from '../arguments.js';
import { envelope } from '../envelope.js';
import { type ExitCode, exitCode } from '../exit-code.js';
import { findProject } from '../project.js';
import { readTopology, type TopologyRead } from '../read-topology.js';
import type { SchemaOutcome } from '../schemas/check-renders.js';
import { showFindings, showUnreadable } from '../show-findings.js';
import type { Terminal } from '../terminal.js';

export async function check(args: Arguments, terminal: Terminal): Promise<ExitCode> {
  if (args.env.length > 0 && args.schemas.length === 0)
    throw new UsageError('--env chooses the renders that --schemas checks: groundplan check --schemas DIR --env ENV.');
  const project = findProject({ cwd: terminal.cwd, root: args.root, topology: args.topology });
  const tree = openTree(project.root);
  const result = await readTopology(project, tree, { newLock: true });
  const context = { project, args, terminal };
  const shown = result.ok
    ? await showFindings(result.read.warnings, context)
    : await showUnreadable(result.why, context);
  const schemas = result.ok && args.schemas.length > 0 ? await schemaOutcome(result.read, tree, context) : undefined;
  const code = schemas && schemas.problems.length > 0 ? exitCode.invalid : shown.exitCode;
  if (args.json || args.reporter === 'json') {
    terminal.out(
      envelope('check', code, { findings: shown.findings, refused: shown.refused, ...(schemas && { schemas }) }),
    );
  } else {
    if (args.reporter === 'pretty' && shown.exitCode === 0) terminal.out(`${project.source} is valid.\n`);
    if (schemas) showSchemas(schemas, context);
  }
  return code;
}

async function schemaOutcome(
  { topology }: TopologyRead,
  tree: Tree,
  { args, terminal }: { readonly args: Arguments; readonly terminal: Terminal },
): Promise<SchemaOutcome> {
  const { checkSchemas } = await import('../schemas/check-schemas.js');
  const check = checkSchemas({ topology, tree, env: args.env, schemas: args.schemas, cwd: terminal.cwd });
  if (!check.ok) throw new UsageError(check.message);
  return check.outcome;
}

function showSchemas(
  { problems, checked, withoutSchema }: SchemaOutcome,
  { args, terminal }: { readonly args: Arguments; readonly terminal: Terminal },
): void {
  for (const { path, line, message } of problems) {
    if (args.reporter === 'github') terminal.out(`::error file=${path},line=${line}::${escaped(message)}\n`);
    else terminal.err(`error  ${path}:${line}: ${message}\n`);
  }
  for (const { apiVersion, kind, objects } of withoutSchema)
    terminal.err(
      `note  ${apiVersion} ${kind} has no schema: ${objects === 1 ? '1 object is' : `${objects} objects are`} not checked.\n`,
    );
  if (args.reporter === 'pretty' && problems.length === 0)
    terminal.out(
      `${checked === 1 ? '1 object is' : `${checked} objects are`} valid by ${checked === 1 ? 'its schema' : 'their schemas'}.\n`,
    );
}

/** https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
const escaped = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
