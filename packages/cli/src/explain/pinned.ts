// What of a line, or of an entry, comes from the pins of an environment and not from topology.ts.
import { openTree } from '@groundplan/engine';
import {
  entryKey,
  type HelmValues,
  lastPromotionOf,
  type ModelPath,
  modelPath,
  pathSegments,
  pinsPath,
  recordPath,
} from '@groundplan/model';
import { readRecords } from '../load/read-records.js';
import type { Question } from './answer.js';
import type { Origin } from './explained.js';
import { valueAt } from './facts.js';

export interface Pinned {
  readonly environment: string;
  /** Such as components/cert-manager. */
  readonly key: string;
  readonly entry: HelmValues;
}

const kinds = ['components', 'charts', 'apps', 'platform'] as const;
type Kind = (typeof kinds)[number];

/** The pin that decides a resolved value; undefined for what topology.ts says, or the environment for itself. */
export function pinOf(resolved: ModelPath, { read }: Pick<Question, 'read'>): Pinned | undefined {
  const [section, environment, kind, name, ...rest] = pathSegments(resolved);
  if (section !== 'environments' || typeof environment !== 'string' || typeof name !== 'string') return undefined;
  const known = kinds.find((one) => one === kind);
  const entry = known && pinnedEntry(environment, known, name, { read });
  if (!known || !entry || isOwn(environment, { kind: known, name, rest }, read.input)) return undefined;
  return isDecided(known, entry, rest) ? { environment, key: entryKey(known, name), entry } : undefined;
}

function pinnedEntry(environment: string, kind: Kind, name: string, { read }: Pick<Question, 'read'>) {
  const { promotion, environments } = read.topology;
  if (promotion === 'branches' || environments[environment]?.order === 0) return undefined;
  return read.pins.get(environment)?.get(entryKey(kind, name));
}

interface Value {
  readonly kind: Kind;
  readonly name: string;
  readonly rest: readonly (string | number)[];
}

/** Does the environment set it for itself, in the entry in topology.ts? */
function isOwn(environment: string, { kind, name, rest }: Value, input: unknown): boolean {
  const path = rest[0] === 'configuration' ? rest.slice(1) : rest;
  return path.length > 0 && valueAt(input, [kind, name, 'environments', environment, ...path]) !== undefined;
}

/** What follows from the version alone is decided by it, too. */
const derived = ['version', 'digest', 'apis', 'source'];

function isDecided(kind: Kind, entry: HelmValues, rest: readonly (string | number)[]): boolean {
  return kind === 'platform' || derived.includes(String(rest[0])) || valueAt(entry, rest) !== undefined;
}

/** Its line in the pins file. */
export function pinOrigin({ environment, key }: Pinned, { project }: Pick<Question, 'project'>): Origin {
  const path = pinsPath(environment);
  const lines = (openTree(project.root).read(path) ?? '').split('\n');
  const index = lines.findIndex((line) => line.trimStart().startsWith(`${JSON.stringify(key)}:`));
  const source = (lines[index] ?? '').trim();
  return {
    at: key,
    location: `${path}:${index + 1}:3`,
    source: source.length > 120 ? `${source.slice(0, 119)}…` : source,
  };
}

export const pinText = ({ environment, key, entry }: Pinned) =>
  `${key}${typeof entry.version === 'string' ? ` ${entry.version}` : ''}, pinned in ${pinsPath(environment)}`;

/** The pin on a line of a pins file. */
export function pinAt({ path, line }: { path: string; line: number }, { project, read }: Question): Pinned | undefined {
  const environment = /^topology\/pins\/([^/]+)\.json$/.exec(path)?.[1];
  const text = (openTree(project.root).read(path) ?? '').split('\n')[line - 1];
  const key = text && /^\s*"([^"]+)":/.exec(text)?.[1];
  const entry = environment && key && read.pins.get(environment)?.get(key);
  return environment && key && entry ? { environment, key, entry } : undefined;
}

/** Where it is written in topology.ts, which record brought it, and whether topology.ts says something else by now. */
export function pinFacts({ environment, key, entry }: Pinned, { read, project }: Question) {
  const [kind = '', name = ''] = key.split('/');
  const record = lastPromotionOf(readRecords(openTree(project.root)), environment, key);
  const stated = valueAt(read.input, kind === 'platform' ? [kind, name] : [kind, name, 'version']);
  const now =
    valueAt(read.input, [kind, name]) === undefined
      ? 'nothing of it any more'
      : stated === undefined
        ? 'no version'
        : String(stated);
  const facts: [string, string][] = [
    ['pinned', typeof entry.version === 'string' ? entry.version : 'what the line says'],
    ['runs in', environment],
    [
      'brought by',
      record ? recordPath(record) : 'no record: the environment was added with it, or it was written by hand',
    ],
    ['topology.ts says', now],
  ];
  return { facts, path: modelPath(kind, name), isStated: now !== 'nothing of it any more' };
}
