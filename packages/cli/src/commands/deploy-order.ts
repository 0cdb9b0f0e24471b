// groundplan deploy-order: in which order hosts are deployed, why, and by which commands.
import { openTree } from '@groundplan/engine';
import { deployOrder, type Finding, modelPath, type ResolvedTopology, suggestion } from '@groundplan/model';
import { type Arguments, UsageError } from '../arguments.js';
import { commandsOf } from '../deploy/commands.js';
import { printOrder, reasons, type Skipped, skipReasons } from '../deploy/print-order.js';
import { envelope } from '../envelope.js';
import { type ExitCode, exitCode } from '../exit-code.js';
import { findProject } from '../project.js';
import { readTopology } from '../read-topology.js';
import { showFindings, showUnreadable } from '../show-findings.js';
import type { Terminal } from '../terminal.js';

/** Exit code 1 when a host that was asked for cannot be deployed from another machine. */
export async function deployOrderCommand(args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const project = findProject({ cwd: terminal.cwd, root: args.root, topology: args.topology });
  const result = await readTopology(project, openTree(project.root), { newLock: true });
  if (!result.ok) {
    const { exitCode: code, findings, refused } = await showUnreadable(result.why, { project, args, terminal });
    if (args.json) terminal.out(envelope('deploy-order', code, { findings, refused }));
    return code;
  }
  const { topology, warnings } = result.read;
  checkNames(args.words, topology);
  const { batches, skipped } = deployOrder(topology, args.words.length > 0 ? args.words : undefined);
  const shown = batches.map(({ reason, steps }) => ({
    reason,
    why: reasons[reason],
    steps: steps.map((step) => ({ ...step, commands: commandsOf(step, topology.clusters) })),
  }));
  const code = args.words.length > 0 && skipped.length > 0 ? exitCode.invalid : exitCode.done;
  const own = code === exitCode.done ? [] : findingsOf(skipped, warnings);
  const { findings } = await showFindings(own, { project, args, terminal });
  if (args.json) terminal.out(envelope('deploy-order', code, { batches: shown, skipped, findings }));
  else if (code === exitCode.done) terminal.out(printOrder(shown, skipped));
  else for (const { host, because } of skipped) terminal.err(`error  ${host} ${skipReasons[because]}.\n`);
  return code;
}

function checkNames(names: readonly string[], { hosts }: ResolvedTopology): void {
  for (const name of names) {
    if (Object.hasOwn(hosts, name)) continue;
    throw new UsageError(`There is no host ${JSON.stringify(name)}. ${suggestion(name, Object.keys(hosts))}`);
  }
}

/** Where in topology.ts it is decided. */
function findingsOf(skipped: readonly Skipped[], warnings: readonly Finding[]): Finding[] {
  const places = skipped.map(({ host }) => modelPath('hosts', host));
  return warnings.filter(({ code, at }) => code === 'deploy-without-address' && places.includes(at));
}
