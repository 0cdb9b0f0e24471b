// What an environment's releases are decided from, and where its findings point to.
import type { AppFolders } from '../app/folders.js';
import type { Place } from '../environment/places.js';
import { type ModelPath, modelPath } from '../model-path.js';
import { own } from '../names.js';
import { type Entries, type EntryKind, entryKey } from '../pins/entries.js';
import type { Report } from '../report.js';
import type { ResolvedCluster, ResolvedNetwork, ResolvedSite } from '../resolved.js';
import type { AnyTopology } from '../topology.js';

export interface EnvironmentFacts {
  readonly place: Place;
  /** What it runs: of topology.ts for the first, of its pins for the others. */
  readonly entries: Entries;
  /** What the owner of its cluster runs; the same for the owner. */
  readonly owned: Entries;
  /** What topology.ts says. */
  readonly shared: Entries;
  /** Are its entries pins, not those of topology.ts? */
  readonly pinned: boolean;
  readonly topology: AnyTopology;
  readonly site: ResolvedSite;
  readonly cluster: ResolvedCluster;
  /** Of the load balancer; null when the cluster has none. */
  readonly network: ResolvedNetwork | null;
  /** The hand-written folders of apps; undefined when nobody has looked. */
  readonly folders: AppFolders | undefined;
  readonly report: Report;
}

export const ownsCluster = ({ place }: EnvironmentFacts) => place.owner === place.name;

/** The entry in topology.ts, else the environment whose pins still name it. */
export function originOf(kind: EntryKind, name: string, { topology, place }: EnvironmentFacts): ModelPath {
  const section = topology[kind] as { readonly [name: string]: unknown } | undefined;
  return own(section, name) === undefined ? modelPath('environments', place.name) : modelPath(kind, name);
}

/** Where the user can change it: the entry, or for a pin the environment that holds it. */
export function placeOfFault(kind: EntryKind, name: string, facts: EnvironmentFacts): ModelPath {
  return facts.pinned ? modelPath('environments', facts.place.name) : modelPath(kind, name);
}

/** Who says so: nothing for topology.ts itself, else the line of the pins. */
export function pinnedIn({ pinned, place }: EnvironmentFacts): string {
  return pinned ? ` (pinned in topology/pins/${place.name}.json)` : '';
}

export const isDeclared = (kind: EntryKind, name: string, { shared }: EnvironmentFacts) =>
  shared.has(entryKey(kind, name));
