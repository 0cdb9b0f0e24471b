// The computed order has every CRD before its users, in Flux layers, whatever the order of writing.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Order, orderReleases, type Release, wavesOf } from './order.js';
import { layers } from './resolved.js';

const names = Array.from({ length: 12 }, (_, index) => `r${index}`);
const group = (index: number) => `g${index}.example.org`;

/** Random releases: each brings its own group, and needs groups or names of any. */
const releases = fc
  .array(
    fc.record({
      layer: fc.constantFrom(...layers),
      needs: fc.uniqueArray(fc.nat(11), { maxLength: 3 }),
      byName: fc.boolean(),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((drafts) =>
    drafts.map(
      ({ layer, needs, byName }, index): Release => ({
        name: names[index] as string,
        layer,
        brings: [group(index)],
        needs: needs.map((need) => (byName ? (names[need] as string) : group(need))),
      }),
    ),
  );

/** Needs only point to earlier ones, so that there is no circle. */
const acyclic = releases.map((all) =>
  all.map((release, index) => ({
    ...release,
    needs: release.needs.filter((need) => Number(/\d+/.exec(need)?.[0]) < index),
  })),
);

const positions = (order: Order) =>
  new Map(wavesOf(order.places).flatMap((wave, index) => wave.releases.map((name) => [name, index] as const)));

describe('the order of releases', () => {
  it('has every CRD, and everything needed by name, in an earlier wave or layer than its users', () => {
    fc.assert(
      fc.property(acyclic, (all) => {
        const order = orderReleases(all);
        const at = positions(order);
        expect(order.cycles).toEqual([]);
        for (const { name, needs } of all)
          for (const need of needs) {
            const bringer = all.find((other) => other.name === need || other.brings.includes(need));
            if (bringer) expect(at.get(bringer.name), `${need} before ${name}`).toBeLessThan(at.get(name) as number);
          }
      }),
    );
  });

  it('never moves a release to an earlier layer than it asks for', () => {
    fc.assert(
      fc.property(releases, (all) => {
        const { places } = orderReleases(all);
        for (const { name, layer } of all)
          expect(layers.indexOf(places.get(name)?.layer as never)).toBeGreaterThanOrEqual(layers.indexOf(layer));
      }),
    );
  });

  it('does not depend on the order of writing', () => {
    fc.assert(
      fc.property(releases, fc.infiniteStream(fc.nat()), (all, numbers) => {
        const shuffled = [...all]
          .map((one) => [numbers.next().value as number, one] as const)
          .sort(([a], [b]) => a - b);
        const [one, other] = [orderReleases(all), orderReleases(shuffled.map(([, release]) => release))];
        expect(wavesOf(other.places)).toEqual(wavesOf(one.places));
        expect(other).toEqual(one);
      }),
    );
  });

  it('places every release in exactly one wave, and finds a circle exactly where one is', () => {
    fc.assert(
      fc.property(releases, (all) => {
        const order = orderReleases(all);
        expect(
          wavesOf(order.places)
            .flatMap((wave) => wave.releases)
            .sort(),
        ).toEqual(all.map(({ name }) => name).sort());
        const circular = new Set(order.cycles.flat());
        for (const { name } of all) expect(circular.has(name)).toBe(reaches(name, name, all));
      }),
    );
  });

  it('says which needs nobody meets, and which CRDs have two owners', () => {
    const order = orderReleases([
      { name: 'a', layer: 'controllers', brings: ['x.example.org'], needs: ['y.example.org', 'x.example.org'] },
      { name: 'b', layer: 'controllers', brings: ['x.example.org'], needs: ['c'] },
    ]);
    expect(order.unmet).toEqual([
      ['a', 'y.example.org'],
      ['b', 'c'],
    ]);
    expect(order.twice).toEqual([['x.example.org', ['a', 'b']]]);
  });
});

/** Is there a way from one release to another along what they need? */
function reaches(from: string, to: string, all: readonly Release[]): boolean {
  const before = (name: string) => {
    const { needs = [] } = all.find((release) => release.name === name) ?? {};
    return all.filter(
      (other) => other.name !== name && needs.some((need) => need === other.name || other.brings.includes(need)),
    );
  };
  const seen = new Set<string>();
  const queue = [from];
  for (let name = queue.pop(); name !== undefined; name = queue.pop())
    for (const { name: next } of before(name)) {
      if (next === to) return true;
      if (!seen.has(next)) queue.push(next);
      seen.add(next);
    }
  return false;
}
