// What counts as a literal that may hold a secret; oxc's own reading of real files is the reference.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { parseSync } from 'oxc-parser';
import { expect, it } from 'vitest';
import { literalSpans, secretLineSpans } from './literal-spans.js';
import type { Span } from './source-text.js';

function masked(text: string, spans: readonly Span[] = literalSpans(text)): string {
  return [...spans].reverse().reduce((rest, { start, end }) => `${rest.slice(0, start)}*${rest.slice(end)}`, text);
}

it.each([
  [`psk: 'hunter2', b: "x\\"y",`, `psk: '*', b: "*",`],
  [`'' + ""`, `'' + ""`],
  ["`a $\u007bb ? `c}` : '}'} d` + 'e'", "`*` + '*'"],
  ["a // it's\n'b' /* \"c\" */ d", "a //*\n'*' /***/ d"],
  ["const r = /it's/g.test('x') ? 8 / 'a' / 2 : 0x1f", "const r = /*.test('*') ? 8 / '*' / 2 : 0x1f"],
  ["a['x'] / 2 + \"it's\"", `a['*'] / 2 + "*"`],
  ['psk: 12345678, vlan: 4094, n: -123_456.5', 'psk: *, vlan: 4094, n: -*'],
  ["'open\nb: 'c'", "'*\nb: '*'"],
  ["'line \\\n two'", "'*'"],
  ["'line \\\r\n two' + b1", "'*' + b1"],
  ['`open ${', '`*'],
  ['/* open', '/**'],
  ["'é😀' + 😀 + '\u{1F600}'", "'*' + 😀 + '*'"],
])('%j', (text, expected) => {
  expect(masked(text)).toBe(expected);
});

it.each([
  ["wifi: { psk: 'it's-secret', by: 'ap' },", 'wifi: { psk: *'],
  ['  passphrase = hunter2', '  passphrase = *'],
  [`"wpaPassword": 'x\nvlan: 10`, `"wpaPassword": *\nvlan: 10`],
  ["networks: { infra: 'x' }", "networks: { infra: 'x' }"],
])('of broken source: %j', (text, expected) => {
  expect(masked(text, secretLineSpans(text))).toBe(expected);
});

it('ends for any text, in order, inside the text', () => {
  const piece = fc.constantFrom(
    "'",
    '"',
    '`',
    '${',
    '}',
    '{',
    '/',
    '//',
    '/*',
    '*/',
    '\\',
    '\n',
    '\r',
    'a',
    '1',
    '😀',
    '(',
    ')',
    '=',
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join('');
      let end = 0;
      for (const span of literalSpans(text)) {
        expect(span.start).toBeGreaterThanOrEqual(end);
        expect(span.end).toBeGreaterThan(span.start);
        end = span.end;
      }
      expect(end).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 2000 },
  );
});

function literals(node: unknown, out: Span[]): Span[] {
  if (typeof node !== 'object' || node === null) return out;
  const { type, start, end } = node as { type?: string } & Span;
  const isText = type === 'Literal' && typeof (node as { value?: unknown }).value === 'string';
  if ((isText || type === 'TemplateElement') && end - start > 2) out.push({ start: start + 1, end: end - 1 });
  for (const inner of Object.values(node)) literals(inner, out);
  return out;
}

function sourceFiles(folder: string): string[] {
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  return names.filter((name) => name.endsWith('.ts')).map((name) => `${folder}/${name}`);
}

it('covers every string and template of the sources of this repository', () => {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const files = readdirSync(root).flatMap((name) => sourceFiles(`${root}${name}/src`));
  expect(files.length).toBeGreaterThan(10);
  for (const path of files) {
    const text = readFileSync(path, 'utf8');
    const spans = literalSpans(text);
    const missed = literals(parseSync(path, text).program, []).filter(
      (literal) => !spans.some((span) => span.start <= literal.start && literal.end <= span.end),
    );
    expect(missed.map(({ start, end }) => `${path}: ${text.slice(start, end)}`)).toEqual([]);
  }
});
