// YAML files mean the same to readers of YAML 1.1 and 1.2.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { anyNumber, batchOf, hostileData, hostileText, reversedKeys } from '../../test/hostile-data.js';
import { describeReal, runReal } from '../../test/real-checker.js';
import { PrintError } from './print-error.js';
import { printYaml, printYamlDocuments } from './yaml.js';

const anyData = hostileData(anyNumber);

describe('printYaml', () => {
  it('prints a Kubernetes object as a person would write it', () => {
    const object = {
      spec: {
        template: { metadata: { name: 'b', labels: {} } },
        ports: [{ port: 80, name: 'http' }],
        args: [],
        nested: [[1, 2], [null]],
      },
      metadata: {
        labels: { 'app.kubernetes.io/name': 'demo', on: 'no' },
        namespace: 'apps',
        name: 'demo',
        annotations: {},
      },
      kind: 'ConfigMap',
      data: {
        'a.conf': 'first:\n\n  - second\n',
        version: '1.10',
        image: 'ghcr.io/a/b:v1',
        mac: '52:54:00:12:34:56',
        path: '../base',
        'b.txt': 'x\ny',
      },
      apiVersion: 'v1',
    };
    expect(printYaml(object)).toBe(`apiVersion: v1
kind: ConfigMap
metadata:
  name: demo
  namespace: apps
  annotations: {}
  labels:
    app.kubernetes.io/name: demo
    "on": "no"
data:
  a.conf: |
    first:

      - second
  b.txt: |-
    x
    y
  image: ghcr.io/a/b:v1
  mac: "52:54:00:12:34:56"
  path: ../base
  version: "1.10"
spec:
  args: []
  nested:
    - - 1
      - 2
    - - null
  ports:
    - name: http
      port: 80
  template:
    metadata:
      labels: {}
      name: b
`);
  });

  it.each([
    ['Yes', '"Yes"'],
    ['', '""'],
    ['a: b', '"a: b"'],
    ['a\tb\n', '|\n  a\tb'],
    ['---\n', '|\n  ---'],
    ['a \nb', '"a \\nb"'],
    ['a\n\tb', '"a\\n\\tb"'],
    [' a\nb', '" a\\nb"'],
    ['a\n\n', '"a\\n\\n"'],
    ['\u0085\u2028\ufeff\0', '"\\u0085\\u2028\\ufeff\\u0000"'],
    [1e21, '1.0e+21'],
    [1.5e-7, '1.5e-7'],
    [-0, '0'],
  ])('prints %j as %s', (value, text) => {
    expect(printYaml(value)).toBe(`${text}\n`);
  });

  it('refuses a key no reader would find the end of', () => {
    expect(() => printYaml({ ['k'.repeat(1001)]: 1 })).toThrow(PrintError);
  });

  it('puts --- between documents', () => {
    expect(printYamlDocuments([{ a: 1 }, []])).toBe('a: 1\n---\n[]\n');
  });

  it.each(['1.1', '1.2'] as const)('is read back by a YAML %s reader, whatever the order of the keys', (version) => {
    fc.assert(
      fc.property(fc.array(anyData, { maxLength: 4 }), (values) => {
        const text = printYamlDocuments(values);
        expect(readWithYaml(text, version)).toEqual(values);
        expect(printYamlDocuments(reversedKeys(values) as unknown[])).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    undefined,
    { a: undefined },
    [undefined],
    NaN,
    Infinity,
    () => 0,
    1n,
    new Date(0),
    '\ud800',
    'a\n\ud800',
    { '\udc00': 1 },
  ])('refuses %s', (value) => {
    expect(() => printYaml(value)).toThrow(PrintError);
  });
});

describeReal('printYaml, read by PyYAML', ['/usr/bin/python3', '-c', 'import yaml'], () => {
  it('keeps every value', () => {
    fc.assert(
      fc.property(batchOf(anyData), (values) => {
        expect(readWithPython(printYamlDocuments(values))).toEqual(values);
      }),
      { numRuns: 5 },
    );
  });

  it('keeps every text, as a value and as a key', () => {
    fc.assert(
      fc.property(batchOf(hostileText), (texts) => {
        const values = [texts, Object.fromEntries(texts.map((text) => [text, [{ [text]: text }]]))];
        expect(readWithPython(printYamlDocuments(values))).toEqual(values);
      }),
      { numRuns: 5 },
    );
  });
});

describeReal('printYaml, read by kubectl', ['kubectl', 'version', '--client'], () => {
  it('keeps every text, as a value and as a key', () => {
    fc.assert(
      fc.property(batchOf(hostileText), (texts) => {
        const data = Object.fromEntries(texts.map((text) => [text, text]));
        const object = printYaml({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'texts' }, data });
        const read = runReal(['kubectl', 'annotate', '--local', '--filename=-', '--output=json', 'a=b'], object);
        expect(JSON.parse(read).data).toEqual(data);
      }),
      { numRuns: 5 },
    );
  });
});

function readWithYaml(text: string, version: '1.1' | '1.2'): unknown[] {
  const documents = parseAllDocuments(text, { version, merge: true });
  if (!Array.isArray(documents)) return [];
  return documents.map((document) => {
    expect([...document.errors, ...document.warnings]).toEqual([]);
    return document.toJS();
  });
}

function readWithPython(text: string): unknown {
  const program = 'import json, sys, yaml; json.dump(list(yaml.safe_load_all(sys.stdin.buffer)), sys.stdout)';
  return JSON.parse(runReal(['/usr/bin/python3', '-c', program], text));
}
