// Shows what is wrong: load problems, findings with their lines in topology.ts, refusals.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '@groundplan/model';
import type { Arguments } from './arguments.js';
import { type ExitCode, exitCode } from './exit-code.js';
import type { Project } from './project.js';
import type { Unreadable } from './read-topology.js';
import type { JsonFinding } from './report/json.js';
import { findingsAsJson, problemAsJson, reportFindings, reportProblem } from './report/report.js';
import type { ReportContext } from './report/report-entry.js';
import type { Terminal } from './terminal.js';

export interface Shown {
  readonly exitCode: ExitCode;
  /** The same findings for the JSON envelope. */
  readonly findings: readonly JsonFinding[];
  readonly refused: readonly string[];
}

interface Context {
  readonly project: Project;
  readonly args: Arguments;
  readonly terminal: Terminal;
}

export async function showUnreadable(why: Unreadable, context: Context): Promise<Shown> {
  if (why.kind === 'refused') return showRefused(why.messages, context);
  if (why.kind === 'problem') return showProblem(why, context);
  if (why.kind === 'state')
    return show(
      why.findings,
      { root: context.project.root, locator: await locatorOf(join(context.project.root, why.path)) },
      context,
    );
  return showFindings(why.findings, context);
}

/** Findings of topology.ts; exit code 1 when one of them is an error. */
export async function showFindings(findings: readonly Finding[], context: Context): Promise<Shown> {
  const { root, topologyFile, text } = context.project;
  const located: ReportContext =
    findings.length === 0 ? { root } : { root, locator: await locatorOf(topologyFile, text) };
  return show(findings, located, context);
}

/** One line each for a person who generates; `check` says where and why. Other reporters get the whole of it. */
export async function showWarnings(warnings: readonly Finding[], context: Context): Promise<Shown> {
  const { args, terminal, project } = context;
  if (args.reporter !== 'pretty') return showFindings(warnings, context);
  for (const { message, code, at } of warnings) terminal.err(`warning  ${message} (${code}, ${at})\n`);
  if (warnings.length > 0) terminal.err('groundplan check shows lines, reasons and remedies.\n');
  return { exitCode: exitCode.done, findings: findingsAsJson(warnings, { root: project.root }), refused: [] };
}

/** The parser is loaded only when there is something to locate. */
async function locatorOf(file: string, text = readFileSync(file, 'utf8')) {
  const { parseSource } = await import('./source/locate.js');
  return parseSource(text, file);
}

function show(findings: readonly Finding[], located: ReportContext, { args, terminal }: Context): Shown {
  const failed = findings.some((finding) => finding.severity === 'error');
  print(reportFindings(findings, { ...located, reporter: args.reporter, colour: terminal.color }), args, terminal);
  return {
    exitCode: failed ? exitCode.invalid : exitCode.done,
    findings: findingsAsJson(findings, located),
    refused: [],
  };
}

function showProblem(
  { problem }: Extract<Unreadable, { kind: 'problem' }>,
  { project, args, terminal }: Context,
): Shown {
  const located = { root: project.root };
  print(reportProblem(problem, { ...located, reporter: args.reporter, colour: terminal.color }), args, terminal);
  if (args.verbose && problem.stack) terminal.err(`${problem.stack}\n`);
  return { exitCode: exitCode.invalid, findings: problemAsJson(problem, located), refused: [] };
}

function showRefused(messages: readonly string[], { terminal }: Context): Shown {
  for (const message of messages) terminal.err(`refused  ${message}\n`);
  return { exitCode: exitCode.refused, findings: [], refused: messages };
}

/** Reports that machines read are results; what a person reads is a message. The envelope holds the JSON ones. */
function print(report: string, args: Arguments, terminal: Terminal): void {
  if (args.json || args.reporter === 'json') return;
  if (args.reporter === 'sarif' || args.reporter === 'github') terminal.out(report);
  else terminal.err(report);
}
