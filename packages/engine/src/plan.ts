// Compares the generated files with the disk and decides what to create, update and delete, and what to leave to a person.
import type { ModelPath } from '@groundplan/model';
import type { GeneratedFile } from './generate.js';
import { type Manifest, printManifest } from './manifest.js';
import { type MarkerState, readMarker } from './marker.js';
import { UnsafePathError } from './safe-path.js';

interface Described {
  readonly path: string;
  /** The generator that makes, or made, the file; null for the tool's own files, such as the manifest. */
  readonly by: string | null;
  readonly from: readonly ModelPath[];
}

export interface Create extends Described {
  readonly kind: 'create';
  readonly text: string;
}

export interface Update extends Described {
  readonly kind: 'update';
  readonly text: string;
  readonly old: string;
}

export interface Delete extends Described {
  readonly kind: 'delete';
  readonly old: string;
}

/** One that only a person can decide; as long as there is one, nothing is written. */
export interface Refuse extends Described {
  readonly kind: 'refuse';
  readonly reason: RefuseReason;
  /** What is wrong and what to do. */
  readonly message: string;
  /** What is on the disk and what would be there, where known. */
  readonly old?: string;
  readonly text?: string;
}

export type RefuseReason = 'unowned' | 'hand-edited' | 'marker-missing' | 'unsafe';
export type Edit = Create | Update | Delete;
export type Change = Edit | Refuse;

export interface Plan {
  /** Sorted by path. */
  readonly changes: readonly Change[];
  /** What is owned once the changes are made. */
  readonly manifest: Manifest;
  /** Owned files that are as they should be. */
  readonly unchanged: number;
  /** The starter files of this topology, present or about to be created. */
  readonly scaffolds: readonly string[];
}

/** The text of a file, undefined when there is none; throws `UnsafePathError` when something else is in the way. */
export type ReadFile = (path: string) => string | undefined;

export interface PlanOptions {
  /** Overwrites files that were edited by hand, lost their marker or are in the way, and deletes edited orphans. */
  readonly force?: boolean | undefined;
  /** Other paths are not looked at and keep their manifest entries. */
  readonly only?: ((path: string) => boolean) | undefined;
}

/** Takes the files one at a time and keeps the text of changes only. */
export function plan(
  files: Iterable<GeneratedFile>,
  manifest: Manifest,
  read: ReadFile,
  options: PlanOptions = {},
): Plan {
  const draft: Draft = { changes: [], owned: new Map(), scaffolds: [], unchanged: 0 };
  const context: Context = { manifest, read, force: options.force ?? false };
  const only = options.only ?? (() => true);
  const generated = new Set<string>();
  for (const file of files) {
    generated.add(file.path);
    if (file.scaffold) draft.scaffolds.push(file.path);
    if (only(file.path)) planFile(draft, file, context);
    else keepEntry(draft, file.path, manifest);
  }
  for (const [path, by] of manifest) {
    if (generated.has(path)) continue;
    if (only(path)) planOrphan(draft, { path, by, from: [] }, context);
    else keepEntry(draft, path, manifest);
  }
  draft.changes.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { changes: draft.changes, manifest: draft.owned, unchanged: draft.unchanged, scaffolds: draft.scaffolds };
}

/** The change that brings the manifest file at `path` up to date; `old` is its text now. */
export function manifestChange(path: string, manifest: Manifest, old: string | undefined): Edit | undefined {
  const text = printManifest(manifest);
  if (old === undefined) return manifest.size === 0 ? undefined : { kind: 'create', path, by: null, from: [], text };
  return old === text ? undefined : { kind: 'update', path, by: null, from: [], text, old };
}

interface Draft {
  readonly changes: Change[];
  readonly owned: Map<string, string>;
  readonly scaffolds: string[];
  unchanged: number;
}

interface Context {
  readonly manifest: Manifest;
  readonly read: ReadFile;
  readonly force: boolean;
}

function keepEntry(draft: Draft, path: string, manifest: Manifest): void {
  const by = manifest.get(path);
  if (by !== undefined) draft.owned.set(path, by);
}

function planFile(draft: Draft, file: GeneratedFile, context: Context): void {
  const change = unlessUnsafe(file, () => fileChange(file, context.read(file.path), context));
  if (change !== undefined) draft.changes.push(change);
  if (file.scaffold) return;
  if (change === undefined) draft.unchanged += 1;
  if (change?.kind === 'refuse') keepEntry(draft, file.path, context.manifest);
  else draft.owned.set(file.path, file.by);
}

function fileChange(file: GeneratedFile, old: string | undefined, { manifest, force }: Context): Change | undefined {
  const { path, by, from, text } = file;
  if (old === undefined) return { kind: 'create', path, by, from, text };
  if (file.scaffold || old === text) return undefined;
  const reason = manifest.has(path) ? markerReason(old) : 'unowned';
  if (reason === undefined || force) return { kind: 'update', path, by, from, text, old };
  return { kind: 'refuse', path, by, from, reason, message: overwriteMessages[reason](path), old, text };
}

function planOrphan(draft: Draft, file: Described, context: Context): void {
  const change = unlessUnsafe(file, () => orphanChange(file, context.read(file.path), context));
  if (change === undefined) return;
  draft.changes.push(change);
  if (change.kind === 'refuse') keepEntry(draft, file.path, context.manifest);
}

function orphanChange({ path, by, from }: Described, old: string | undefined, { force }: Context): Change | undefined {
  if (old === undefined) return undefined;
  const reason = markerReason(old);
  if (reason === undefined || (force && reason === 'hand-edited')) return { kind: 'delete', path, by, from, old };
  return { kind: 'refuse', path, by, from, reason, message: deleteMessages[reason](path), old };
}

function unlessUnsafe({ path, by, from }: Described, decide: () => Change | undefined): Change | undefined {
  try {
    return decide();
  } catch (error) {
    if (!(error instanceof UnsafePathError)) throw error;
    return { kind: 'refuse', path, by, from, reason: 'unsafe', message: error.message };
  }
}

type MarkerReason = 'hand-edited' | 'marker-missing';

const markerReasons: Record<MarkerState, MarkerReason | undefined> = {
  absent: 'marker-missing',
  edited: 'hand-edited',
  intact: undefined,
  conflicted: undefined,
};

function markerReason(old: string): MarkerReason | undefined {
  return markerReasons[readMarker(old).state];
}

const overwriteMessages: Record<MarkerReason | 'unowned', (path: string) => string> = {
  unowned: (path) => `${path} is in the way: Groundplan did not write it. Move it away, or overwrite it with --force.`,
  'hand-edited': (path) =>
    `${path} was edited by hand. Move the edit to the topology or to a file beside it, then overwrite it with --force.`,
  'marker-missing': (path) =>
    `${path} has lost the marker on its first line, so it may be yours. Restore it from Git, or overwrite it with --force.`,
};

const deleteMessages: Record<MarkerReason, (path: string) => string> = {
  'hand-edited': (path) =>
    `${path} is no longer generated, but was edited by hand. Save the edit elsewhere, then delete the file with --force.`,
  'marker-missing': (path) =>
    `${path} is no longer generated and has lost its marker, so it may be yours. Delete it, or take its line out of the manifest.`,
};
