// Where model paths are written in topology.ts.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { ModelPath } from '@groundplan/model';
import type { Project } from '../project.js';
import { parseSource } from '../source/locate.js';
import type { Origin } from './explained.js';

/** One origin per place in the file; paths that topology.ts does not spell out point at the nearest entry around them. */
export async function findOrigins(
  paths: readonly ModelPath[],
  { project }: { readonly project: Project },
): Promise<Origin[]> {
  const text = readFileSync(project.topologyFile, 'utf8');
  const locator = parseSource(text, project.topologyFile);
  const lines = text.split('\n');
  const origins = new Map<string, Origin>();
  for (const at of paths) {
    const range = locator.locate(at);
    const location = `${relative(project.root, range.file)}:${range.line}:${range.column}`;
    const known = origins.get(location);
    if (known && (known.source !== undefined || !range.exact)) continue;
    origins.set(location, { at, location, ...(range.exact ? { source: (lines[range.line - 1] ?? '').trim() } : {}) });
  }
  return [...origins.values()];
}
