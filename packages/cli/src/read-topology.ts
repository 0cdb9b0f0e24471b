// Reads and resolves the topology of a project: topology.ts, the address lock, the pins, the manifest.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type Manifest, parseManifest, type Tree } from '@groundplan/engine';
import {
  type AddressLock,
  type AppFolders,
  type Finding,
  newLock,
  type Pins,
  parseLock,
  type ResolvedTopology,
  resolve,
} from '@groundplan/model';
import type { LoadProblem } from './load/load-problem.js';
import { loadTopology } from './load/load-topology.js';
import { readAppFolders } from './load/read-app-folders.js';
import { readPins } from './load/read-pins.js';
import { lockPath, manifestPath, type Project } from './project.js';

export interface TopologyRead {
  readonly input: unknown;
  readonly topology: ResolvedTopology;
  readonly warnings: readonly Finding[];
  readonly lock: AddressLock;
  readonly lockText: string | undefined;
  readonly pins: Pins;
  readonly manifest: Manifest;
  readonly manifestText: string | undefined;
}

/** Why there is no topology to work on; each kind has an exit code of its own. */
export type Unreadable =
  | { readonly kind: 'problem'; readonly problem: LoadProblem }
  | { readonly kind: 'findings'; readonly findings: readonly Finding[] }
  /** Of a file that the tool keeps: the address lock, or pins. */
  | { readonly kind: 'state'; readonly path: string; readonly findings: readonly Finding[] }
  | { readonly kind: 'refused'; readonly messages: readonly string[] };

export type TopologyResult =
  | { readonly ok: true; readonly read: TopologyRead }
  | { readonly ok: false; readonly why: Unreadable };

interface Options {
  /** Draws a new address lock although the site was generated before. */
  readonly newLock: boolean;
}

/** Everything a topology is resolved from. */
export interface Inputs {
  readonly value: unknown;
  readonly lock: AddressLock;
  readonly lockText: string | undefined;
  readonly pins: Pins;
  readonly folders: AppFolders;
  readonly manifest: Manifest;
  readonly manifestText: string | undefined;
}

export type InputsResult =
  | { readonly ok: true; readonly inputs: Inputs }
  | { readonly ok: false; readonly why: Unreadable };

export async function readTopology(project: Project, tree: Tree, options: Options): Promise<TopologyResult> {
  const read = await readInputs(project, tree, options);
  return read.ok ? resolveInputs(read.inputs) : read;
}

/** The files as they are, nothing of the topology checked yet. */
export async function readInputs(project: Project, tree: Tree, options: Options): Promise<InputsResult> {
  const loaded = await loadTopology({
    file: project.topologyFile,
    cacheDir: join(project.root, '.groundplan', 'cache'),
    modelUrl: import.meta.resolve('@groundplan/model/define-topology'),
    text: project.text,
  });
  if (!loaded.ok) return failed({ kind: 'problem', problem: loaded.problem });
  const { messages, ...files } = readState(tree);
  if (messages.length > 0) return failed({ kind: 'refused', messages });
  const lock = files.lockText === undefined ? firstLock(files.manifest, options) : parseLock(files.lockText);
  if (!lock.ok)
    return failed(
      'findings' in lock
        ? { kind: 'state', path: lockPath, findings: lock.findings }
        : { kind: 'refused', messages: [lock.message] },
    );
  const pins = readPins(tree);
  if (!pins.ok) return failed({ kind: 'state', path: pins.path, findings: pins.findings });
  const folders = readAppFolders(tree);
  return { ok: true, inputs: { value: loaded.value, lock: lock.lock, pins: pins.pins, folders, ...files } };
}

export function resolveInputs({ value, lock, pins, folders, ...files }: Inputs): TopologyResult {
  const resolution = resolve(value, lock, pins, folders);
  if (!resolution.ok) return failed({ kind: 'findings', findings: resolution.findings });
  const { topology, findings: warnings } = resolution;
  return { ok: true, read: { input: value, topology, warnings, pins, ...files, lock: resolution.lock } };
}

const failed = (why: Unreadable): { readonly ok: false; readonly why: Unreadable } => ({ ok: false, why });

function readState(tree: Tree) {
  const lockText = tree.read(lockPath);
  const manifestText = tree.read(manifestPath);
  const { manifest, problems } = parseManifest(manifestText ?? '{}');
  const messages = problems.map(
    ({ message }) => `${manifestPath}: ${message} Restore it from Git: git checkout -- ${manifestPath}.`,
  );
  return { lockText, manifestText, manifest, messages };
}

/** A site that was generated before has a lock; without it every address that topology.ts leaves open would be chosen anew. */
function firstLock(
  manifest: Manifest,
  options: Options,
): { ok: true; lock: AddressLock } | { ok: false; message: string } {
  if (manifest.size > 0 && !options.newLock) {
    const message = `${lockPath} is missing, but this site was generated before: its addresses would change. Restore it from Git, or draw new addresses with --force.`;
    return { ok: false, message };
  }
  return { ok: true, lock: newLock(BigInt(`0x${randomBytes(5).toString('hex')}`)) };
}
