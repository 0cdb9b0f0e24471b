// Files of objects taken apart: where one ends, which line is which, and what is no object.
import { describe, expect, it } from 'vitest';
import { composeRender } from './compose.js';
import { readDocuments, UnreadableObjects } from './documents.js';

const config = (name: string, rest = '') => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n${rest}`;

describe('documents', () => {
  it('end at three hyphens in the first column only', () => {
    const script = config('a', 'data:\n  b: |\n    ---\n    text\n  c: "--- x"\n');
    const [one, two] = readDocuments(`# marker\n---\n${script}--- # more\n${config('b')}`);
    expect(one?.text).toBe(script);
    expect(one?.object.data).toEqual({ b: '---\ntext\n', c: '--- x' });
    expect([one?.line, two?.line]).toEqual([3, 13]);
  });

  it('know the line of each of their values, and of the nearest one for what is not written', () => {
    const [, two] = readDocuments(`${config('a')}---\n${config('b', 'data:\n  c: d\n  list:\n    - x\n    - y\n')}`);
    expect(two?.lineOf(['metadata', 'name'])).toBe(9);
    expect(two?.lineOf(['data', 'c'])).toBe(11);
    expect(two?.lineOf(['data', 'list', 1])).toBe(14);
    expect(two?.lineOf(['data', 'list', 7])).toBe(13);
    expect(two?.lineOf(['spec'])).toBe(6);
  });

  it('that hold nothing are left out', () => {
    expect(readDocuments('')).toEqual([]);
    expect(readDocuments('# only\n---\n---\n# comments\n')).toEqual([]);
  });

  it.each([
    ['a: 1\n', 'Line 1 begins something without apiVersion'],
    ['- a\n', 'Line 1 begins something without apiVersion'],
    [`${config('a')}---\nkind: A\n`, 'Line 6 begins something without apiVersion'],
    [`${config('a')}---\na: [\n`, 'Line 7 is no YAML'],
    ['a: secret\na: secret\n', 'Line 2 is no YAML: Map keys must be unique'],
  ])('%j are refused', (text, says) => {
    expect(() => readDocuments(text)).toThrow(UnreadableObjects);
    expect(() => readDocuments(text)).toThrow(says);
  });

  it('are put into one order, whatever theirs was, and keep their bytes', () => {
    const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: z\n';
    const crd = 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: crd\n';
    const all = [config('B'), config('a', '  namespace: demo\n'), crd, config('Z'), namespace, config('ä')];
    const composed = composeRender(readDocuments(all.join('---\n')));
    expect(composed).toBe(
      [namespace, crd, config('B'), config('Z'), config('ä'), config('a', '  namespace: demo\n')]
        .map((text) => `---\n${text}`)
        .join(''),
    );
    expect(composeRender(readDocuments(all.reverse().join('---\n')))).toBe(composed);
    expect(composeRender(readDocuments(composed))).toBe(composed);
  });
});
