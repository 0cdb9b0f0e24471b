// groundplan check: everything that is wrong with topology.ts; writes nothing.
import { openTree } from '@groundplan/engine';
import type { Arguments } from '../arguments.js';
import { envelope } from '../envelope.js';
import type { ExitCode } from '../exit-code.js';
import { findProject } from '../project.js';
import { readTopology } from '../read-topology.js';
import { showFindings, showUnreadable } from '../show-findings.js';
import type { Terminal } from '../terminal.js';

export async function check(args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const project = findProject({ cwd: terminal.cwd, root: args.root, topology: args.topology });
  const result = await readTopology(project, openTree(project.root), { newLock: true });
  const context = { project, args, terminal };
  const shown = result.ok
    ? await showFindings(result.read.warnings, context)
    : await showUnreadable(result.why, context);
  if (args.json || args.reporter === 'json') {
    terminal.out(envelope('check', shown.exitCode, { findings: shown.findings, refused: shown.refused }));
  } else if (args.reporter === 'pretty' && shown.exitCode === 0) {
    terminal.out(`${project.source} is valid.\n`);
  }
  return shown.exitCode;
}
