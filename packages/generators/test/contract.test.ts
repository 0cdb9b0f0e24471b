// What every generator promises, on every site: known origin, no dependence on order, no escape from its format.
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { generateSorted, restrict } from '@groundplan/engine';
import { type ResolvedTopology, resolve } from '@groundplan/model';
import { describe, expect, it } from 'vitest';
import { generators } from '../src/index.js';
import { sites } from './sites.js';

const source = { source: 'topology/topology.ts' };

describe('the registry', () => {
  it('holds every folder that has an index once, in the order of names', () => {
    const folders = readdirSync(fileURLToPath(new URL('../src', import.meta.url)), { withFileTypes: true });
    expect(generators.map((generator) => generator.name)).toEqual(
      folders
        .filter((entry) => entry.isDirectory() && existsSync(`${entry.parentPath}/${entry.name}/index.ts`))
        .map((entry) => entry.name)
        .sort(),
    );
  });

  it.each(generators.map((generator) => [generator.name, generator] as const))(
    '%s prints files',
    (_name, generator) => {
      const all = Object.values(sites).flatMap(({ topology }) => generateSorted(topology, [generator], source));
      expect(all.length).toBeGreaterThan(0);
    },
  );
});

it.each(generators.map((generator) => [generator.name, generator] as const))(
  '%s has something to print on the site everything',
  (_name, generator) => {
    const { topology } = sites.everything as { topology: ResolvedTopology };
    expect(generateSorted(topology, [generator], source)).not.toEqual([]);
  },
);

describe.each(Object.entries(sites))('on the site %s', (_, site) => {
  it('prints the same bytes whatever the order of topology.ts', () => {
    const reversed = resolve(reverseKeys(site.input), site.lock, site.pins);
    expect(reversed.ok && generateSorted(reversed.topology, generators, source)).toEqual(
      generateSorted(site.topology, generators, source),
    );
  });

  it.each(generators.map((generator) => [generator.name, generator] as const))(
    '%s names all it is made of',
    (_name, generator) => {
      const all = generateSorted(site.topology, [generator], source);
      for (const file of all) {
        const alone = generateSorted(restrict(site.topology, file.from), [generator], source);
        expect(alone.find((other) => other.path === file.path)?.text).toBe(file.text);
      }
    },
  );

  it.each(generators.map((generator) => [generator.name, generator] as const))(
    '%s sees only plain JSON in a slice',
    (_name, generator) => {
      for (const slice of generator.slices(site.topology)) {
        expect(generator.render(JSON.parse(JSON.stringify(slice)))).toEqual(generator.render(slice));
      }
    },
  );

  it('prints nothing that only this machine knows', () => {
    const text = generateSorted(site.topology, generators, source)
      .map((file) => file.text)
      .join('\n');
    expect(text).not.toContain(process.cwd());
    expect(text).not.toMatch(/20\d\d-\d\d-\d\dT/);
    expect(text).not.toContain('undefined');
    expect(text).not.toContain('[object');
  });
});

it('sees differences: a generator that hides an origin is caught', () => {
  const { topology } = sites.homelab as { topology: ResolvedTopology };
  const hiding = {
    name: 'hiding',
    slices: (t: ResolvedTopology) => [t.networks.pro ?? null],
    render: (slice: unknown) => [{ path: 'x.nix', content: `${JSON.stringify(slice)}\n`, from: ['networks.iot'] }],
  };
  const [file] = generateSorted(topology, [hiding], source);
  const [alone] = generateSorted(restrict(topology, ['networks.iot']), [hiding], source);
  expect(alone?.text).not.toBe(file?.text);
});

function reverseKeys<T>(value: T): T {
  if (Array.isArray(value)) return value.map(reverseKeys) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reverseKeys(item)]),
  ) as T;
}
