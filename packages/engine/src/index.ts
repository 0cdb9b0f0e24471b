// The public interface of the engine.
export type * from './artifact.js';
