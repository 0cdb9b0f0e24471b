// Adding an environment to the promotion order: where it stands, who comes after it, and what it starts with.
import { byCodeUnit, isReservedName, namePattern, nameRule, own, shown, suggestion } from '../names.js';
import { noEntries } from '../pins/entries.js';
import { type Pins, pinsPath } from '../pins/pins.js';
import type { Refusal } from '../pins/promote.js';
import type { AnyTopology } from '../topology.js';

export interface EnvironmentAddition {
  readonly name: string;
  readonly after: string;
  /** Default: that of `after`. */
  readonly cluster?: string | undefined;
}

export interface AddedEnvironment {
  readonly ok: true;
  readonly cluster: string;
  /** The environment that came after `after` and comes after the new one now; null at the end of the order. */
  readonly next: string | null;
  /** `environments` as topology.ts has to say it. */
  readonly environments: NonNullable<AnyTopology['environments']>;
  /** With those of the new one: it starts with what `next` runs. */
  readonly pins: Pins;
}

export type Addition = AddedEnvironment | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** Changes nothing of what runs in any other environment, as far as pins decide it. */
export function addEnvironment(topology: AnyTopology, pins: Pins, addition: EnvironmentAddition): Addition {
  const refusal = misnamed(topology, pins, addition) ?? ambiguous(topology, addition);
  if (refusal) return { ok: false, refusals: [refusal] };
  const { name, after } = addition;
  const environments = topology.environments ?? {};
  const next = followers(topology, after)[0] ?? null;
  const cluster = addition.cluster ?? (own(environments, after)?.cluster as string);
  return {
    ok: true,
    cluster,
    next,
    environments: {
      ...environments,
      [name]: { cluster, after },
      ...(next === null ? {} : { [next]: { ...own(environments, next), after: name } }),
    } as NonNullable<AnyTopology['environments']>,
    pins: withPins(pins, name, topology.promotion === 'branches' ? null : next),
  };
}

function withPins(pins: Pins, name: string, next: string | null): Pins {
  const copied = next === null ? undefined : pins.get(next);
  return copied === undefined ? pins : new Map([...pins, [name, new Map(copied ?? noEntries)]]);
}

function followers({ environments }: AnyTopology, after: string): string[] {
  return Object.entries(environments ?? {})
    .filter(([, environment]) => environment.after === after)
    .map(([name]) => name)
    .sort(byCodeUnit);
}

function misnamed(
  { environments, clusters }: AnyTopology,
  pins: Pins,
  { name, after, cluster }: EnvironmentAddition,
): Refusal | undefined {
  const known = Object.keys(environments ?? {});
  if (!namePattern.test(name)) return { message: `${shown(name)} cannot be a name.`, fix: nameRule };
  if (isReservedName(name)) return { message: `${name} is a reserved word.`, fix: 'Choose another name.' };
  if (own(environments, name))
    return { message: `There is an environment ${name} already.`, fix: 'Choose another name.' };
  if (!own(environments, after))
    return { message: `There is no environment ${shown(after)}.`, fix: suggestion(after, known) };
  if (cluster !== undefined && !own(clusters, cluster))
    return { message: `There is no cluster ${shown(cluster)}.`, fix: suggestion(cluster, Object.keys(clusters ?? {})) };
  if (pins.has(name))
    return {
      message: `${pinsPath(name)} is there already, of an environment that is gone.`,
      fix: 'Remove the file, or choose another name.',
    };
  return undefined;
}

/** Where several come after one, nobody but the user knows which of them the new one is for. */
function ambiguous(topology: AnyTopology, { name, after }: EnvironmentAddition): Refusal | undefined {
  const several = followers(topology, after);
  if (several.length < 2) return undefined;
  return {
    message: `${several.join(' and ')} both come after ${after}.`,
    fix: `Write ${name} into environments of topology.ts yourself, and say of each of them what it comes after.`,
  };
}
