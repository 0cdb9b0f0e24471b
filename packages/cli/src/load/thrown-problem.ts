// The problem of a topology that throws: where, in the user's own files, and with which message.
import { SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileRange } from '../source/source-text.js';
import { givenPath, maskedFrame } from './given-file.js';
import type { LoadProblem } from './load-problem.js';

/** The module that threw. */
export interface EvaluatedBundle {
  readonly url: string;
  readonly code: Uint8Array;
  /** The path of topology.ts. */
  readonly topology: string;
}

interface Position {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

export function thrownProblem(error: unknown, bundle: EvaluatedBundle): LoadProblem {
  const stack = error instanceof Error ? error.stack : undefined;
  const range = stack === undefined ? undefined : thrownAt(stack, bundle);
  return {
    code: 'topology-load',
    reason: 'evaluation',
    file: range?.file ?? bundle.topology,
    message: `The topology throws ${describe(error)}`,
    ...(range && { range, ...maskedFrame(range) }),
    ...(stack !== undefined && { stack: stack.replaceAll(bundle.url, bundle.topology) }),
  };
}

function describe(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const line = text.split('\n', 1)[0] ?? '';
  return /[.!?]$/.test(line) ? line : `${line}.`;
}

/** The innermost call that is the user's own, or else the innermost one in a package of theirs. */
function thrownAt(stack: string, bundle: EvaluatedBundle): FileRange | undefined {
  const map = new SourceMap(inlineMap(Buffer.from(bundle.code).toString()));
  const positions = stack.split('\n').flatMap((line) => sourcePosition(line, bundle, map) ?? []);
  const position = positions.find(({ file }) => !/[\\/]node_modules[\\/]/.test(file)) ?? positions[0];
  if (!position) return undefined;
  const { file, line, column } = position;
  return { file, line, column, endLine: line, endColumn: column + 1 };
}

function inlineMap(code: string): SourceMapPayload {
  const encoded = code.slice(code.lastIndexOf('base64,') + 'base64,'.length);
  return JSON.parse(Buffer.from(encoded, 'base64').toString()) as SourceMapPayload;
}

/** The source of a line of the stack, which is mapped already when Node runs with --enable-source-maps. */
function sourcePosition(stackLine: string, bundle: EvaluatedBundle, map: SourceMap): Position | undefined {
  const call = /^\s*at (?:.*?\()?(.*):(\d+):(\d+)\)?$/.exec(stackLine);
  if (!call) return undefined;
  const [url = '', line, column] = call.slice(1);
  if (url === bundle.url)
    return mapped(map, { file: url, line: Number(line), column: Number(column) }, bundle.topology);
  const path = url.startsWith('file:') ? fileURLToPath(url) : url;
  const source = map.payload.sources.find((source) => resolve(dirname(bundle.topology), source) === path);
  return source === undefined
    ? undefined
    : { file: givenPath(source, bundle.topology), line: Number(line), column: Number(column) };
}

function mapped(map: SourceMap, { line, column }: Position, topology: string): Position | undefined {
  const entry = map.findEntry(line - 1, column - 1);
  if (!('originalSource' in entry)) return undefined;
  const file = givenPath(entry.originalSource, topology);
  return { file, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
}
