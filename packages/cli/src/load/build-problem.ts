// Turns what esbuild reports into load problems.
import type { BuildFailure, Location, Message } from 'esbuild';
import { secretLineSpans } from '../source/literal-spans.js';
import type { FileRange } from '../source/source-text.js';
import { givenPath, maskedFrame } from './given-file.js';
import type { LoadProblem } from './load-problem.js';

export function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && Array.isArray((error as Partial<BuildFailure>).errors);
}

/** The problem of a duplicate-object-key warning; the first of the two keys is its related place. */
export function duplicateKeyProblem(warning: Message, topology: string): LoadProblem {
  const key = /"(.*)"/s.exec(warning.text)?.[1] ?? '';
  return {
    code: 'topology-key-duplicate',
    reason: 'key-duplicate',
    message: `The key "${key}" is written twice in one object.`,
    fix: 'Rename one of the two entries, or merge them.',
    ...place(warning.location, topology),
    related: warning.notes.flatMap(({ location }) => (location ? [fileRange(location, topology)] : [])),
  };
}

/** The problem of the first error of a build that failed. */
export function failedBuildProblem(failure: BuildFailure, topology: string): LoadProblem {
  const error = failure.errors[0];
  if (!error) throw failure;
  const specifier = /^Could not resolve "(.*)"$/s.exec(error.text)?.[1];
  if (specifier !== undefined) return unresolvedProblem(specifier, error, topology);
  if (isAboutImport(error)) return { ...importProblem(error, topology), message: `${error.text}.` };
  return {
    code: 'topology-load',
    reason: 'syntax',
    message: `Syntax error: ${holdsSecret(error) ? 'a quote, comma or bracket is missing or doubled' : error.text}.`,
    fix: 'Look at the marked place, and just before it.',
    ...place(error.location, topology),
  };
}

function unresolvedProblem(specifier: string, error: Message, topology: string): LoadProblem {
  const fix = specifier.startsWith('.')
    ? 'Check the path: it starts at the folder of the file that imports it.'
    : `Install it with npm install ${specifier}, or remove the import.`;
  return { ...importProblem(error, topology), message: `The import "${specifier}" cannot be resolved.`, fix };
}

function isAboutImport(error: Message): boolean {
  return error.pluginName !== '' || /^(?:No matching export|No loader is configured)/.test(error.text);
}

function importProblem(error: Message, topology: string): Omit<LoadProblem, 'message'> {
  return { code: 'topology-load', reason: 'import-unresolved', ...place(error.location, topology) };
}

/** What esbuild found instead of what it expected may be a piece of a passphrase. */
function holdsSecret({ location }: Message): boolean {
  return location !== null && secretLineSpans(location.lineText).length > 0;
}

function place(location: Location | null, topology: string) {
  if (!location) return { file: topology };
  const range = fileRange(location, topology);
  return { file: range.file, range, ...maskedFrame(range) };
}

/** esbuild counts columns in bytes, from 0. */
function fileRange(location: Location, topology: string): FileRange {
  const line = Buffer.from(location.lineText);
  const column = line.subarray(0, location.column).toString().length + 1;
  const endColumn = line.subarray(0, location.column + location.length).toString().length + 1;
  return { file: givenPath(location.file, topology), line: location.line, column, endLine: location.line, endColumn };
}
