// Kubernetes objects, judged by the JSON schemas of their kinds with unknown fields forbidden, and by rules no schema can say.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isKubernetesObject, objectChecker, printProblem } from '@groundplan/cli/schemas';
import { parse, parseAllDocuments } from 'yaml';
import type { Folder } from './folder.js';
import { ruleProblems } from './kubernetes-rules.js';
import { count, type Verdict } from './outcome.js';
import { resource } from './resource.js';

export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: unknown;
}

const checkObject = objectChecker(readSchema);

/** Empty when the object is what its kind allows. */
export function objectProblems(object: unknown): string[] {
  if (!isKubernetesObject(object)) return ['is no Kubernetes object: apiVersion, kind and metadata.name are missing'];
  const problems = checkObject(object);
  if (!problems) return [`${object.apiVersion} ${object.kind} has no schema in tools/real/schemas`];
  return problems.length > 0 ? problems.map(printProblem) : ruleProblems(object);
}

/** For a file of objects, each problem with the object it is in. */
export function manifestProblems(file: string, content: string): string[] {
  return parseAllDocuments(content, { version: '1.1' }).flatMap((document) => {
    if (document.errors.length > 0) return document.errors.map(({ message }) => `${file}: ${message}`);
    const object: unknown = document.toJS();
    if (object === null || object === undefined) return [];
    const title = isKubernetesObject(object) ? `${object.kind} ${object.metadata.name}` : 'a document';
    return objectProblems(object).map((problem) => `${file}: ${title}: ${problem}`);
  });
}

/** Every file of objects; parts of objects, which kustomizations lay over others, are judged in what kustomize makes of them. */
export async function checkKubernetes(folder: Folder): Promise<Verdict | undefined> {
  const parts = new Set(folder.files.filter(isKustomization).flatMap((file) => [file, ...partsOf(folder, file)]));
  const files = folder.files.filter((file) => /\.ya?ml$/.test(file) && !parts.has(file));
  if (files.length === 0) return undefined;
  const problems = files.flatMap((file) => manifestProblems(file, readFileSync(`${folder.root}/${file}`, 'utf8')));
  return { detail: count(files.length, 'file'), problems };
}

export const isKustomization = (file: string) => /\/kustomization\.yaml$/.test(file);

interface Kustomization {
  readonly patches?: readonly { readonly path?: string }[];
  readonly configurations?: readonly string[];
}

function partsOf({ root }: Folder, file: string): string[] {
  const { patches = [], configurations = [] } = (parse(readFileSync(`${root}/${file}`, 'utf8')) ?? {}) as Kustomization;
  const paths = [...patches.flatMap(({ path }) => (path === undefined ? [] : [path])), ...configurations];
  return paths.map((path) => join(dirname(file), path));
}

function readSchema(file: string): string | undefined {
  try {
    return readFileSync(resource(`schemas/${file}`), 'utf8');
  } catch {
    return undefined;
  }
}
