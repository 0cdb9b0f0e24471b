// The edited source says what was meant, and every line that was not meant stands as before.
import fc from 'fast-check';
import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import { addEnvironment, typedByHand } from './add-environment.js';

const environment = { name: 'canary', cluster: 'home', after: 'review', next: 'staging' } as const;

function edited(text: string, added: Parameters<typeof addEnvironment>[1] = environment): string {
  const result = addEnvironment(text, added);
  if (!('text' in result)) throw new Error(result.because);
  return result.text;
}

const within = (list: string) => `export default defineTopology({\n  environments: ${list},\n});\n`;

describe('addEnvironment', () => {
  it('adds a line behind the environment before, and moves the one after', () => {
    const before = within(`{
    review: { cluster: 'home' }, // first
    // the rehearsal
    staging: { cluster: 'home', after: 'review' },
  }`);
    expect(edited(before)).toBe(
      within(`{
    review: { cluster: 'home' }, // first
    canary: { cluster: 'home', after: 'review' },
    // the rehearsal
    staging: { cluster: 'home', after: 'canary' },
  }`),
    );
  });

  it.each([
    [
      'on one line',
      "{ review: { cluster: 'home' }, staging: { cluster: 'home', after: 'review' } }",
      "{ review: { cluster: 'home' }, canary: { cluster: 'home', after: 'review' }, staging: { cluster: 'home', after: 'canary' } }",
    ],
    [
      'in double quotes, tight, keys quoted',
      '{\n\t"review": {cluster: "home"},\n\t"staging": {cluster: "home", after: "review"}\n}',
      '{\n\t"review": {cluster: "home"},\n\t"canary": {cluster: "home", after: "review"},\n\t"staging": {cluster: "home", after: "canary"}\n}',
    ],
    [
      'over several lines, as const, with Windows line ends',
      "{\r\n  review: {\r\n    cluster: 'home',\r\n  },\r\n  staging: {\r\n    cluster: 'home',\r\n    after: 'review',\r\n  },\r\n} as const",
      "{\r\n  review: {\r\n    cluster: 'home',\r\n  },\r\n  canary: {\r\n    cluster: 'home',\r\n    after: 'review',\r\n  },\r\n  staging: {\r\n    cluster: 'home',\r\n    after: 'canary',\r\n  },\r\n} as const",
    ],
    [
      'with the comma first',
      "{\n  review: { cluster: 'home' } // first\n  , staging: { cluster: 'home', after: 'review' }\n}",
      "{\n  review: { cluster: 'home' }, canary: { cluster: 'home', after: 'review' } // first\n  , staging: { cluster: 'home', after: 'canary' }\n}",
    ],
  ])('keeps the style: %s', (_name, before, after) => {
    expect(edited(within(before))).toBe(within(after));
  });

  it('adds the comma that the last entry lacks, before its comment', () => {
    const last = { name: 'eu-dr', cluster: 'away', after: 'prod', next: null };
    expect(edited(within("{\n  prod: { cluster: 'home' } // last\n}"), last)).toBe(
      within("{\n  prod: { cluster: 'home' }, // last\n  'eu-dr': { cluster: 'away', after: 'prod' }\n}"),
    );
    expect(edited(within("{\n  prod: { cluster: 'home' }\n}"), last)).toBe(
      within("{\n  prod: { cluster: 'home' },\n  'eu-dr': { cluster: 'away', after: 'prod' }\n}"),
    );
  });

  it('follows a constant of the same file', () => {
    const before = "const environments = {\n  review: { cluster: 'home' },\n};\nexport default { environments };\n";
    expect(edited(before, { ...environment, next: null })).toContain(
      "\n  canary: { cluster: 'home', after: 'review' },\n};",
    );
  });

  it.each([
    ["{ ...shared, review: { cluster: 'home' } }", 'environments is put together from parts'],
    ["make('home')", 'environments is no plain object in this file'],
    ["{ review: { cluster: 'home' }, staging: at('home') }", 'the after of staging is not written there as text'],
    ["{ review: { cluster: 'home' }, staging: { ...review } }", 'the after of staging is not written there as text'],
    ["{ staging: { cluster: 'home', after: 'review' } }", 'review is not written there as an entry of its own'],
    ['{ review: ', 'the file does not parse'],
  ])('refuses %s', (list, because) => {
    expect(addEnvironment(within(list), environment)).toEqual({ because });
  });

  it('says what to type', () => {
    expect(typedByHand(environment)).toBe(
      "canary: { cluster: 'home', after: 'review' }, and of staging after: 'canary'",
    );
  });
});

const comment = fc.constantFrom('', ' // a, {b} "c"', ' /* it’s */', " // '");
const style = fc.record({
  quote: fc.constantFrom("'", '"'),
  quotedKeys: fc.boolean(),
  lines: fc.constantFrom('one', 'entries', 'fields'),
  eol: fc.constantFrom('\n', '\r\n'),
  indent: fc.constantFrom('  ', '\t', '    '),
  trailing: fc.boolean(),
  space: fc.constantFrom('', ' '),
  comments: fc.tuple(comment, comment, comment, comment),
  names: fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,3})?$/), { minLength: 2, maxLength: 5 }),
});
type Style = typeof style extends fc.Arbitrary<infer T> ? T : never;

function written({ quote, quotedKeys, lines, eol, indent, trailing, space, comments, names }: Style): string {
  const q = (text: string) => `${quote}${text}${quote}`;
  const key = (name: string) => (quotedKeys || name.includes('-') ? q(name) : name);
  const entry = (name: string, index: number) => {
    const fields = [`cluster: ${q('home')}`, ...(index === 0 ? [] : [`after: ${q(names[index - 1] as string)}`])];
    if (lines !== 'fields') return `${key(name)}: {${space}${fields.join(', ')}${space}}`;
    return `${key(name)}: {${eol}${fields.map((one) => indent + indent + indent + one).join(`,${eol}`)}${trailing ? ',' : ''}${eol}${indent}${indent}}`;
  };
  const entries = names.map(entry);
  if (lines === 'one') return `export default {${eol}${indent}environments: { ${entries.join(', ')} },${eol}};${eol}`;
  const rows = entries.map((one, index) => {
    const comma = index < entries.length - 1 || trailing ? ',' : '';
    return `${indent}${indent}${one}${comma}${comments[index % 4]}${eol}`;
  });
  return `export default {${eol}${indent}environments: {${eol}${rows.join('')}${indent}},${eol}};${eol}`;
}

function meaningOf(text: string): { environments: { [name: string]: { cluster: string; after?: string } } } {
  return new Function(text.replace('export default', 'return'))() as ReturnType<typeof meaningOf>;
}

it('holds for every style: it parses, says what was meant, and changes no other line', () => {
  fc.assert(
    fc.property(style, fc.nat(), (chosen, position) => {
      const { names } = chosen;
      const index = position % names.length;
      const [after, next] = [names[index] as string, names[index + 1] ?? null];
      const name = 'zz-new';
      const before = written(chosen);
      const text = edited(before, { name, cluster: 'away', after, next });
      expect(parseSync('t.ts', text).errors).toEqual([]);
      const expected = meaningOf(before).environments;
      expected[name] = { cluster: 'away', after };
      if (next !== null) (expected[next] as { after?: string }).after = name;
      expect(meaningOf(text).environments).toEqual(expected);
      expect(Object.keys(meaningOf(text).environments).indexOf(name)).toBe(index + 1);
      if (chosen.lines === 'one') return;
      const [old, now] = [before.split('\n'), text.split('\n')];
      const kept = old.filter((line) => !now.includes(line));
      expect(kept.length).toBeLessThanOrEqual(next === null ? 1 : 2);
      for (const line of kept) expect(/after: |\}|cluster: /.test(line)).toBe(true);
      expect(now.length - old.length).toBe(chosen.lines === 'fields' ? 4 : 1);
      expect(text.includes('\r\n')).toBe(before.includes('\r\n'));
    }),
    { numRuns: 400 },
  );
});
