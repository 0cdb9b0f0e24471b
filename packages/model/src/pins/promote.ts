// Promotion and rollback: which entries of an environment's pins change; pure, so that a dry run and a real one are the same.

import type { HelmValues } from '../component/values.js';
import { downgrades } from '../component/version-findings.js';
import { byCodeUnit, own, shown, suggestion } from '../names.js';
import type { AnyTopology } from '../topology.js';
import { type Entries, entryOf, noEntries, sameEntry, sharedEntries } from './entries.js';
import type { Pins } from './pins.js';

/** One entry of the pins; null where there is none. */
export interface PinChange {
  readonly key: string;
  readonly before: HelmValues | null;
  readonly after: HelmValues | null;
}

/** Why nothing is promoted, and what to do. */
export interface Refusal {
  readonly message: string;
  readonly fix: string;
}

export type Moved =
  | { readonly ok: true; readonly pins: Pins; readonly changes: readonly PinChange[] }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

export interface PromotionRequest {
  readonly from: string;
  readonly to: string;
  /** Names or keys of entries, such as cert-manager or components/cert-manager; all when empty. */
  readonly only?: readonly string[];
  /** Also to versions that serve other APIs than what runs there now. */
  readonly allowDowngrade?: boolean;
}

/** Brings what runs in `from` to the next environment, also what was removed; changes the pins of `to` alone. */
export function promote(topology: AnyTopology, pins: Pins, request: PromotionRequest): Moved {
  const refusal = misplaced(topology, request) ?? unreached(topology, pins, request.from);
  if (refusal) return { ok: false, refusals: [refusal] };
  const target = pins.get(request.to) ?? noEntries;
  const source = sourceEntries(topology, pins, request.from);
  const wanted = selection([...source.keys(), ...target.keys()], request.only ?? []);
  if ('refusals' in wanted) return { ok: false, refusals: wanted.refusals };
  const changes = differences(target, source).filter(({ key }) => wanted.keys.has(key));
  return moved(pins, request.to, changes, request.allowDowngrade ?? false);
}

/** What runs in an environment: of topology.ts for the first one. */
function sourceEntries(topology: AnyTopology, pins: Pins, from: string): Entries {
  return own(topology.environments, from)?.after === undefined
    ? sharedEntries(topology)
    : (pins.get(from) ?? noEntries);
}

function misplaced({ environments, promotion }: AnyTopology, { from, to }: PromotionRequest): Refusal | undefined {
  const known = Object.keys(environments ?? {});
  for (const name of [from, to])
    if (!own(environments, name))
      return { message: `There is no environment ${shown(name)}.`, fix: suggestion(name, known) };
  if (promotion === 'branches')
    return {
      message: 'This site promotes by branches, and has no pins.',
      fix: `Open a pull request that merges the branch ${branchOf(from, environments)} into ${branchOf(to, environments)}.`,
    };
  const before = environments?.[to]?.after;
  if (before === from) return undefined;
  if (before === undefined)
    return {
      message: `${to} comes first: it runs what topology.ts says.`,
      fix: 'Edit topology.ts and run groundplan generate.',
    };
  return {
    message: `${to} comes after ${before}, not after ${from}: no environment may be skipped.`,
    fix: `Promote step by step: groundplan promote ${before} ${to}.`,
  };
}

/** What resolution takes with promotion by branches. */
const branchOf = (name: string, environments: AnyTopology['environments']) => own(environments, name)?.branch ?? name;

/** An environment that nothing has reached would empty the next one. */
function unreached({ environments }: AnyTopology, pins: Pins, from: string): Refusal | undefined {
  const before = environments?.[from]?.after;
  if (before === undefined || pins.has(from)) return undefined;
  return {
    message: `Nothing has been promoted to ${from} yet.`,
    fix: `Begin there: groundplan promote ${before} ${from}.`,
  };
}

type Selection = { readonly keys: ReadonlySet<string> } | { readonly refusals: readonly Refusal[] };

function selection(all: readonly string[], only: readonly string[]): Selection {
  if (only.length === 0) return { keys: new Set(all) };
  const names = [...new Set(all.flatMap((key) => [key, entryOf(key)?.name ?? key]))];
  const refusals = only
    .filter((name) => !names.includes(name))
    .map((name) => ({ message: `There is no entry ${shown(name)} to promote.`, fix: suggestion(name, names) }));
  if (refusals.length > 0) return { refusals };
  return { keys: new Set(all.filter((key) => only.includes(key) || only.includes(entryOf(key)?.name ?? key))) };
}

function differences(before: Entries, after: Entries): PinChange[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort(byCodeUnit);
  return keys
    .filter((key) => !sameEntry(before.get(key), after.get(key)))
    .map((key) => ({ key, before: before.get(key) ?? null, after: after.get(key) ?? null }));
}

function moved(pins: Pins, environment: string, changes: readonly PinChange[], allowDowngrade: boolean): Moved {
  const before = pins.get(environment) ?? noEntries;
  const after = applied(before, changes);
  const refusals = allowDowngrade ? [] : downgrades(before, after).map((one) => downgradeRefusal(environment, one));
  if (refusals.length > 0) return { ok: false, refusals };
  return { ok: true, pins: new Map([...pins, [environment, after]]), changes };
}

function downgradeRefusal(
  environment: string,
  { name, from, to, apis }: ReturnType<typeof downgrades>[number],
): Refusal {
  return {
    message: `${environment} has ${name} ${from}; ${to} serves other APIs: ${apis.join(', ')}.`,
    fix: 'Restore the objects and CRDs from a backup of that time first, then repeat with --force.',
  };
}

function applied(entries: Entries, changes: readonly PinChange[]): Entries {
  const next = new Map(entries);
  for (const { key, after } of changes) {
    if (after === null) next.delete(key);
    else next.set(key, after);
  }
  return new Map([...next].sort(([a], [b]) => byCodeUnit(a, b)));
}

/** Branches have no record to take back. */
export function rollbackByBranch({ environments, promotion }: AnyTopology, name: string): Refusal | undefined {
  if (promotion !== 'branches') return undefined;
  return {
    message: 'This site promotes by branches, and has no pins.',
    fix: `Revert the merge on the branch ${branchOf(name, environments)}: git revert --mainline 1 COMMIT.`,
  };
}

/** Takes the changes of a record back; refuses where something else has changed the same entries since. */
export function takeBack(
  pins: Pins,
  environment: string,
  { changes, allowDowngrade }: { readonly changes: readonly PinChange[]; readonly allowDowngrade: boolean },
): Moved {
  const now = pins.get(environment) ?? noEntries;
  const stale = changes.filter(({ key, after }) => !sameEntry(now.get(key), after ?? undefined));
  if (stale.length > 0) {
    const fix = 'Undo that change first, or promote what should run there.';
    return {
      ok: false,
      refusals: stale.map(({ key }) => ({
        message: `${key} of ${environment} has changed since that promotion.`,
        fix,
      })),
    };
  }
  const inverse = changes.map(({ key, before, after }) => ({ key, before: after, after: before }));
  return moved(pins, environment, inverse, allowDowngrade);
}
