// JSON files are sorted, and refuse what JSON cannot hold.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyNumber, hostileData, reversedKeys } from '../../test/hostile-data.js';
import { printJson } from './json.js';
import { PrintError } from './print-error.js';

describe('printJson', () => {
  it('sorts keys by code unit, numbers among them', () => {
    expect(printJson({ b: [1, { c: null }], a: 'x', B: true, 10: 0.5, 9: [], e: {} })).toBe(`{
  "10": 0.5,
  "9": [],
  "B": true,
  "a": "x",
  "b": [
    1,
    {
      "c": null
    }
  ],
  "e": {}
}
`);
  });

  it('is read back by JSON.parse, whatever the order of the keys', () => {
    fc.assert(
      fc.property(hostileData(anyNumber), (value) => {
        const text = printJson(value);
        expect(JSON.parse(text)).toEqual(value);
        expect(printJson(reversedKeys(value))).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    undefined,
    { a: undefined },
    [undefined],
    new Array(1),
    NaN,
    Infinity,
    () => 0,
    1n,
    new Date(0),
    new Map(),
    '\ud800',
    { '\ud800': 1 },
  ])('refuses %s', (value) => {
    expect(() => printJson(value)).toThrow(PrintError);
  });
});
