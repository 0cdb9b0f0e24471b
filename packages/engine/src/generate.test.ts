// Files come one by one, stamped, and two owners of one path are an error that names both.
import type { ResolvedTopology } from '@groundplan/model';
import { expect, it } from 'vitest';
import type { Artifact, Generator } from './artifact.js';
import { generate, generateSorted, PathConflictError } from './generate.js';
import { UnsafePathError } from './safe-path.js';

const topology = {} as ResolvedTopology;
const options = { source: 'topology/topology.ts' };

function generatorOf(name: string, ...artifacts: (Partial<Artifact> & { path: string })[]): Generator {
  const render = (slice: unknown): Artifact[] => [
    { content: 'x\n', from: ['hosts.a'], ...(slice as { path: string }) },
  ];
  return { name, slices: () => artifacts, render };
}

const paths = (...generators: Generator[]) => generateSorted(topology, generators, options).map(({ path }) => path);

it('stamps files and leaves scaffolds plain', () => {
  const generators = [generatorOf('two', { path: 'b.nix' }), generatorOf('one', { path: 'a.nix', scaffold: true })];
  expect(generateSorted(topology, generators, options)).toEqual([
    { path: 'a.nix', text: 'x\n', by: 'one', scaffold: true, from: ['hosts.a'] },
    {
      path: 'b.nix',
      text: expect.stringMatching(/^# Generated from hosts\.a\. .*\nx\n$/),
      by: 'two',
      scaffold: false,
      from: ['hosts.a'],
    },
  ]);
});

it('is lazy and keeps the order of the generators', () => {
  const seen: string[] = [];
  const endless: Generator<number> = {
    name: 'endless',
    *slices() {
      for (let slice = 0; ; slice += 1) yield slice;
    },
    render: (slice) => [{ path: `z${slice}`, content: 'x\n', from: [] }],
  };
  for (const { path } of generate(topology, [generatorOf('one', { path: 'zz' }), endless as Generator], options)) {
    if (seen.push(path) === 3) break;
  }
  expect(seen).toEqual(['zz', 'z0', 'z1']);
});

it('runs again when iterated again', () => {
  expect(paths(generatorOf('one', { path: 'b' }, { path: 'a' }))).toEqual(['a', 'b']);
});

it.each([
  ['one path', 'a/x', 'a/x', 'a/x is made by the generator one and the generator two.'],
  [
    'upper and lower case',
    'a/X',
    'a/x',
    'a/X and a/x, made by the generator one and the generator two, cannot both exist on every system.',
  ],
  ['folders in upper and lower case', 'A/y', 'a/x', 'the folder A and a/x, made by'],
  ['a file where a folder is', 'a/x/y', 'a/x', 'the folder a/x and a/x, made by'],
  ['a folder where a file is', 'a/x', 'a/x/y/z', 'a/x and a/x/y/z, made by'],
])('refuses %s', (_, first, second, message) => {
  const run = () => paths(generatorOf('one', { path: first }), generatorOf('two', { path: second }));
  expect(run).toThrow(PathConflictError);
  expect(run).toThrow(message);
});

it('refuses a scaffold and a file at one path, and one generator making a path twice', () => {
  expect(() => paths(generatorOf('one', { path: 'a' }), generatorOf('two', { path: 'a', scaffold: true }))).toThrow(
    PathConflictError,
  );
  expect(() => paths(generatorOf('one', { path: 'a' }, { path: 'a' }))).toThrow(
    'the generator one and the generator one',
  );
});

it('refuses unsafe paths and content that cannot be written as it is', () => {
  expect(() => paths(generatorOf('one', { path: '../a' }))).toThrow(UnsafePathError);
  expect(() => paths(generatorOf('one', { path: 'a', content: 'x' }))).toThrow(
    'The generator one made a without a newline at its end.',
  );
  expect(() => paths(generatorOf('one', { path: 'a', content: '' }))).toThrow('without a newline');
  expect(() => paths(generatorOf('one', { path: 'a', content: '\uD800\n' }))).toThrow('half a surrogate pair');
  expect(paths(generatorOf('one', { path: 'a', content: '😀\n' }))).toEqual(['a']);
});
