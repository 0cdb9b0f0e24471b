// The problem of a topology whose default export is missing or no object.
import { readFileSync } from 'node:fs';
import { rangeOf, sourceText } from '../source/source-text.js';
import { maskedFrame } from './given-file.js';
import type { LoadProblem } from './load-problem.js';

const wanted = 'export default defineTopology({ … });';

export function exportProblem(module: Readonly<Record<string, unknown>>, topology: string): LoadProblem {
  const base = { code: 'topology-load', file: topology } as const;
  if (!('default' in module)) {
    return { ...base, reason: 'export-missing', message: 'The file has no default export.', fix: `Write ${wanted}` };
  }
  return { ...base, reason: 'export-invalid', ...wrongKind(module.default), ...exportPlace(topology) };
}

function wrongKind(value: unknown): { message: string; fix: string } {
  const message = (kind: string) => `The default export is ${kind}, not an object.`;
  if (typeof value === 'function')
    return { message: message('a function'), fix: 'Call it, and export what it returns.' };
  if (Array.isArray(value)) return { message: message('a list'), fix: `Write ${wanted}` };
  if (typeof value !== 'object' || value === null) {
    const kind = value === null || value === undefined ? String(value) : `a ${typeof value}`;
    return { message: message(kind), fix: `Write ${wanted}` };
  }
  // Nobody waits for it any more; a rejection must not end the process.
  Promise.resolve(value).catch(() => {});
  return { message: message('a promise'), fix: 'Write await before it.' };
}

function exportPlace(topology: string): Pick<LoadProblem, 'range' | 'frame'> {
  const text = readFileSync(topology, 'utf8');
  const words = /^export default\b/m.exec(text);
  if (!words) return {};
  const span = { start: words.index, end: words.index + words[0].length };
  const range = { file: topology, ...rangeOf(sourceText(text), span) };
  return { range, ...maskedFrame(range) };
}
