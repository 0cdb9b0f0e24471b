// The public interface of the model.
export * from './model-path.js';
export type * from './finding.js';
export { type FindingCode, findingCodes } from './finding-codes.js';
export type * from './resolved.js';
