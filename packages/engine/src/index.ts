// The public interface of the engine.
export type { Artifact, Generator } from './artifact.js';
export { explainLine, type LineExplanation, restrict } from './explain.js';
export { type GeneratedFile, type GenerateOptions, generate, generateSorted, PathConflictError } from './generate.js';
export {
  type Manifest,
  type ManifestProblem,
  type ParsedManifest,
  parseManifest,
  printManifest,
} from './manifest.js';
export { type MarkerState, type Provenance, readMarker, stamp, stampFrom } from './marker.js';
export {
  type Change,
  type Create,
  type Delete,
  type Edit,
  manifestChange,
  type Plan,
  type PlanOptions,
  plan,
  type ReadFile,
  type Refuse,
  type RefuseReason,
  type Update,
} from './plan.js';
export * from './print/index.js';
export { assertSafePath, UnsafePathError, unsafePathReason } from './safe-path.js';
export { type ListFolder, type Stray, strays } from './strays.js';
export {
  type ApplyOptions,
  apply,
  hasOpenJournal,
  LockedError,
  openTree,
  type Recovery,
  RefusedError,
  recover,
  stateFolder,
  type Tree,
  WriteError,
  withTree,
} from './write/index.js';
