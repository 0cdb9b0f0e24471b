// The marker on the first line of a generated file: where it comes from, where to edit, and a hash that shows edits by hand.
import { hash } from 'node:crypto';
import type { ModelPath } from '@groundplan/model';

/** What the first line says about a file; `intact` includes a file whose line endings alone were changed. */
export type MarkerState = 'absent' | 'intact' | 'edited' | 'conflicted';

/** Puts the marker on the first line, for JSON as the first key; throws where the format has no place for it. */
export function stamp(path: string, content: string, from: readonly ModelPath[], source: string): string {
  return stampFrom(path, content, { from: from[0] ?? source, source, command: 'nx run generate' });
}

/** What a marker says: what the file is made of, where to edit, and what to run then. */
export interface Provenance {
  readonly from: string;
  readonly source: string;
  readonly command: string;
}

/** The same for a file that another command makes. */
export function stampFrom(path: string, content: string, provenance: Provenance): string {
  const format = formatOf(path);
  const rest = format.prepare(path, content);
  return format.insert(rest, `${sentence(provenance)} [groundplan:${digest(rest)}]`);
}

/** Whether `text` carries the marker, and whether the rest is what the marker was made for. */
export function readMarker(text: string): { state: MarkerState } {
  const found = splitMarker(text);
  if (found !== undefined && isIntact(found)) return { state: 'intact' };
  if (isConflicted(text)) return { state: 'conflicted' };
  return { state: found === undefined ? 'absent' : 'edited' };
}

interface Format {
  /** The content as it stands in the file around the marker line. */
  prepare(path: string, content: string): string;
  insert(rest: string, marker: string): string;
}

const hashComment: Format = {
  prepare(path, content) {
    if (content.startsWith('#!')) throw new Error(`${path} starts with #!, where the marker line has to be.`);
    return content;
  },
  insert: (rest, marker) => `# ${marker}\n${rest}`,
};

/** Zone files of nameservers (RFC 1035 section 5.1). */
const semicolonComment: Format = {
  prepare: (_path, content) => content,
  insert: (rest, marker) => `; ${marker}\n${rest}`,
};

const markupComment: Format = {
  prepare(path, content) {
    if (content.startsWith('<?xml'))
      throw new Error(`${path} starts with an XML declaration, which must be the first line.`);
    return content;
  },
  insert: (rest, marker) => `<!-- ${marker.replaceAll(/-(?=-)|-$/g, '\\u002d')} -->\n${rest}`,
};

const jsonKey: Format = {
  prepare(path, content) {
    if (!content.startsWith('{') || !content.trimEnd().endsWith('}'))
      throw new Error(`${path} is not a JSON object, so it has no place for the marker.`);
    if (content.includes('"//"') && Object.hasOwn(JSON.parse(content) as object, '//')) {
      throw new Error(`${path} has the key "//", which belongs to the marker.`);
    }
    return content.startsWith('{\n') ? content : `{\n${content.slice(1)}`;
  },
  insert(rest, marker) {
    const indent = /^\{\n( *|\t*)"/.exec(rest)?.[1] ?? '  ';
    const comma = /^\{\s*\}\s*$/.test(rest) ? '' : ',';
    return `{\n${indent}"//": ${JSON.stringify(marker)}${comma}\n${rest.slice(2)}`;
  },
};

function formatOf(path: string): Format {
  const extension = /\.([a-z]+)$/.exec(path)?.[1];
  if (extension === 'json') return jsonKey;
  if (extension === 'zone') return semicolonComment;
  return extension === 'md' || extension === 'html' || extension === 'svg' ? markupComment : hashComment;
}

function sentence({ from, source, command }: Provenance): string {
  return `Generated from ${escapeControls(from)}. Edit ${source}, then run ${command}.`;
}

// Line breaks of any consumer (YAML 1.1: NEL, LS, PS) would end the comment; bidi controls would disguise it.
function escapeControls(text: string): string {
  const escapeUnit = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (match) => match.split('').map(escapeUnit).join(''));
}

function digest(rest: string): string {
  return hash('sha256', rest).slice(0, 12);
}

const markerLine = /^(?:# |; |<!-- )Generated from .*\[groundplan:([0-9a-f]{12})\](?: -->)?\r?$/;
const markerKey = /^\s*"\/\/": "Generated from .*\[groundplan:([0-9a-f]{12})\]",?\r?$/;

interface Split {
  /** As the marker states it. */
  readonly stated: string;
  readonly rest: string;
}

function splitMarker(text: string): Split | undefined {
  const start = /^\{\r?\n/.exec(text)?.[0].length ?? 0;
  const end = text.indexOf('\n', start);
  const line = end === -1 ? text.slice(start) : text.slice(start, end);
  const match = (start === 0 ? markerLine : markerKey).exec(line);
  if (!match) return undefined;
  return { stated: match[1] as string, rest: text.slice(0, start) + (end === -1 ? '' : text.slice(end + 1)) };
}

function isIntact({ stated, rest }: Split): boolean {
  return digest(rest) === stated || (rest.includes('\r\n') && digest(rest.replaceAll('\r\n', '\n')) === stated);
}

// Each side of a conflict brings its own marker line, so the first line may be Git's.
function isConflicted(text: string): boolean {
  let at = 0;
  for (const line of [/^<{7} /gm, /^={7}\r?$/gm, /^>{7} /gm]) {
    line.lastIndex = at;
    if (!line.test(text)) return false;
    at = line.lastIndex;
  }
  return splitMarker(text.replace(/^(\{\r?\n)?<{7} [^\n]*\n/, '$1')) !== undefined;
}
