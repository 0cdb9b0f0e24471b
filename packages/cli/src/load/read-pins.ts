// Reads the pins files of a project: what has been promoted to each environment.
import type { Tree } from '@groundplan/engine';
import { type Entries, type Finding, type Pins, parsePins } from '@groundplan/model';

export const pinsFolder = 'topology/pins';

export type PinsRead =
  | { readonly ok: true; readonly pins: Pins }
  /** The first file that cannot be trusted, and why. */
  | { readonly ok: false; readonly path: string; readonly findings: readonly Finding[] };

/** Files that end otherwise, such as a README, are not pins. */
export function readPins(tree: Pick<Tree, 'list' | 'read'>): PinsRead {
  const pins = new Map<string, Entries>();
  for (const file of tree.list(pinsFolder)) {
    if (!file.endsWith('.json')) continue;
    const environment = file.slice(0, -'.json'.length);
    const path = `${pinsFolder}/${file}`;
    const parsed = parsePins(tree.read(path) ?? '', environment);
    if (!parsed.ok) return { ok: false, path, findings: parsed.findings };
    pins.set(environment, parsed.entries);
  }
  return { ok: true, pins };
}
