// No text leaves its cell of a Markdown table.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileText } from '../../test/hostile-data.js';
import { markdownCell } from './markdown-cell.js';
import { compileText } from './text.js';

describe('markdownCell', () => {
  it.each([
    ['10.10.0.0/24, fd00::/8', '10.10.0.0/24, fd00::/8'],
    ['a|b\\|c', 'a\\|b&#92;\\|c'],
    ['<b> & `c`', '\\<b\\> \\& \\`c\\`'],
    ['one\r\ntwo\nthree\tfour', 'one<br>two<br>three four'],
    ['https://www.x_y a@b.c 52:54:00', 'https\\://www\\.x\\_y a\\@b.c 52:54:00'],
    ['[a](b) *c* _d_ ~e~ $f$', '\\[a\\](b) \\*c\\* \\_d\\_ \\~e\\~ \\$f\\$'],
  ])('%j becomes %s', (value, cell) => {
    expect(markdownCell(value)).toBe(cell);
  });

  it('never adds a row or a column', () => {
    const table = compileText('{{#each rows}}\n|{{a}}|{{b}}|\n{{/each}}');
    fc.assert(
      fc.property(fc.array(fc.record({ a: hostileText, b: hostileText })), (rows) => {
        const text = table({ rows: rows.map(({ a, b }) => ({ a: markdownCell(a), b: markdownCell(b) })) });
        const printed = text.split(/\r\n|[\n\r\u2028\u2029]/).slice(0, -1);
        expect(printed.map((row) => row.replaceAll('\\|', '').split('|').length)).toEqual(rows.map(() => 4));
      }),
      { numRuns: 500 },
    );
  });
});
