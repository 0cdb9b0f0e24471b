// Hand-written files in generated folders, and what remains of a removed host, are reported and nothing else.
import { expect, it } from 'vitest';
import type { Change } from './plan.js';
import { strays } from './strays.js';

/** A folder listing made from file paths. */
function listOf(...files: string[]) {
  return (folder: string) => {
    const below = files.filter((file) => file.startsWith(`${folder}/`)).map((file) => file.slice(folder.length + 1));
    return [...new Set(below.map((rest) => (rest.includes('/') ? `${rest.split('/')[0]}/` : rest)))].sort();
  };
}

interface Given {
  readonly owned?: string[];
  readonly deleted?: string[];
  readonly refused?: string[];
  readonly scaffolds?: string[];
  readonly disk: string[];
}

function straysOf({ owned = [], deleted = [], refused = [], scaffolds = [], disk }: Given): string[] {
  const changes = [
    ...deleted.map((path) => ({ kind: 'delete', path, by: 'x', from: [], old: '' }) as Change),
    ...refused.map((path) => ({ kind: 'refuse', path, by: 'x', from: [], reason: 'unowned', message: '' }) as Change),
  ];
  const manifest = new Map(owned.map((path) => [path, 'x']));
  return strays({ changes, manifest, scaffolds }, listOf(...owned, ...deleted, ...refused, ...scaffolds, ...disk)).map(
    ({ path, reason }) => `${reason} ${path}`,
  );
}

it('reports what nobody generates in a generated folder', () => {
  const owned = ['hosts/a/generated/x.nix', 'hosts/b/generated/x.nix'];
  const disk = [
    'hosts/a/generated/mine.nix',
    'hosts/a/configuration.nix',
    'hosts/a/generated/old/deep/y.nix',
    'README.md',
  ];
  expect(straysOf({ owned, disk })).toEqual([
    'not-generated hosts/a/generated/mine.nix',
    'not-generated hosts/a/generated/old/',
  ]);
});

it('looks into folders that hold generated files', () => {
  const owned = ['docs/generated/tables/a.md', 'docs/generated/generated/b.md'];
  const disk = ['docs/generated/tables/mine.md', 'docs/generated/generated/mine.md'];
  expect(straysOf({ owned, disk })).toEqual([
    'not-generated docs/generated/generated/mine.md',
    'not-generated docs/generated/tables/mine.md',
  ]);
});

it('does not report scaffolds, refused files, or folders without generated files', () => {
  expect(
    straysOf({ owned: ['a/generated/x'], scaffolds: ['a/generated/start'], refused: ['a/generated/r'], disk: [] }),
  ).toEqual([]);
  expect(straysOf({ owned: ['a/x'], disk: ['a/mine', 'b/generated/mine'] })).toEqual([]);
});

it('reports what remains of a removed host', () => {
  const owned = ['hosts/a/generated/x.nix'];
  const deleted = ['hosts/old/generated/x.nix', 'hosts/old/generated/y.nix'];
  const disk = [
    'hosts/old/configuration.nix',
    'hosts/old/notes/a.md',
    'hosts/a/configuration.nix',
    'hosts/old/generated/mine',
  ];
  expect(straysOf({ owned, deleted, disk })).toEqual([
    'left-behind hosts/old/configuration.nix',
    'not-generated hosts/old/generated/mine',
    'left-behind hosts/old/notes/',
  ]);
});

it('reports nothing of a host that only loses a file', () => {
  const disk = ['hosts/a/configuration.nix'];
  expect(straysOf({ owned: ['hosts/a/generated/x.nix'], deleted: ['hosts/a/generated/y.nix'], disk })).toEqual([]);
  expect(
    straysOf({ deleted: ['hosts/a/generated/y.nix'], scaffolds: ['hosts/a/configuration.nix'], disk: [] }),
  ).toEqual([]);
});
