// The two contracts of generation: what a file is, and what produces files.
import type { ModelPath, ResolvedTopology } from '@groundplan/model';

/** One file, final: nothing changes it after a generator returned it. */
export interface Artifact {
  /** Relative to the root, with `/`; unique over all generators. */
  readonly path: string;
  /** The whole text without the marker line; ends with a newline. */
  readonly content: string;
  /** The parts of the topology this file is made of, the most specific first; nothing outside them changes the file. */
  readonly from: readonly ModelPath[];
  /** A starter file for a person: written when absent, never overwritten, never owned. */
  readonly scaffold?: true;
}

/** Pure and synchronous: `slices` chooses plain JSON from the topology, `render` prints it and sees nothing else. */
export interface Generator<Slice = unknown> {
  /** The name of its folder, and the owner recorded in the manifest. */
  readonly name: string;
  slices(topology: ResolvedTopology): Iterable<Slice>;
  render(slice: Slice): readonly Artifact[];
}
