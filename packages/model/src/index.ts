// The public interface of the model.
export { defineTopology } from './define-topology.js';
export type { Finding, Severity } from './finding.js';
export { type FindingCode, findingCodes } from './finding-codes.js';
export { type ProgramName, programNames, programs } from './home/programs.js';
export { type AddressLock, type LockEntry, lockKey, newLock, type ParsedLock, parseLock, printLock } from './lock.js';
export { childPath, type ModelPath, modelPath, pathSegments } from './model-path.js';
export { byCodeUnit, suggestion } from './names.js';
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
export { type Resolution, resolve } from './resolve.js';
export type * from './resolved.js';
export { type AnyTopology, type FixedZone, type Topology, topologySchema } from './topology.js';
