// What releases need without anybody writing it: the pods' network before pods, a storage class before its volumes.
import { orderReleases, type Release } from './order.js';
import type { SettledChart, SettledComponent } from './releases.js';

/** The releases of components and charts, with their implied needs. */
export function impliedNeeds(
  components: readonly SettledComponent[],
  charts: readonly SettledChart[],
): readonly Release[] {
  const stored = components.map((one) => needing(one.release, storageOf(one, components)));
  return withPodNetwork([...stored, ...charts.map(({ release }) => release)], components);
}

const needing = (release: Release, others: readonly string[]): Release => ({
  ...release,
  needs: [...new Set([...release.needs, ...others])],
});

/** Whoever makes the class of its volumes; nobody when a chart or the distribution does. */
function storageOf({ entry, value }: SettledComponent, components: readonly SettledComponent[]): string[] {
  const wanted = entry.volumes?.(value.configuration as never);
  if (wanted === undefined) return [];
  return components.flatMap((other) => {
    const made = other.entry.storageClass?.(other.value.configuration as never);
    return made && (wanted === null ? made.isDefault : made.name === wanted) ? [other.value.name] : [];
  });
}

/** A release that waits for pods would never be ready before Cilium, which then would never be applied. */
function withPodNetwork(releases: readonly Release[], components: readonly SettledComponent[]): readonly Release[] {
  if (!releases.some(({ name }) => name === 'cilium')) return releases;
  const before = neededBy('cilium', releases);
  const podless = new Set(components.filter(({ entry }) => entry.podless).map(({ value }) => value.name));
  return releases.map((one) =>
    one.layer !== 'controllers' || before.has(one.name) || podless.has(one.name) ? one : needing(one, ['cilium']),
  );
}

/** The release itself and all that it waits for. */
function neededBy(name: string, releases: readonly Release[]): ReadonlySet<string> {
  const { places } = orderReleases(releases);
  const found = new Set<string>();
  const visit = (one: string): void => {
    if (found.has(one)) return;
    found.add(one);
    for (const other of places.get(one)?.dependsOn ?? []) visit(other);
  };
  visit(name);
  return found;
}
