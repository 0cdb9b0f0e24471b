// The public interface of the model.

export type { AppFolders } from './app/folders.js';
export type * from './cluster/resolved.js';
export { type ApiGroup, allServed, type CatalogueEntry, servedVersion } from './component/catalogue/entry.js';
export { catalogue, catalogued, componentNames } from './component/catalogue/index.js';
export type * from './component/configurations.js';
export { orderReleases, type Release, wavesOf } from './component/order.js';
export { layers } from './component/resolved.js';
export { mergeValues } from './component/values.js';
export { defineTopology } from './define-topology.js';
export type { DeployNote } from './deploy/notes.js';
export {
  type DeployBatch,
  type DeployOrder,
  type DeployReason,
  type DeployStep,
  deployOrder,
  deployReasons,
} from './deploy/order.js';
export { type AddedEnvironment, type Addition, addEnvironment, type EnvironmentAddition } from './environment/add.js';
export { type EnvironmentChange, environmentChanges } from './environment/changes.js';
export type { Finding, Severity } from './finding.js';
export { type FindingCode, findingCodes } from './finding-codes.js';
export { type ProgramName, programNames, programs } from './home/programs.js';
export { type AddressLock, type LockEntry, lockKey, newLock, type ParsedLock, parseLock, printLock } from './lock.js';
export { childPath, type ModelPath, modelPath, pathSegments } from './model-path.js';
export { byCodeUnit, suggestion } from './names.js';
export { canonical, type Entries, type EntryKind, entryKey, noEntries, sharedEntries } from './pins/entries.js';
export { noPins, type ParsedPins, type Pins, parsePins, pinsPath, printPins } from './pins/pins.js';
export {
  type Moved,
  type PinChange,
  type PromotionRequest,
  promote,
  type Refusal,
  rollbackByBranch,
  takeBack,
} from './pins/promote.js';
export {
  lastPromotion,
  lastPromotionOf,
  otherFields,
  type PromotionRecord,
  parseRecord,
  printRecord,
  recordPath,
  recordsFolder,
} from './pins/record.js';
export { alwaysAllowed } from './policy/always.js';
export { type Atom, atomName } from './policy/atoms.js';
export { type MatrixException, type MatrixRow, reachMatrix, zoneNames } from './policy/matrix.js';
export { parsePorts, type Stretch, stretchOf } from './policy/ports.js';
export {
  type Otherwise,
  type ReachAnswer,
  type Reachability,
  type ReachPart,
  reach,
  reachability,
  type Verdict,
} from './policy/reach.js';
export { type ServiceName, serviceNames, services } from './policy/services.js';
export { withSeverity } from './report.js';
export { type Resolution, resolve, shapeOf } from './resolve.js';
export type * from './resolved.js';
export { jumpHosts } from './ssh/jump.js';
export { type AnyTopology, type FixedZone, type Topology, topologySchema } from './topology.js';
