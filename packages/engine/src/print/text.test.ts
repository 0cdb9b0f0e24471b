// Templates take text only, and refuse all logic but one each.
import { describe, expect, it } from 'vitest';
import { PrintError } from './print-error.js';
import { compileText } from './text.js';

describe('compileText', () => {
  it('fills holes and repeats lists, escaping nothing', () => {
    const page = compileText(
      '# {{site.name}} & co\n{{! note }}\n{{#each hosts}}\n- {{name}} of {{../site.name}}: {{id}} {{up}}\n{{/each}}\nend\n',
    );
    const hosts = [
      { name: '<a> {{b}}', id: 0, up: false },
      { name: '', id: -1, up: true },
    ];
    expect(page({ site: { name: 'home' }, hosts })).toBe(
      '# home & co\n- <a> {{b}} of home: 0 false\n-  of home: -1 true\nend\n',
    );
    expect(page({ site: { name: 'home' }, hosts: [] })).toBe('# home & co\nend\n');
  });

  it('repeats plain values', () => {
    expect(compileText('{{#each list}}<{{this}}>{{/each}}')({ list: ['a', '', 0, true] })).toBe('<a><><0><true>');
  });

  it.each([
    '{{#if a}}x{{/if}}',
    '{{#unless a}}x{{/unless}}',
    '{{#with a}}x{{/with}}',
    '{{#a}}x{{/a}}',
    '{{^a}}x{{/a}}',
    '{{#each a}}x{{else}}y{{/each}}',
    '{{#each a as |b|}}{{b}}{{/each}}',
    '{{#each a}}{{#each b}}x{{/each}}{{/each}}',
    '{{#each}}x{{/each}}',
    '{{^each a}}x{{/each}}',
    '{{lookup a "b"}}',
    '{{log "a"}}',
    '{{a b}}',
    '{{a b=1}}',
    '{{"a"}}',
    '{{> a}}',
    '{{#> a}}x{{/a}}',
    '{{#*inline "a"}}x{{/inline}}',
    '{{* a}}',
  ])('refuses the template %s', (template) => {
    expect(() => compileText(template)({ a: [1] })).toThrow(PrintError);
  });

  it.each([{}, { a: undefined }, { a: null }, { a: {} }, { a: ['x'] }, { a: NaN }, { a: () => 'x' }])(
    'refuses %j for a hole',
    (view) => {
      expect(() => compileText('{{a}}')(view)).toThrow(PrintError);
    },
  );

  it.each([{}, { a: null }, { a: 'x' }, { a: { b: 1 } }])('refuses %j for a list', (view) => {
    expect(() => compileText('{{#each a}}x{{/each}}')(view)).toThrow(PrintError);
  });

  it('reads no inherited property and no missing parent', () => {
    for (const hole of ['constructor', '__proto__', 'toString', 'a.b.c', '../a', '@index', '@root.b']) {
      expect(() => compileText(`{{${hole}}}`)({ a: 1 }), hole).toThrow(PrintError);
    }
  });

  it('says which value is missing', () => {
    expect(() => compileText('{{site.name}}')({ site: {} })).toThrow(
      'Not a text, number or boolean for {{site.name}}: undefined',
    );
    expect(() => compileText('a\n  {{#if x}}b{{/if}}')({})).toThrow('BlockStatement, line 2, column 3');
  });
});
