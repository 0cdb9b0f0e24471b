// Fields that differ: maps by key, lists by name where Kubernetes merges them so, and nothing is overlooked.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldChanges, printed } from './field-changes.js';
import { printPath, printValue } from './print-field.js';

/** As "path: before → after". */
const told = (before: unknown, after: unknown) =>
  fieldChanges(before, after).map(
    (one) =>
      `${printPath(one.path)}: ${one.reordered ? 'order ' : ''}${printValue(one.before)} → ${printValue(one.after)}`,
  );

describe('field changes', () => {
  it('of maps are told key by key, sorted, also where a map comes or goes', () => {
    expect(told({ b: 1, a: { c: true }, d: { e: { f: 'x' } } }, { a: { c: false }, b: 1, g: { h: [] } })).toEqual([
      'a.c: true → false',
      'd.e.f: "x" → none',
      'g.h: none → []',
    ]);
  });

  it('of containers, variables and ports are told by name, wherever they stand', () => {
    const pod = (...containers: object[]) => ({ spec: { containers } });
    const web = { name: 'web', image: 'a:1', env: [{ name: 'A', value: '1' }], ports: [{ containerPort: 80 }] };
    const side = { name: 'side', image: 's:1' };
    expect(
      told(
        pod(web, side),
        pod(
          {
            ...web,
            image: 'a:2',
            env: [
              { name: 'B', value: '' },
              { name: 'A', value: '2' },
            ],
          },
          side,
        ),
      ),
    ).toEqual([
      'spec.containers[web].env[A].value: "1" → "2"',
      'spec.containers[web].env[B]: none → {"name":"B","value":""}',
      'spec.containers[web].image: "a:1" → "a:2"',
    ]);
    expect(
      told(pod(web), pod({ ...web, ports: [{ containerPort: 80 }, { containerPort: 81, protocol: 'UDP' }] })),
    ).toEqual(['spec.containers[web].ports[81/UDP]: none → {"containerPort":81,"protocol":"UDP"}']);
  });

  it('of order alone are told', () => {
    expect(told([{ name: 'a' }, { name: 'b' }], [{ name: 'b' }, { name: 'a' }])).toEqual([
      ': order ["a","b"] → ["b","a"]',
    ]);
    expect(told({ args: ['a', 'b'] }, { args: ['b', 'a'] })).toEqual(['args: order ["a","b"] → ["b","a"]']);
  });

  it('of lists without names are what one has and the other has not', () => {
    expect(told({ a: ['x', 'y', 'z'] }, { a: ['x', 'z'] })).toEqual(['a[1]: "y" → none']);
    expect(told({ a: ['x', 'z'] }, { a: ['x', 'y', 'z'] })).toEqual(['a[1]: none → "y"']);
    expect(told({ a: ['x', 'y'] }, { a: ['x', 'q'] })).toEqual(['a[1]: "y" → "q"']);
    expect(told({ a: ['x', 'x'] }, { a: ['x'] })).toEqual(['a[1]: "x" → none']);
    expect(told({ rules: [{ verbs: ['get'] }] }, { rules: [{ verbs: ['get', 'list'] }] })).toEqual([
      'rules[0].verbs[1]: none → "list"',
    ]);
  });

  it('names that stand twice in a list match nothing', () => {
    expect(told([{ name: 'a' }, { name: 'a', x: 1 }], [{ name: 'a' }, { name: 'a', x: 2 }])).toEqual(['[1].x: 1 → 2']);
  });

  it('tell types apart, and null from nothing', () => {
    expect(told({ a: 1, b: null, c: '' }, { a: '1', c: null })).toEqual([
      'a: 1 → "1"',
      'b: null → none',
      'c: "" → null',
    ]);
  });

  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('a', 'b', '', 0, 1, true, null),
      fc.array(tie('any'), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom('name', 'port', 'x', 'y'), tie('any'), { maxKeys: 4 }),
    ),
  })).any;

  it('are there exactly when something differs but the order of keys', () => {
    fc.assert(
      fc.property(value, value, (before, after) => {
        expect(fieldChanges(before, after).length > 0).toBe(printed(before) !== printed(after));
        expect(fieldChanges(before, structuredClone(before))).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('printing', () => {
  it('quotes keys with dots, cuts long values, and shows no control', () => {
    expect(printPath(['metadata', 'annotations', 'lbipam.cilium.io/ips'])).toBe(
      'metadata.annotations["lbipam.cilium.io/ips"]',
    );
    expect(printValue('x'.repeat(200))).toHaveLength(80);
    expect(printValue('\u001b[31m\u202e')).toBe('"\\u001b[31m\\u202e"');
  });
});
