// Paths that would leave the root, touch Git, or mean something else on another system are refused.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { assertSafePath, UnsafePathError, unsafePathReason } from './safe-path.js';

it.each([
  'hosts/rpi4-1/generated/network.nix',
  '.sops.yaml',
  '.github/workflows/a.yml',
  'a/getty@tty1.conf',
  'c++/b_1',
  `a/${'x'.repeat(255)}`,
  'gitx/.gitignore',
  'connect/console',
])('accepts %s', (path) => {
  expect(unsafePathReason(path)).toBeUndefined();
});

it.each([
  '',
  '/',
  '/etc/passwd',
  '..',
  '../x',
  'a/../../b',
  'a/..',
  './a',
  'a/./b',
  'a//b',
  'a/',
  '~/x',
  '~',
  'C:\\x',
  'C:/x',
  'a\\b',
  '.git/hooks/pre-commit',
  'a/.git/config',
  '.GIT/config',
  '.groundplan/journal.json',
  '.Groundplan/lock',
  '-rf',
  'a/--help',
  'a\0b',
  'a\nb',
  'a b',
  'a ',
  'a.',
  'a./b',
  'con',
  'NUL.nix',
  'a/com1',
  'aux.json',
  'lpt9.x.y',
  `${'x'.repeat(256)}/a`,
  'é',
  '\u202Ea',
  'ſ',
  'İ',
  'раth',
  'a%2e%2e/b',
  'a*',
  'a?',
  'a:b',
  '$HOME',
  '`id`',
])('refuses %j', (path) => {
  expect(() => assertSafePath(path)).toThrow(UnsafePathError);
});

it('says what is wrong', () => {
  expect(() => assertSafePath('a/../b')).toThrow('a/../b has the component ...');
  expect(() => assertSafePath('.git/x')).toThrow('.git/x lies in .git, which no generated file may touch.');
  expect(() => assertSafePath('a/nul.nix')).toThrow('a/nul.nix has the component nul.nix, a device name on Windows.');
  expect(() => assertSafePath('a\nb')).toThrow('a\\nb is not a relative path');
});

it('refuses a path for the same names wherever they stand in it', () => {
  const part = fc.constantFrom(
    'a',
    'A.b',
    '.',
    '..',
    '.git',
    '.x',
    'con',
    'CON.txt',
    'lpt1',
    'console',
    '-a',
    'a-',
    'a.',
    'x'.repeat(256),
  );
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
      const wrong = parts.filter((name) => /^(\.|\.\.|\.git|con|CON\.txt|lpt1|-a|a\.|x{256})$/.test(name));
      expect(unsafePathReason(parts.join('/')) === undefined).toBe(wrong.length === 0);
    }),
    { numRuns: 1000 },
  );
});
