// What components print, beside each of them, and what holds of every object; UPDATE_GOLDEN=1 rewrites: read the difference.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import {
  chartObjects,
  componentBase,
  componentObjects,
  componentParts,
  writtenComponents,
} from '../src/components/catalogue.js';
import { manifestId } from '../src/kubernetes/manifest.js';
import { printManifests } from '../src/kubernetes/print.js';
import { substituteAnnotation } from '../src/kubernetes/substitution.js';
import { sampleObjects, samples } from './component-samples.js';

function expectGolden(path: string, text: string): void {
  const file = fileURLToPath(new URL(`../src/${path}`, import.meta.url));
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(text).toBe(readFileSync(file, 'utf8'));
}

it('samples every component', () => {
  expect([...new Set(samples.map(([, { name }]) => name))]).toEqual(writtenComponents);
});

describe.each(samples)('%s', (title, sample) => {
  const { controllers, configs } = sampleObjects(sample);

  it('prints its golden', () => {
    const [component, variant] = title.split('/');
    expectGolden(`components/${component}/golden/${variant}.yaml`, printManifests([...controllers, ...configs]));
  });

  it('names every object once, so that a label can hold the name', () => {
    const ids = [...controllers, ...configs].map(manifestId);
    expect(new Set(ids).size).toBe(ids.length);
    const long = [...controllers, ...configs].filter(
      ({ metadata }) => !/^[a-z0-9][a-z0-9.-]{0,62}$/.test(metadata.name),
    );
    expect(long).toEqual([]);
  });

  it('has the same base whatever its version and values are', () => {
    const { release, name } = sample;
    const other = { ...release, version: '99.0.0', digest: null, values: { a: 'b' } };
    expect(componentBase(name, other, release.configuration)).toEqual(
      componentBase(name, release, release.configuration),
    );
    expect(printManifests(componentParts(name, release, sample.context).base)).not.toContain(release.version);
  });
});

it('writes a chart that has no typed configuration', () => {
  const source = { kind: 'git', url: 'https://x/y', path: 'charts/z', holds: 'chart' } as const;
  const chart = { name: 'z', namespace: 'z', source, version: 'v1.2.3', digest: null, values: { a: 1 } };
  expectGolden('components/golden/chart.yaml', printManifests(chartObjects(chart, { dependsOn: [] }).controllers));
});

it.each([
  ['v1.7.9', './charts/gateway-helm/crds/generated'],
  ['1.10.0', './charts/gateway-helm/charts/crds/crds/generated'],
])('takes the kinds of Envoy Gateway %s from %s', (version, path) => {
  const [, sample] = samples.find(([title]) => title === 'envoy-gateway/minimal') ?? [];
  const { controllers } = componentObjects(
    'envoy-gateway',
    { ...sample?.release, version } as never,
    sample?.context as never,
  );
  expect(controllers.find(({ kind }) => kind === 'Kustomization')).toMatchObject({ spec: { path } });
});

it('takes the user’s values over the component’s own, and lists as a whole', () => {
  const [, sample] = samples.find(([title]) => title === 'metrics-server/full') ?? [];
  const release = { ...sample?.release, values: { args: ['--v=2'], replicas: 2 } };
  const { controllers } = componentObjects('metrics-server', release as never, sample?.context as never);
  const values = controllers.find(({ kind }) => kind === 'HelmRelease') as { spec?: { values?: object } } | undefined;
  expect(values?.spec?.values).toEqual({ args: ['--v=2'], replicas: 2 });
});

it('refuses to write an API version that the pinned version does not serve', () => {
  const [, sample] = samples.find(([title]) => title === 'external-secrets/full') ?? [];
  const release = {
    ...sample?.release,
    version: '0.10.0',
    apis: { ClusterSecretStore: 'external-secrets.io/v1beta1' },
  };
  expect(() => componentObjects('external-secrets', release as never, sample?.context as never)).toThrow(
    'external-secrets 0.10.0 serves ClusterSecretStore as external-secrets.io/v1beta1, and external-secrets.io/v1 is written.',
  );
});

describe('text with ${…}', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.constantFrom('${HOME}', '$${A}', '${', 'a ${B:=c} d', '\n${X}\n', '$'),
  );
  const isKept = (text: string, key: string) => {
    const [, sample] = samples.find(([title]) => title === 'gitlab/minimal') ?? [];
    const release = { ...sample?.release, values: { [key]: [{ deep: text }] } };
    const { controllers } = componentObjects('gitlab', release as never, sample?.context as never);
    return printManifests(controllers);
  };

  it('stands as it was written, in an object that nobody may substitute in', () => {
    fc.assert(
      fc.property(anyText, anyText, (text, key) => {
        for (const document of [parseAllDocuments(isKept(text, key), { uniqueKeys: false })].flat()) {
          const object = document.toJS();
          const mentions = JSON.stringify(object).includes('${');
          expect(object.metadata.annotations?.[substituteAnnotation]).toBe(mentions ? 'disabled' : undefined);
          if (object.kind === 'HelmRelease') expect(object.spec.values[key]).toEqual([{ deep: text }]);
        }
      }),
      {
        numRuns: 200,
        examples: [
          ['${HOME}', 'key'],
          ['x', '${KEY}'],
        ],
      },
    );
  });
});
