// groundplan explain: where an address, a name, a value or a generated line comes from, and who uses it.
import { type Generator, openTree } from '@groundplan/engine';
import type { Arguments } from '../arguments.js';
import { UsageError } from '../arguments.js';
import { envelope } from '../envelope.js';
import { type ExitCode, exitCode } from '../exit-code.js';
import { answer } from '../explain/answer.js';
import { type Explained, printExplained } from '../explain/explained.js';
import { findProject } from '../project.js';
import { readTopology } from '../read-topology.js';
import { showUnreadable } from '../show-findings.js';
import type { Terminal } from '../terminal.js';

export async function explain(
  args: Arguments,
  terminal: Terminal,
  generators: readonly Generator[],
): Promise<ExitCode> {
  if (args.word === undefined)
    throw new UsageError('groundplan explain needs an address, a name, a path of topology.ts or FILE:LINE.');
  const project = findProject({ cwd: terminal.cwd, root: args.root, topology: args.topology });
  const result = await readTopology(project, openTree(project.root), { newLock: true });
  if (!result.ok) {
    const shown = await showUnreadable(result.why, { project, args, terminal });
    if (args.json)
      terminal.out(
        envelope('explain', shown.exitCode, { findings: shown.findings, refused: shown.refused, answers: [] }),
      );
    return shown.exitCode;
  }
  const found = await answer(args.word, { project, read: result.read, generators });
  return show(found, args, terminal);
}

function show(found: Explained | { readonly unknown: string }, args: Arguments, terminal: Terminal): ExitCode {
  const code = 'unknown' in found ? exitCode.invalid : exitCode.done;
  if (args.json)
    terminal.out(envelope('explain', code, 'unknown' in found ? { message: found.unknown } : { answer: found }));
  else if ('unknown' in found) terminal.err(`${found.unknown}\n`);
  else terminal.out(printExplained(found));
  return code;
}
