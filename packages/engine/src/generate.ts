// Runs the generators over a topology and hands out their files one by one, stamped and checked.
import type { ModelPath, ResolvedTopology } from '@groundplan/model';
import type { Artifact, Generator } from './artifact.js';
import { stamp } from './marker.js';
import { assertSafePath, parentPath } from './safe-path.js';

export interface GeneratedFile {
  readonly path: string;
  /** With the marker; a scaffold has none. */
  readonly text: string;
  /** The name of the generator. */
  readonly by: string;
  /** A starter file: written when absent, then left alone. */
  readonly scaffold: boolean;
  readonly from: readonly ModelPath[];
}

export interface GenerateOptions {
  /** The path of topology.ts from the root, for the marker. */
  readonly source: string;
}

/** Two artifacts that cannot both exist: one path, one path but for upper and lower case, or a file where a folder has to be. */
export class PathConflictError extends Error {
  override readonly name = 'PathConflictError';
}

/** In the order of the generators and their slices; throws `PathConflictError` and `UnsafePathError` on the way. */
export function* generate(
  topology: ResolvedTopology,
  generators: Iterable<Generator>,
  { source }: GenerateOptions,
): Iterable<GeneratedFile> {
  const taken = new Map<string, Claim>();
  for (const generator of generators) {
    for (const slice of generator.slices(topology)) {
      for (const artifact of generator.render(slice)) {
        check(artifact, generator.name);
        claim(taken, artifact.path, generator.name);
        yield finish(artifact, generator.name, source);
      }
    }
  }
}

/** All files at once, sorted by path; for tests and small topologies. */
export function generateSorted(
  topology: ResolvedTopology,
  generators: Iterable<Generator>,
  options: GenerateOptions,
): GeneratedFile[] {
  return [...generate(topology, generators, options)].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function finish(artifact: Artifact, by: string, source: string): GeneratedFile {
  const { path, content, from } = artifact;
  const scaffold = artifact.scaffold === true;
  return { path, text: scaffold ? content : stamp(path, content, from, source), by, scaffold, from };
}

function check({ path, content }: Artifact, by: string): void {
  assertSafePath(path);
  if (!content.endsWith('\n')) throw new Error(`The generator ${by} made ${path} without a newline at its end.`);
  // Half a surrogate pair cannot be written as UTF-8: the file would differ from its text at every run.
  if (!content.isWellFormed()) throw new Error(`The generator ${by} made ${path} with half a surrogate pair in it.`);
}

interface Claim {
  readonly path: string;
  readonly by: string;
  readonly folder: boolean;
}

function claim(taken: Map<string, Claim>, path: string, by: string): void {
  const own = { path, by, folder: false };
  const other = taken.get(path.toLowerCase());
  if (other !== undefined) throw conflict(own, other);
  taken.set(path.toLowerCase(), own);
  for (let folder = parentPath(path); folder !== ''; folder = parentPath(folder)) {
    const known = taken.get(folder.toLowerCase());
    if (known !== undefined && !(known.folder && known.path === folder)) throw conflict(own, known);
    if (known !== undefined) return;
    taken.set(folder.toLowerCase(), { path: folder, by, folder: true });
  }
}

function conflict(own: Claim, other: Claim): PathConflictError {
  const owners = `the generator ${other.by} and the generator ${own.by}`;
  if (own.path === other.path && !other.folder) return new PathConflictError(`${own.path} is made by ${owners}.`);
  const first = other.folder ? `the folder ${other.path}` : other.path;
  return new PathConflictError(`${first} and ${own.path}, made by ${owners}, cannot both exist on every system.`);
}
