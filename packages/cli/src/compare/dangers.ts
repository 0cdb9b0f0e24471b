// The rules that tell dangerous differences from others, worst first. A rule is one function; this is their list.
import type { KubernetesObject } from '../render/kubernetes-object.js';
import { addressMoves } from './address-moves.js';
import { apiChanges } from './api-changes.js';
import type { Differences } from './compare.js';
import { crdChanges } from './crd-changes.js';
import { fluxChanges } from './flux-changes.js';
import { immutableFields } from './immutable-fields.js';
import { removals } from './removals.js';
import { versionJumps } from './version-jumps.js';

export const dangerCodes = [
  'data-loss',
  'crd-removed',
  'renamed',
  'uninstalled',
  'reinstalled',
  'pruned',
  'unmanaged',
  'immutable-field',
  'flux-reach',
  'address-moved',
  'version-downgrade',
  'major-version',
  'api-version',
] as const;

export type DangerCode = (typeof dangerCodes)[number];

export interface Danger {
  readonly code: DangerCode;
  /** As a person names it. */
  readonly object: string;
  /** What will happen in the cluster, as a sentence that follows the object's name. */
  readonly message: string;
}

export interface Renders {
  readonly before: readonly KubernetesObject[];
  readonly after: readonly KubernetesObject[];
}

export type DangerRule = (differences: Differences, renders: Renders) => readonly Danger[];

const rules: readonly DangerRule[] = [
  removals,
  crdChanges,
  immutableFields,
  fluxChanges,
  addressMoves,
  versionJumps,
  apiChanges,
];

export function dangersOf(differences: Differences, renders: Renders): Danger[] {
  const all = rules.flatMap((rule) => rule(differences, renders));
  return dangerCodes.flatMap((code) => all.filter((danger) => danger.code === code));
}
