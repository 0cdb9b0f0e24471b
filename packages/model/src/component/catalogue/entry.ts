// What the catalogue says of a component: where its chart is, which APIs it brings and needs, how it is configured.
import type * as z from 'zod';
import type { ChartSource, Layer } from '../resolved.js';
import { versionWithin } from '../version.js';

/** A version of a kind and the versions of the component that serve it. */
export interface Served {
  readonly version: string;
  /** The first that serves it; always, when left out. */
  readonly from?: string;
  /** The first that no longer does. */
  readonly until?: string;
}

/** An API group and its kinds, newest version first. */
export interface ApiGroup {
  readonly group: string;
  readonly kinds: { readonly [kind: string]: readonly Served[] };
}

export interface CatalogueEntry<Configuration extends object = object> {
  readonly name: string;
  readonly namespace: string;
  /** Where it is when the cluster installs it itself, and only its settings are written. */
  readonly builtInto?: (configuration: Configuration) => string | undefined;
  readonly layer: Layer;
  readonly source: ChartSource | ((configuration: Configuration) => ChartSource);
  /** The groups whose CRDs it installs. */
  readonly apis: readonly ApiGroup[];
  /** API groups and components that must be there before it. */
  readonly needs: (configuration: Configuration) => readonly string[];
  /** Of what a user may write, without the fields every component has. */
  readonly configuration: z.ZodObject;
  /** What is taken where nothing is written. */
  readonly defaults: Configuration;
  /** Names of secrets in a configuration, by field. */
  readonly secrets?: (configuration: Partial<Configuration>) => readonly (readonly [field: string, secret: string])[];
  /** The class of the volumes it asks for; null for the cluster's default. */
  readonly volumes?: (configuration: Configuration) => string | null;
  /** The class it makes. */
  readonly storageClass?: (configuration: Configuration) => { readonly name: string; readonly isDefault: boolean };
  /** It has no pods. */
  readonly podless?: true;
  /** What k3s would install besides, unless it is told not to (docs.k3s.io, packaged components). */
  readonly insteadOf?: (configuration: Configuration) => string | undefined;
  /** The oldest version whose APIs the catalogue knows. */
  readonly oldest?: string;
  /** When its developers stopped, and what to use instead. */
  readonly retired?: { readonly since: string; readonly successor: string };
}

/** The version of `kind` to write for a version of the component; undefined when it serves none. */
export function servedVersion(apis: readonly ApiGroup[], kind: string, version: string): string | undefined {
  const served = servedKinds(apis, version);
  return served[kind];
}

/** `group/version` of every kind, the newest that the version serves. */
export function servedKinds(apis: readonly ApiGroup[], version: string): { [kind: string]: string } {
  return Object.fromEntries(
    apis.flatMap(({ group, kinds }) =>
      Object.entries(kinds).flatMap(([kind, all]) => {
        const served = all.find(({ from, until }) => versionWithin(version, from, until));
        return served ? [[kind, `${group}/${served.version}`] as const] : [];
      }),
    ),
  );
}

/** Every version of every kind that a version serves, as `group/version Kind`. */
export function allServed(apis: readonly ApiGroup[], version: string): string[] {
  return apis.flatMap(({ group, kinds }) =>
    Object.entries(kinds).flatMap(([kind, all]) =>
      all
        .filter(({ from, until }) => versionWithin(version, from, until))
        .map((served) => `${group}/${served.version} ${kind}`),
    ),
  );
}

/** Kinds that every version of the component serves in one version. */
export function always(version: string, ...kinds: readonly string[]): { [kind: string]: readonly Served[] } {
  return Object.fromEntries(kinds.map((kind) => [kind, [{ version }]]));
}
