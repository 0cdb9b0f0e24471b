// Reads a file of Kubernetes objects, each with the text it stands in. Loads the yaml package: import this file only when needed.
import { LineCounter, parseDocument } from 'yaml';
import { isKubernetesObject, type KubernetesObject } from './kubernetes-object.js';

export interface RenderDocument {
  readonly object: KubernetesObject;
  /** As it stands in the file, with its last line break. */
  readonly text: string;
  /** Of the file, from 1. */
  readonly line: number;
  /** Where in the file a value stands; the nearest one that is written when it is not. */
  lineOf(path: readonly (string | number)[]): number;
}

/** A file that is no list of Kubernetes objects. */
export class UnreadableObjects extends Error {
  override readonly name = 'UnreadableObjects';
}

/** Documents that hold nothing, such as comments alone, are left out. Throws `UnreadableObjects`. */
export function readDocuments(text: string): RenderDocument[] {
  return splitDocuments(text).flatMap((one) => readDocument(one) ?? []);
}

interface Part {
  readonly text: string;
  readonly line: number;
}

/** No scalar can hold --- at the start of a line: those of objects are indented. */
function splitDocuments(text: string): Part[] {
  const parts: Part[] = [];
  let line = 1;
  for (const part of text.split(/^---(?=[ \t\r\n]|$).*\n?/m)) {
    parts.push({ text: part, line });
    line += part.split('\n').length;
  }
  return parts;
}

function readDocument({ text, line }: Part): RenderDocument | undefined {
  const counter = new LineCounter();
  const document = parseDocument(text, { version: '1.1', lineCounter: counter, prettyErrors: false });
  const [error] = document.errors;
  if (error) throw new UnreadableObjects(`Line ${lineAt(error.pos[0])} is no YAML: ${error.message}`);
  const object: unknown = document.toJS();
  if (object === null || object === undefined) return undefined;
  if (!isKubernetesObject(object))
    throw new UnreadableObjects(`Line ${line} begins something without apiVersion, kind or metadata.name.`);
  return { object, text: text.endsWith('\n') ? text : `${text}\n`, line, lineOf };

  function lineAt(offset: number): number {
    return line + counter.linePos(offset).line - 1;
  }
  function lineOf(path: readonly (string | number)[]): number {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true) as { range?: readonly number[] | null } | undefined;
      if (node?.range) return lineAt(node.range[0] ?? 0);
    }
    return line;
  }
}
