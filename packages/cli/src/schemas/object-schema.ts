// Judges Kubernetes objects by the JSON schemas of their kinds, with unknown fields forbidden. Loads ajv: import it only when needed.
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import type { KubernetesObject } from '../render/kubernetes-object.js';

/** The text of group/kind_version.json, undefined when there is none. */
export type ReadSchema = (file: string) => string | undefined;

export interface ObjectProblem {
  /** Steps to the value that is wrong; empty for the object itself. */
  readonly path: readonly string[];
  readonly message: string;
}

/** Undefined when the kind has no schema; empty when the object is what its kind allows. */
export type CheckObject = (object: KubernetesObject) => readonly ObjectProblem[] | undefined;

interface JsonSchema {
  readonly properties?: { readonly [key: string]: unknown };
}

const text = { type: 'string' };
const texts = { type: 'object', additionalProperties: text };
/** RFC 1123: a subdomain for most kinds, a label for those that become part of one; RBAC takes any step of a URL. */
const subdomain = {
  type: 'string',
  pattern: '^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$',
  maxLength: 253,
};
const label = { type: 'string', pattern: '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$', maxLength: 63 };
const pathStep = { type: 'string', pattern: '^(?!\\.{1,2}$)[^/%]+$' };

function nameOf(kind: string) {
  if (/^(?:Cluster)?Role(?:Binding)?$/.test(kind)) return pathStep;
  return kind === 'Namespace' || kind === 'Service' ? label : subdomain;
}

/** Of an object that is written by hand or tool; catalogues leave it open. Tools leave an empty creationTimestamp behind. */
const metadataOf = (kind: string) => ({
  type: 'object',
  properties: {
    name: nameOf(kind),
    namespace: label,
    labels: texts,
    annotations: texts,
    finalizers: { type: 'array', items: text },
    creationTimestamp: { type: 'null' },
  },
  required: ['name'],
  additionalProperties: false,
});

/** Schemas are compiled when the first object of their kind comes, which takes most of the time. */
export function objectChecker(read: ReadSchema): CheckObject {
  // strict: false for OpenAPI's own words; no u flag for the regular expressions of Cilium.
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, logger: false });
  formats.default(ajv);
  const compiled = new Map<string, ValidateFunction | undefined>();
  return (object) => {
    const file = schemaFile(object);
    if (!compiled.has(file)) compiled.set(file, compile(file, object.kind));
    const validate = compiled.get(file);
    if (!validate) return undefined;
    return validate(withoutEncryption(object)) ? [] : (validate.errors ?? []).map(explain);
  };

  function compile(file: string, kind: string): ValidateFunction | undefined {
    const schema = /^[a-z0-9.-]+\/[a-z0-9]+_v[a-z0-9]+\.json$/.test(file) ? read(file) : undefined;
    return schema === undefined ? undefined : ajv.compile(strict(JSON.parse(schema) as JsonSchema, kind));
  }
}

/** core/service_v1.json, apps/deployment_v1.json */
export function schemaFile({ apiVersion, kind }: KubernetesObject): string {
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['core', apiVersion];
  return `${group}/${kind.toLowerCase()}_${version}.json`;
}

/** SOPS adds a key of its own, which Flux takes away again. */
function withoutEncryption({ sops: _, ...plain }: KubernetesObject): object {
  return plain;
}

/** Catalogues forbid unknown fields below the first level only, and know no metadata. The status is the cluster's. */
function strict(schema: JsonSchema, kind: string): object {
  const { status: _, ...written } = schema.properties ?? {};
  const properties = { ...written, apiVersion: text, kind: text, metadata: metadataOf(kind) };
  return { ...schema, properties, additionalProperties: false };
}

/** As one line: /spec/ports/0 must NOT have additional properties (portt). */
export function printProblem({ path, message }: ObjectProblem): string {
  return `/${path.join('/')} ${message}`;
}

function explain({ instancePath, message, params }: ErrorObject): ObjectProblem {
  const detail = Object.values(params as { readonly [key: string]: unknown }).filter((one) => typeof one === 'string');
  const extra = detail.filter((one) => !message?.includes(one as string));
  const path = instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return { path, message: `${message}${extra.length > 0 ? ` (${extra.join(', ')})` : ''}` };
}
