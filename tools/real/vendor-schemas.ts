// Copies JSON schemas into tools/real/schemas without their descriptions: `node tools/dist/real/vendor-schemas.js FOLDER`.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
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

function vendor(source: string, target: string): void {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => !unused.test(file));
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
