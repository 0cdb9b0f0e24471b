// What is promoted: the shared part of every component, chart, app and platform version, as plain JSON by key.
import * as z from 'zod';
import { appShape } from '../app/schema.js';
import { chartShape } from '../chart/schema.js';
import { catalogued } from '../component/catalogue/index.js';
import { releaseShape } from '../component/schema.js';
import { type HelmValue, type HelmValues, sorted } from '../component/values.js';
import { namePattern } from '../names.js';
import { platformSchema } from '../platform/schema.js';
import type { AnyTopology } from '../topology.js';

export interface PinnedComponent {
  readonly version: string;
  readonly digest?: string;
  readonly configuration?: HelmValues;
  readonly values?: HelmValues;
}

/** The kinds of entries, as they begin their keys. */
export const entryKinds = ['apps', 'charts', 'components', 'platform'] as const;
export type EntryKind = (typeof entryKinds)[number];

/** Keyed kind/name, such as components/cert-manager; the values are plain JSON with sorted keys. */
export type Entries = ReadonlyMap<string, HelmValues>;

export const noEntries: Entries = new Map();

export function entryKey(kind: EntryKind, name: string): string {
  return `${kind}/${name}`;
}

/** Kind and name of a key; undefined when it is none. */
export function entryOf(key: string): { readonly kind: EntryKind; readonly name: string } | undefined {
  const [kind, name, ...rest] = key.split('/');
  if (!name || rest.length > 0 || !namePattern.test(name)) return undefined;
  const known = entryKinds.find((one) => one === kind);
  return known && { kind: known, name };
}

/** The shared entries of topology.ts: everything but what an environment sets for itself. */
export function sharedEntries(topology: AnyTopology): Entries {
  const entries = new Map<string, HelmValues>();
  const add = (kind: EntryKind, name: string, entry: object) => entries.set(entryKey(kind, name), plain(entry));
  for (const [name, { environments: _, ...app }] of Object.entries(topology.apps ?? {})) add('apps', name, app);
  for (const [name, { environments: _, ...chart }] of Object.entries(topology.charts ?? {})) add('charts', name, chart);
  for (const [name, entry] of Object.entries(topology.components ?? {})) add('components', name, componentEntry(entry));
  for (const [name, version] of Object.entries(topology.platform ?? {})) add('platform', name, { version });
  return new Map([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function componentEntry(entry: object) {
  const {
    version,
    digest,
    values,
    environments: _,
    ...configuration
  } = entry as PinnedComponent & {
    readonly environments?: unknown;
  };
  return { version, digest, configuration, values };
}

/** Without what is left out or empty, keys in order: two ways to write an entry are one pin. */
function plain(entry: object): HelmValues {
  const stated = Object.entries(entry).filter(([, value]) => value !== undefined && !isEmpty(value));
  return sorted(withoutUndefined(Object.fromEntries(stated)) as HelmValues);
}

const isEmpty = (value: unknown) => typeof value === 'object' && value !== null && Object.keys(value).length === 0;

function withoutUndefined(value: unknown): HelmValue {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== 'object' || value === null) return value as HelmValue;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.map(([key, item]) => [key, withoutUndefined(item)]));
}

/** Has an untrusted entry the form that its kind and name ask for? */
export function isEntry(kind: EntryKind, name: string, value: unknown): value is HelmValues {
  return schemaOf(kind, name)?.safeParse(value, { jitless: true }).success ?? false;
}

function schemaOf(kind: EntryKind, name: string): z.ZodType | undefined {
  if (kind === 'apps') return z.strictObject(appShape);
  if (kind === 'charts') return z.strictObject(chartShape);
  if (kind === 'components') {
    const entry = catalogued(name);
    return entry && z.strictObject({ ...releaseShape, configuration: entry.configuration.strict().optional() });
  }
  const version = Object.hasOwn(platformSchema.shape, name)
    ? platformSchema.shape[name as keyof typeof platformSchema.shape]
    : undefined;
  return version && z.strictObject({ version: version.unwrap() });
}

export const sameEntry = (a: HelmValues | undefined, b: HelmValues | undefined) => canonical(a) === canonical(b);

/** One line of JSON with sorted keys. */
export function canonical(entry: HelmValues | undefined): string {
  return entry === undefined ? '' : JSON.stringify(sorted(entry));
}

export function entriesOf(kind: EntryKind, entries: Entries): readonly (readonly [string, HelmValues])[] {
  return [...entries]
    .filter(([key]) => key.startsWith(`${kind}/`))
    .map(([key, entry]) => [key.slice(kind.length + 1), entry] as const);
}
