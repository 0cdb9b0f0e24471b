// The files a kustomization is built from: which of them an object comes from, and what is fetched from elsewhere.
import { posix } from 'node:path';
import { parse } from 'yaml';
import { type RenderDocument, readDocuments } from './documents.js';
import type { KubernetesObject } from './kubernetes-object.js';

export interface Sources {
  /** Files of objects that resources name, each with its objects; those that cannot be read are empty. */
  readonly files: readonly { readonly path: string; readonly documents: readonly RenderDocument[] }[];
  /** Kustomizations that make Secrets or ConfigMaps. */
  readonly makers: readonly { readonly path: string; readonly names: readonly string[] }[];
  /** Resources that kustomize downloads at every build. */
  readonly remote: readonly { readonly path: string; readonly resource: string }[];
}

type Read = (path: string) => string | undefined;

interface Kustomization {
  readonly resources?: readonly string[] | null;
  readonly components?: readonly string[] | null;
  readonly secretGenerator?: readonly { readonly name?: string }[] | null;
  readonly configMapGenerator?: readonly { readonly name?: string }[] | null;
}

const names = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
const elsewhere = /^[a-z]+:|^[^./]+\.[a-z]+\/|^git@|\?ref=/;

/** What is not there or cannot be read is left out: kustomize says so better. */
export function sourcesOf(folder: string, read: Read): Sources {
  const sources = { files: [], makers: [], remote: [] } satisfies { [key in keyof Sources]: unknown[] };
  visit(folder, { read, seen: new Set(), sources });
  return sources;
}

interface Walk {
  readonly read: Read;
  readonly seen: Set<string>;
  readonly sources: { [key in keyof Sources]: Sources[key][number][] };
}

function visit(folder: string, walk: Walk): void {
  if (walk.seen.has(folder)) return;
  walk.seen.add(folder);
  const path = names.map((name) => posix.join(folder, name)).find((name) => readable(name, walk) !== undefined);
  if (path === undefined) return;
  const { resources, components, secretGenerator, configMapGenerator } = kustomizationOf(readable(path, walk));
  const made = [...(secretGenerator ?? []), ...(configMapGenerator ?? [])].flatMap(({ name }) => name ?? []);
  if (made.length > 0) walk.sources.makers.push({ path, names: made });
  for (const resource of [...(resources ?? []), ...(components ?? [])]) {
    if (elsewhere.test(resource)) walk.sources.remote.push({ path, resource });
    else if (/\.ya?ml$/.test(resource)) addFile(posix.join(folder, resource), walk);
    else visit(posix.join(folder, resource), walk);
  }
}

function kustomizationOf(text: string | undefined): Kustomization {
  try {
    return (parse(text ?? '') ?? {}) as Kustomization;
  } catch {
    return {};
  }
}

function addFile(path: string, walk: Walk): void {
  if (walk.seen.has(path)) return;
  walk.seen.add(path);
  try {
    walk.sources.files.push({ path, documents: readDocuments(readable(path, walk) ?? '') });
  } catch {
    walk.sources.files.push({ path, documents: [] });
  }
}

function readable(path: string, { read }: Walk): string | undefined {
  try {
    return read(path);
  } catch {
    return undefined;
  }
}

/** The file and line an object was written in; kustomize may have put something before and after its name. */
export function originOf({ kind, metadata: { name } }: KubernetesObject, sources: Sources): string | undefined {
  for (const { path, documents } of sources.files) {
    const found = documents.find(({ object }) => object.kind === kind && name.includes(object.metadata.name));
    if (found) return `${path}:${found.line}`;
  }
  return sources.makers.find((maker) => maker.names.some((one) => name.includes(one)))?.path;
}
