// Why a topology could not be loaded: one error, where it is in the user's files, and what to do.
import type { FileRange } from '../source/source-text.js';

export type LoadReason =
  | 'file-unreadable'
  | 'syntax'
  | 'import-unresolved'
  | 'key-duplicate'
  | 'evaluation'
  | 'export-missing'
  | 'export-invalid';

export interface LoadProblem {
  readonly code: 'topology-load' | 'topology-key-duplicate';
  readonly reason: LoadReason;
  /** The file at fault: topology.ts, or one that it imports. Absolute. */
  readonly file: string;
  readonly message: string;
  readonly fix?: string;
  readonly range?: FileRange;
  /** The other place involved, such as the first of two equal keys. */
  readonly related?: readonly FileRange[];
  /** The lines around the range, without what keys such as psk are set to. */
  readonly frame?: string;
  /** The stack of what was thrown, for --verbose; may quote the topology. */
  readonly stack?: string;
}

export type LoadResult =
  | { readonly ok: true; readonly value: unknown; readonly inputs: readonly string[] }
  | { readonly ok: false; readonly problem: LoadProblem };

export interface LoadOptions {
  /** The path of topology.ts. */
  readonly file: string;
  /** Where bundles are kept between runs; created when missing, done without when it cannot be written. */
  readonly cacheDir: string;
  /** The file: URL that an import of @groundplan/model gets. */
  readonly modelUrl: string;
  /** Read instead of what the file holds: an edit that is not written yet. */
  readonly text?: string | undefined;
}

/** Thrown inside the loader only; `loadTopology` returns its problem. */
export class LoadFailure extends Error {
  readonly problem: LoadProblem;

  constructor(problem: LoadProblem) {
    super(problem.message);
    this.problem = problem;
  }
}
