// groundplan reach: may one zone open connections to another, on which ports, and which rule decides; without zones, the matrix.
import { openTree } from '@groundplan/engine';
import {
  type MatrixRow,
  parsePorts,
  type ReachAnswer,
  reach,
  reachability,
  reachMatrix,
  services,
  stretchOf,
  suggestion,
  zoneNames,
} from '@groundplan/model';
import { type Arguments, UsageError } from '../arguments.js';
import { envelope } from '../envelope.js';
import { type ExitCode, exitCode } from '../exit-code.js';
import { findProject } from '../project.js';
import { printAnswer, printMatrix } from '../reach/print-reach.js';
import { readTopology } from '../read-topology.js';
import { showUnreadable } from '../show-findings.js';
import type { Terminal } from '../terminal.js';

/** Exit code 0 when all of it is allowed, 1 when it is denied, or for some only. */
export async function reachCommand(args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const project = findProject({ cwd: terminal.cwd, root: args.root, topology: args.topology });
  const result = await readTopology(project, openTree(project.root), { newLock: true });
  if (!result.ok) return (await showUnreadable(result.why, { project, args, terminal })).exitCode;
  const { topology } = result.read;
  const analysis = reachability(topology);
  const [from, to, port] = args.words;
  if (from === undefined) return showMatrix(reachMatrix(analysis, zoneNames(topology)), args, terminal);
  const names = [
    ...zoneNames(topology),
    ...Object.keys(topology.hosts),
    ...Object.keys(topology.devices),
    ...Object.keys(topology.groups),
  ];
  if (to === undefined) throw new UsageError('groundplan reach needs two zones: groundplan reach FROM TO [tcp/443].');
  for (const name of [from, to])
    if (!analysis.zone(name))
      throw new UsageError(`There is no zone ${JSON.stringify(name)}. ${suggestion(name, names)}`);
  const answer = reach(analysis, { from, to, ...(port === undefined ? {} : { ports: stretchesNamed(port) }) });
  return showAnswer(answer as ReachAnswer, args, terminal);
}

function stretchesNamed(port: string) {
  const texts: readonly string[] = Object.hasOwn(services, port) ? services[port as keyof typeof services] : [port];
  return texts.map((text) => {
    const parsed = parsePorts(text);
    if (!parsed)
      throw new UsageError(
        `${JSON.stringify(port)} is no port: write tcp/443, udp/5000-5010 or a service such as https.`,
      );
    return stretchOf(parsed);
  });
}

function showAnswer(answer: ReachAnswer, args: Arguments, terminal: Terminal): ExitCode {
  const code = answer.outcome === 'allowed' ? exitCode.done : exitCode.invalid;
  terminal.out(args.json ? envelope('reach', code, { ...answer }) : printAnswer(answer, args.words));
  return code;
}

function showMatrix(rows: readonly MatrixRow[], args: Arguments, terminal: Terminal): ExitCode {
  terminal.out(args.json ? envelope('reach', exitCode.done, { matrix: rows }) : printMatrix(rows));
  return exitCode.done;
}
