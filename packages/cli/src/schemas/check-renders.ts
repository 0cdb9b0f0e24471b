// Holds the renders of environments against JSON schemas: every problem with its file and line.
import type { Tree } from '@groundplan/engine';
import { distPath } from '../render/dist-path.js';
import { type RenderDocument, readDocuments, UnreadableObjects } from '../render/documents.js';
import { titleOf } from '../render/kubernetes-object.js';
import { type CheckObject, objectChecker, printProblem, type ReadSchema } from './object-schema.js';

export interface RenderProblem {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

export interface SchemaOutcome {
  readonly problems: readonly RenderProblem[];
  /** How many objects were held against a schema. */
  readonly checked: number;
  /** Kinds nobody judged, sorted, each with the number of its objects. */
  readonly withoutSchema: readonly { readonly apiVersion: string; readonly kind: string; readonly objects: number }[];
}

export function checkRenders(environments: readonly string[], tree: Tree, read: ReadSchema): SchemaOutcome {
  const check = objectChecker(read);
  const unknown = new Map<string, { apiVersion: string; kind: string; objects: number }>();
  let checked = 0;
  const problems = environments.flatMap((environment) => {
    const path = distPath(environment);
    const documents = documentsOf(path, tree.read(path));
    if ('message' in documents) return [documents];
    return documents.flatMap((document) => {
      const found = problemsOf(document, path, check);
      if (found) checked += 1;
      else count(document, unknown);
      return found ?? [];
    });
  });
  const kinds = [...unknown].sort(([a], [b]) => (a < b ? -1 : 1));
  return { problems, checked, withoutSchema: kinds.map(([, kind]) => kind) };
}

function documentsOf(path: string, text: string | undefined): RenderDocument[] | RenderProblem {
  if (text === undefined) return { path, line: 1, message: 'is not there: run groundplan render.' };
  try {
    return readDocuments(text);
  } catch (error) {
    if (!(error instanceof UnreadableObjects)) throw error;
    return { path, line: 1, message: error.message };
  }
}

/** Undefined when the kind has no schema. */
function problemsOf(document: RenderDocument, path: string, check: CheckObject): RenderProblem[] | undefined {
  return check(document.object)?.map((problem) => ({
    path,
    line: document.lineOf(problem.path.map((step) => (/^\d+$/.test(step) ? Number(step) : step))),
    message: `${titleOf(document.object)}: ${printProblem(problem)}`,
  }));
}

function count(
  { object: { apiVersion, kind } }: RenderDocument,
  unknown: Map<string, { apiVersion: string; kind: string; objects: number }>,
): void {
  const key = `${apiVersion} ${kind}`;
  unknown.set(key, { apiVersion, kind, objects: (unknown.get(key)?.objects ?? 0) + 1 });
}
