// The manifest: which files Groundplan owns and which generator makes each, one line per file so that branches merge.
import { unsafePathReason } from './safe-path.js';

/** Generator names by path. */
export type Manifest = ReadonlyMap<string, string>;

/** Something in a manifest file that cannot be trusted; the entry is left out. */
export interface ManifestProblem {
  readonly path?: string;
  readonly message: string;
}

export interface ParsedManifest {
  readonly manifest: Manifest;
  readonly problems: readonly ManifestProblem[];
}

const noteKey = '//';
const note = 'The files Groundplan owns, and the generator of each. Written by nx run generate; do not edit.';

/** Sorted, one line per entry; the note comes last so that every entry ends with a comma (Git's merge=union). */
export function printManifest(manifest: Manifest): string {
  const paths = [...manifest.keys()].sort();
  const lines = paths.map((path) => `  ${JSON.stringify(path)}: ${JSON.stringify(manifest.get(path))},\n`);
  return `{\n${lines.join('')}  ${JSON.stringify(noteKey)}: ${JSON.stringify(note)}\n}\n`;
}

/** Reads a manifest of any order, also one with Git conflict markers, which counts as the union of both sides. */
export function parseManifest(text: string): ParsedManifest {
  const problems: ManifestProblem[] = [];
  const manifest = new Map<string, string>();
  for (const [path, by] of readEntries(text, problems)) {
    if (path === noteKey) continue;
    const message = entryProblem(path, by);
    if (message === undefined) manifest.set(path, by as string);
    else problems.push({ path, message });
  }
  return { manifest, problems };
}

function entryProblem(path: string, by: unknown): string | undefined {
  const reason = unsafePathReason(path);
  if (reason !== undefined) return `${JSON.stringify(path)} ${reason}.`;
  return typeof by === 'string' ? undefined : `${path} names no generator.`;
}

type Entries = readonly (readonly [string, unknown])[];

function readEntries(text: string, problems: ManifestProblem[]): Entries {
  const value = parseJson(text);
  if (value === undefined) return readLines(text, problems);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.entries(value);
  problems.push({ message: 'The manifest is not a JSON object.' });
  return [];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const conflictLine = /^(?:<{7} .*|\|{7} .*|={7}|>{7} .*)$/;
const entryLine = /^\s*("(?:[^"\\]|\\.)*")\s*:\s*("(?:[^"\\]|\\.)*")\s*,?\s*$/;

function readLines(text: string, problems: ManifestProblem[]): Entries {
  const entries: [string, unknown][] = [];
  if (!/\}\s*$/.test(text)) problems.push({ message: 'The manifest ends before its closing brace.' });
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const match = entryLine.exec(line);
    const pair = match && [parseJson(match[1] as string), parseJson(match[2] as string)];
    if (pair && typeof pair[0] === 'string') entries.push([pair[0], pair[1]]);
    else if (!conflictLine.test(line) && !/^\s*[{}]?\s*$/.test(line)) {
      problems.push({ message: `Line ${index + 1} is not an entry of the manifest.` });
    }
  }
  return entries;
}
