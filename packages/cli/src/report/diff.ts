// Shows what changes in a file, as git does. Loads the diff package: import this file only when needed.
import { FILE_HEADERS_ONLY, formatPatch, type StructuredPatch, type StructuredPatchHunk, structuredPatch } from 'diff';

/** The search for the shortest diff takes time by the square of its length; a longer one shows the file as replaced. */
const longestSearch = 1000;

/**
 * The unified diff of a file, its `path` relative and with slashes; an undefined text stands for no file.
 * Empty when nothing changes; only headers when an empty file comes or goes.
 */
export function unifiedDiff(path: string, oldText: string | undefined, newText: string | undefined): string {
  if (oldText === newText) return '';
  const names = [
    oldText === undefined ? '/dev/null' : `a/${path}`,
    newText === undefined ? '/dev/null' : `b/${path}`,
  ] as const;
  const [before, after] = [oldText ?? '', newText ?? ''];
  const patch = before !== '' && after !== '' ? shortPatch(names, before, after) : undefined;
  return formatPatch(patch ?? replacingPatch(names, before, after), FILE_HEADERS_ONLY);
}

type Names = readonly [before: string, after: string];

function shortPatch([oldName, newName]: Names, before: string, after: string): StructuredPatch | undefined {
  const options = { context: 3, maxEditLength: longestSearch };
  return structuredPatch(oldName, newName, before, after, undefined, undefined, options);
}

/** All old lines out, all new lines in. */
function replacingPatch([oldName, newName]: Names, before: string, after: string): StructuredPatch {
  const patch = structuredPatch(oldName, newName, '', '');
  const removed = structuredPatch(oldName, newName, before, '').hunks[0];
  const added = structuredPatch(oldName, newName, '', after).hunks[0];
  const hunk = removed && added ? joined(removed, added) : (removed ?? added);
  return { ...patch, hunks: hunk ? [hunk] : [] };
}

function joined(removed: StructuredPatchHunk, added: StructuredPatchHunk): StructuredPatchHunk {
  const { oldStart, oldLines } = removed;
  const { newStart, newLines } = added;
  return { oldStart, oldLines, newStart, newLines, lines: [...removed.lines, ...added.lines] };
}
