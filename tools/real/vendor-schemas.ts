// Copies JSON schemas into tools/real/schemas without their descriptions: `node tools/dist/real/vendor-schemas.js FOLDER`.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { resource } from './resource.js';

/** Folders of the source that hold nothing Groundplan writes. */
const unused = /(^|\/)(argoproj\.io|tuppr\.home-operations\.com|externaldns\.k8s\.io)\//;
/** Catalogues of <group>/<kind>_<version>.json. */
const wanted = /^(?:flux-schema|crds-catalog)\/(.+\.json)$/;

/** The schema without descriptions, and without `nullable` where Ajv wants a type beside it. */
export function stripped(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(stripped);
  if (typeof schema !== 'object' || schema === null) return schema;
  const kept = Object.entries(schema).filter(
    ([key, value]) =>
      !(key === 'description' && typeof value === 'string') &&
      !(key === 'nullable' && value === true && !('type' in schema)),
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, stripped(value)]));
}

/** Definitions of kinds as clusters take them. They leave unknown fields out in silence, which is what a check must not do. */
const definition = /^k0s\/[^/]+\.crd\.yaml$/;

interface Definition {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly name: string; readonly schema: { readonly openAPIV3Schema: object } }[];
  };
}

/** The schema with unknown fields forbidden wherever it names fields. */
export function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const kept = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  const names = typeof kept.properties === 'object' && kept.type === 'object';
  return names && !('additionalProperties' in kept) ? { ...kept, additionalProperties: false } : kept;
}

function vendorDefinition(source: string, target: string): void {
  const { spec } = parse(readFileSync(source, 'utf8')) as Definition;
  for (const { name, schema } of spec.versions) {
    const file = join(target, spec.group, `${spec.names.kind.toLowerCase()}_${name}.json`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(closed(stripped(schema.openAPIV3Schema)))}\n`);
  }
}

function vendor(source: string, target: string): void {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => !unused.test(file));
  for (const file of files.filter((one) => definition.test(one))) vendorDefinition(join(source, file), target);
  for (const file of files) {
    const name = wanted.exec(file)?.[1];
    if (name === undefined) continue;
    mkdirSync(dirname(join(target, name)), { recursive: true });
    const schema: unknown = JSON.parse(readFileSync(join(source, file), 'utf8'));
    writeFileSync(join(target, name), `${JSON.stringify(stripped(schema))}\n`);
  }
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  vendor(resolve(process.argv[2] ?? '.'), resource('schemas'));
