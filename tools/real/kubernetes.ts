// Kubernetes objects, judged by the JSON schemas of their kinds with unknown fields forbidden, and by rules no schema can say.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
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

interface JsonSchema {
  readonly properties?: { readonly [key: string]: unknown };
}

/** strict: false for OpenAPI's own words; no u flag for the regular expressions of Cilium. */
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, logger: false });
formats.default(ajv);

/** RFC 1123, as Kubernetes asks of almost every name; longer ones fit in no label. */
const name = { type: 'string', pattern: '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$', maxLength: 63 };
const text = { type: 'string' };
const texts = { type: 'object', additionalProperties: text };
/** Of an object that is written by hand or tool; catalogues leave it open. */
const metadata = {
  type: 'object',
  properties: {
    name,
    namespace: { ...name, pattern: '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$' },
    labels: texts,
    annotations: texts,
  },
  required: ['name'],
  additionalProperties: false,
};

const compiled = new Map<string, ValidateFunction | undefined>();

/** Empty when the object is what its kind allows. */
export function objectProblems(object: unknown): string[] {
  if (!isObject(object)) return ['is no Kubernetes object: apiVersion, kind and metadata.name are missing'];
  const validate = validatorOf(object);
  if (!validate) return [`${object.apiVersion} ${object.kind} has no schema in tools/real/schemas`];
  if (!validate(withoutEncryption(object))) return (validate.errors ?? []).map(explain);
  return ruleProblems(object);
}

/** For a file of objects, each problem with the object it is in. */
export function manifestProblems(file: string, content: string): string[] {
  return parseAllDocuments(content, { version: '1.1' }).flatMap((document) => {
    if (document.errors.length > 0) return document.errors.map(({ message }) => `${file}: ${message}`);
    const object: unknown = document.toJS();
    if (object === null || object === undefined) return [];
    const title = isObject(object) ? `${object.kind} ${object.metadata.name}` : 'a document';
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

function isObject(value: unknown): value is KubernetesObject {
  const { apiVersion, kind, metadata: head } = (value ?? {}) as Partial<KubernetesObject>;
  return typeof apiVersion === 'string' && typeof kind === 'string' && typeof head?.name === 'string';
}

/** SOPS adds a key of its own, which Flux takes away again. */
function withoutEncryption(object: KubernetesObject): object {
  const { sops: _, ...plain } = object as KubernetesObject & { readonly sops?: unknown };
  return plain;
}

function validatorOf({ apiVersion, kind }: KubernetesObject): ValidateFunction | undefined {
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['core', apiVersion];
  const file = `${group}/${kind.toLowerCase()}_${version}.json`;
  if (!compiled.has(file)) {
    const schema = readSchema(file);
    compiled.set(file, schema && ajv.compile(strict(schema)));
  }
  return compiled.get(file);
}

function readSchema(file: string): JsonSchema | undefined {
  if (!/^[a-z0-9.-]+\/[a-z0-9]+_v[a-z0-9]+\.json$/.test(file)) return undefined;
  try {
    return JSON.parse(readFileSync(resource(`schemas/${file}`), 'utf8')) as JsonSchema;
  } catch {
    return undefined;
  }
}

/** Catalogues forbid unknown fields below the first level only, and know no metadata. The status is the cluster's. */
function strict(schema: JsonSchema): object {
  const { status: _, ...written } = schema.properties ?? {};
  return { ...schema, properties: { ...written, apiVersion: text, kind: text, metadata }, additionalProperties: false };
}

function explain({ instancePath, message, params }: ErrorObject): string {
  const detail = Object.values(params as { readonly [key: string]: unknown }).filter((one) => typeof one === 'string');
  const extra = detail.filter((one) => !message?.includes(one as string));
  return `${instancePath || '/'} ${message}${extra.length > 0 ? ` (${extra.join(', ')})` : ''}`;
}
