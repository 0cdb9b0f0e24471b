// A whole run under one lock: what is planned from is what is written to.
import { applyLocked } from './apply.js';
import { withLock } from './lock.js';
import { type Recovery, recoverLocked } from './recover.js';
import { type Tree, treeWith } from './tree.js';

/**
 * Holds the lock while `action` reads, plans and applies; an interrupted run is finished or discarded first. Throws
 * `LockedError` at once when another run holds the lock.
 */
export async function withTree<T>(root: string, action: (tree: Tree, recovery: Recovery) => Promise<T>): Promise<T> {
  return withLock(root, async (lock) => {
    const recovery = await recoverLocked(root);
    const tree = treeWith(root, (changes, options) => applyLocked(root, changes, { lock, ...options }));
    return action(tree, recovery);
  });
}
