// The manifest survives a round trip, damage, and the merges Git makes of it.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseManifest, printManifest } from './manifest.js';

const manifest = new Map([
  ['hosts/b/generated/x.nix', 'nixos'],
  ['.sops.yaml', 'secrets'],
  ['hosts/a/generated/x.nix', 'nixos'],
]);

it('is sorted, one line per file, with the note at the end', () => {
  expect(printManifest(manifest)).toBe(`{
  ".sops.yaml": "secrets",
  "hosts/a/generated/x.nix": "nixos",
  "hosts/b/generated/x.nix": "nixos",
  "//": "The files Groundplan owns, and the generator of each. Written by nx run generate; do not edit."
}
`);
});

it('reads what it prints', () => {
  const name = fc.stringMatching(/^[a-z0-9_]{1,9}$/);
  const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(path, fc.string()), { selector: ([key]) => key }), (entries) => {
      const safe = new Map(entries.filter(([key]) => !/(?:^|\/)(?:con|prn|aux|nul|com\d|lpt\d)(?:\/|$)/.test(key)));
      expect(parseManifest(printManifest(safe))).toEqual({ manifest: safe, problems: [] });
    }),
  );
});

it('reads any order and Windows line endings', () => {
  const text = '{\r\n"//": "x",\r\n "b": "two",\r\n\r\n "a": "one"\r\n}';
  expect(parseManifest(text)).toEqual({
    manifest: new Map([
      ['b', 'two'],
      ['a', 'one'],
    ]),
    problems: [],
  });
});

it('takes a conflict for the union of its sides', () => {
  const text = `{
  "a": "one",
<<<<<<< HEAD
  "b": "one",
  "c": "one",
||||||| base
  "c": "old",
=======
  "c": "two",
  "d": "two"
>>>>>>> branch
  "e": "one",
  "//": "note"
}
`;
  const { manifest: union, problems } = parseManifest(text);
  expect([...union]).toEqual([
    ['a', 'one'],
    ['b', 'one'],
    ['c', 'two'],
    ['d', 'two'],
    ['e', 'one'],
  ]);
  expect(problems).toEqual([]);
});

it.each([
  ['{ "../../etc/passwd": "x" }', '"../../etc/passwd" has the component ...'],
  [
    '{ "/etc/passwd": "x" }',
    '"/etc/passwd" is not a relative path of letters, digits and . _ @ + - between single slashes.',
  ],
  ['{ ".git/config": "x" }', '".git/config" lies in .git, which no generated file may touch.'],
  ['{ ".groundplan/lock": "x" }', '".groundplan/lock" lies in .groundplan, which no generated file may touch.'],
  ['{ "a\\u0000": "x" }', '"a\\u0000" is not a relative path of letters, digits and . _ @ + - between single slashes.'],
  ['{ "": "x" }', '"" is empty.'],
  ['{ "a": 1 }', 'a names no generator.'],
  ['{ "a": null }', 'a names no generator.'],
  ['{ "a": { "b": "c" } }', 'a names no generator.'],
  ['{ "__proto__": {} }', '__proto__ names no generator.'],
  ['[]', 'The manifest is not a JSON object.'],
  ['null', 'The manifest is not a JSON object.'],
  ['"a"', 'The manifest is not a JSON object.'],
  ['{\n  "b": "x",\n', 'The manifest ends before its closing brace.'],
  ['{\nrm -rf /\n}', 'Line 2 is not an entry of the manifest.'],
  ['{\n  "b": "x\\q",\n}', 'b names no generator.'],
])('reports what is wrong with %j', (text, message) => {
  const { manifest: left, problems } = parseManifest(text);
  expect(problems.map((problem) => problem.message)).toEqual([message]);
  expect([...left.keys()].filter((path) => path !== 'b')).toEqual([]);
});

it('keeps the good entries beside bad ones', () => {
  const { manifest: good, problems } = parseManifest('{ "a": "one", "../b": "two", "c": "three" }');
  expect([...good]).toEqual([
    ['a', 'one'],
    ['c', 'three'],
  ]);
  expect(problems).toEqual([{ path: '../b', message: '"../b" has the component ...' }]);
});

it('never throws', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void parseManifest(text)));
});
