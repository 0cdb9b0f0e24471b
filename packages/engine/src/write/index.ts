// The only place of the engine that touches the disk.
export { type ApplyOptions, apply } from './apply.js';
export type { OnStep } from './commit.js';
export { LockedError, RefusedError, WriteError } from './errors.js';
export { hasOpenJournal } from './journal.js';
export { type Recovery, recover } from './recover.js';
export { stateFolder } from './state.js';
export { openTree, type Tree } from './tree.js';
export { withTree } from './with-tree.js';
