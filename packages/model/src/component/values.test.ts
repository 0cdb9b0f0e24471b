// Helm values merge as Helm does, and nothing but plain JSON passes for them.
import { describe, expect, it } from 'vitest';
import { helmValues, mergeValues } from './values.js';

const cyclic: Record<string, unknown> = {};
cyclic.self = cyclic;

describe('Helm values', () => {
  it('merge objects key by key, replace lists, and keep null, which deletes a default of the chart', () => {
    const merged = mergeValues({ a: { x: 1, y: [1, 2] }, b: 'keep' }, { a: { y: [3], z: null } });
    expect(merged).toEqual({ a: { x: 1, y: [3], z: null }, b: 'keep' });
  });

  it('replace an object by a text and back', () => {
    expect(mergeValues({ a: { x: 1 } }, { a: 'off' })).toEqual({ a: 'off' });
    expect(mergeValues({ a: 'off' }, { a: { x: 1 } })).toEqual({ a: { x: 1 } });
  });

  it('have keys in order, whatever the order of writing', () => {
    expect(JSON.stringify(mergeValues({ b: 1, a: { d: 1, c: 2 } }, { a: { b: 0 } }))).toBe(
      '{"a":{"b":0,"c":2,"d":1},"b":1}',
    );
  });

  it('do not reach into prototypes', () => {
    const merged = mergeValues(JSON.parse('{"__proto__":{"polluted":true}}'), { a: 1 });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(Object.keys(merged)).toEqual(['__proto__', 'a']);
  });

  it.each([
    ['a function', { a: () => 1 }],
    ['a date', { a: new Date(0) }],
    ['a list', [1]],
    ['not a number', { a: Number.NaN }],
    ['infinity', { a: { b: Number.POSITIVE_INFINITY } }],
    ['undefined inside', { a: undefined }],
    ['a circle', cyclic],
    ['a text', 'a: 1'],
  ])('refuse %s', (_, value) => {
    expect(helmValues.safeParse(value).success).toBe(false);
  });

  it('accept what values.yaml can hold', () => {
    expect(helmValues.safeParse({ a: [1, 'x', null, { b: true }], c: {} }).success).toBe(true);
  });
});
