// What is to be said about one entry or value of the topology, in one sentence and a few facts.
import { type ModelPath, modelPath, pinsPath, type ResolvedTopology } from '@groundplan/model';
import type { TopologyRead } from '../read-topology.js';

export interface Facts {
  readonly path: ModelPath;
  readonly summary: string;
  readonly facts: readonly (readonly [string, string])[];
}

export function factsAbout(path: readonly (string | number)[], { topology, input }: TopologyRead): Facts {
  const at = modelPath(...path);
  const value = valueAt(topology, path);
  const stated = valueAt(input, path);
  if (path.length === 2 && isRelease(path[0])) return { path: at, ...releaseFacts(path, topology) };
  if (path.length <= 2 && path[0] !== 'site' && path[0] !== 'policy')
    return { path: at, summary: entrySummary(path), facts: leafFacts(value) };
  const shown = value === undefined ? stated : value;
  if (isRecord(shown)) return { path: at, summary: 'a part of the topology', facts: leafFacts(shown) };
  const summary = shown === undefined || shown === null ? 'has no value' : `is ${text(shown)}`;
  return { path: at, summary, facts: [['set by', stated === undefined ? 'a default, or derived' : 'topology.ts']] };
}

const releases = ['components', 'charts', 'apps'] as const;
type Release = (typeof releases)[number];

const isRelease = (section: unknown): section is Release => releases.some((one) => one === section);

/** What of it runs in each environment, and who says so. */
function releaseFacts(
  [section, name]: readonly (string | number)[],
  { environments }: ResolvedTopology,
): Pick<Facts, 'summary' | 'facts'> {
  const facts = Object.values(environments).map((environment): [string, string] => {
    const found = (environment[section as Release] as { readonly [name: string]: ReleaseState | undefined })[
      String(name)
    ];
    if (!found) return [environment.name, 'does not run there'];
    const says = found.pinned ? `pinned in ${pinsPath(environment.name)}` : 'as topology.ts says';
    return [environment.name, found.version === undefined ? says : `${found.version}, ${says}`];
  });
  return { summary: summaries[section as Release], facts };
}

interface ReleaseState {
  readonly version?: string;
  readonly pinned: boolean;
}

const summaries: { readonly [section in Release]: string } = {
  components: 'a component of clusters',
  charts: 'a Helm chart',
  apps: 'an app',
};

const kinds: { readonly [section: string]: string } = {
  hosts: 'a host',
  networks: 'a network',
  devices: 'a device nobody configures from here',
  wifi: 'a Wi-Fi network',
  clusters: 'a cluster',
  environments: 'an environment',
  secrets: 'a secret, by name',
  admins: 'an administrator',
  homes: 'the home of a user on a host',
};

const entrySummary = ([section]: readonly (string | number)[]) => kinds[String(section)] ?? 'a part of the topology';

/** Own entries only; undefined where the way ends. */
export function valueAt(root: ResolvedTopology | unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as { [key: string | number]: unknown })[key]
        : undefined,
    root,
  );
}

const isRecord = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every value of an entry, with the way to it; origins are left out. */
function leafFacts(value: unknown, prefix = ''): [string, string][] {
  if (!isRecord(value)) return saysNothing(value) ? [] : [[prefix, text(value)]];
  if ('value' in value && 'from' in value) return leafFacts(value.value, prefix);
  return Object.entries(value).flatMap(([key, child]) =>
    key === 'from' || key === 'name' || key === 'at' ? [] : leafFacts(child, prefix === '' ? key : `${prefix}.${key}`),
  );
}

const saysNothing = (value: unknown) =>
  value === null || value === undefined || value === false || (Array.isArray(value) && value.length === 0);

function text(value: unknown): string {
  if (Array.isArray(value))
    return value.length === 0
      ? 'none'
      : value.map((item) => text(isRecord(item) && 'value' in item ? item.value : item)).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
