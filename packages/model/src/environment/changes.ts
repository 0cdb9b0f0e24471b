// What changes in environments that nobody meant to change: names, the owner of a cluster, what runs there.
import { sortedKeys } from '../names.js';
import type { ResolvedEnvironment, ResolvedTopology } from '../resolved.js';

export interface EnvironmentChange {
  readonly environment: string;
  /** A sentence without its subject, such as `would no longer own the cluster home`. */
  readonly what: string;
}

/** Of the environments that are there before and after; its place in the order is not what runs there. */
export function environmentChanges(before: ResolvedTopology, after: ResolvedTopology): EnvironmentChange[] {
  return sortedKeys(before.environments).flatMap((name) => {
    const [old, now] = [before.environments[name], after.environments[name]];
    if (!old || !now) return [];
    return differences(old, now).map((what) => ({ environment: name, what }));
  });
}

function differences(old: ResolvedEnvironment, now: ResolvedEnvironment): string[] {
  const found: string[] = [];
  if (old.suffix !== now.suffix)
    found.push(`would end the names of its objects in ${quoted(now.suffix)}, not ${quoted(old.suffix)}`);
  if (old.ownsCluster && !now.ownsCluster)
    found.push(
      `would no longer own the cluster ${now.cluster}: its controllers and configs would be those of ${now.owner}`,
    );
  for (const [name, app] of Object.entries(now.apps)) {
    const host = old.apps[name]?.host ?? null;
    if (old.apps[name] && host !== app.host) found.push(`would have ${name} at ${app.host}, not ${host}`);
  }
  if (found.length === 0 && print(old) !== print(now)) found.push('would run something else');
  return found;
}

const quoted = (suffix: string | null) => (suffix === null ? 'nothing' : suffix);

/** Who else is in its cluster, and its place in the order, are not what runs in it. */
const print = ({ branch, cluster, components, charts, apps, waves, platform }: ResolvedEnvironment) =>
  JSON.stringify([branch, cluster, components, charts, apps, waves, platform]);
