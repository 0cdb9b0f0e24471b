// Manifests are typed where they are written, printed in one order, and never substituted in.
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { healthExpressions } from '../src/flux/health.js';
import { layerKustomizations } from '../src/flux/layers.js';
import { kustomization } from '../src/kubernetes/kustomization-file.js';
import { manifest } from '../src/kubernetes/manifest.js';
import { printFile, printManifests } from '../src/kubernetes/print.js';
import { fluxObjects } from './kubernetes-samples.js';

const head = { apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization', metadata: { name: 'a' } } as const;
const sourceRef = { kind: 'GitRepository', name: 'a' } as const;

describe('a manifest with a wrong key does not compile', () => {
  it('in a type of kubernetes-models', () => {
    manifest({ ...head, spec: { interval: '1h', prune: true, sourceRef } });
    // @ts-expect-error mistyped key
    manifest({ ...head, spec: { interval: '1h', prune: true, sourceRef, dependOn: [] } });
    // @ts-expect-error no source of a Kustomization
    manifest({ ...head, spec: { interval: '1h', prune: true, sourceRef: { kind: 'HelmRepository', name: 'a' } } });
    // @ts-expect-error interval is missing
    manifest({ ...head, spec: { prune: true, sourceRef } });
    // @ts-expect-error kind and version do not go together
    manifest({ ...head, apiVersion: 'v1', spec: { interval: '1h', prune: true, sourceRef } });
    // @ts-expect-error no such metadata
    manifest({ ...head, metadata: { name: 'a', label: {} }, spec: { interval: '1h', prune: true, sourceRef } });
    // @ts-expect-error the status is the cluster's
    manifest({ ...head, spec: { interval: '1h', prune: true, sourceRef }, status: {} });
    // @ts-expect-error every object has a name
    manifest({ apiVersion: 'v1', kind: 'Namespace', metadata: {} });
    expect(manifest({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' } }).kind).toBe('Namespace');
  });

  it('in an interface of our own', () => {
    const metadata = { name: 'a', namespace: 'b' };
    // @ts-expect-error mistyped key
    manifest({ apiVersion: 'metallb.io/v1beta1', kind: 'IPAddressPool', metadata, spec: { address: [] } });
    // @ts-expect-error mistyped key
    manifest({ apiVersion: 'helm.cattle.io/v1', kind: 'HelmChartConfig', metadata, spec: { valueContent: '' } });
    const pool = manifest({
      apiVersion: 'metallb.io/v1beta1',
      kind: 'IPAddressPool',
      metadata,
      spec: { addresses: [] },
    });
    expect(pool.metadata).toEqual(metadata);
  });
});

describe('printManifests', () => {
  it('puts apiVersion, kind and metadata first and --- only between objects', () => {
    const namespace = manifest({ metadata: { labels: { a: 'b' }, name: 'a' }, kind: 'Namespace', apiVersion: 'v1' });
    const object = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n  labels:\n    a: b\n';
    expect(printManifests([namespace])).toBe(object);
    expect(printManifests([namespace, namespace])).toBe(`${object}---\n${object}`);
  });

  it('keeps hostile text', () => {
    const data = {
      a: '${HOME}',
      b: '---\nkind: Secret\n',
      c: 'no',
      d: '0x10',
      e: '{{ .Values.x }}',
      f: '# x',
      g: '12:30',
    };
    const [document] = parseAllDocuments(
      printManifests([manifest({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data })]),
      { version: '1.1' },
    );
    expect(document?.toJS().data).toEqual(data);
  });
});

it('a kustomization lists what it is given and nothing else', () => {
  expect(parse(printFile(kustomization({ resources: ['a.yaml', '../../base/controllers'] })))).toEqual({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: ['a.yaml', '../../base/controllers'],
  });
  const full = kustomization({
    resources: ['a'],
    patches: ['release.yaml'],
    namespace: 'demo-review',
    nameSuffix: '-review',
    configurations: ['names.yaml'],
    images: [{ name: 'demo', newTag: '1' }],
  });
  expect(full).toMatchObject({ namespace: 'demo-review', nameSuffix: '-review', patches: [{ path: 'release.yaml' }] });
});

describe('layers', () => {
  const source = {
    name: 'infra',
    from: { kind: 'git', url: 'https://x/y', ref: { branch: 'main' }, secret: null },
  } as const;
  const names = ['controllers', 'configs', 'apps'];
  const layers = names.map((name) => ({ name, path: name, contents: [] }));

  it('wait for the one before, in their own environment', () => {
    const made = layerKustomizations({ environment: 'prod', source, decryption: null, layers });
    expect(made.map(({ metadata, spec }) => [metadata.name, spec?.dependsOn ?? [], spec?.path])).toEqual([
      ['prod-controllers', [], './clusters/prod/controllers'],
      ['prod-configs', [{ name: 'prod-controllers' }], './clusters/prod/configs'],
      ['prod-apps', [{ name: 'prod-configs' }], './clusters/prod/apps'],
    ]);
    expect(made.map(({ spec }) => spec?.postBuild)).toEqual([undefined, undefined, undefined]);
  });

  it('judge the kinds of operators by expressions, each kind once', () => {
    const issuer = { apiVersion: 'cert-manager.io/v1', kind: 'ClusterIssuer', spec: { selfSigned: {} } } as const;
    const expressions = healthExpressions(['a', 'b'].map((name) => manifest({ ...issuer, metadata: { name } })));
    expect(expressions).toEqual([
      {
        apiVersion: 'cert-manager.io/v1',
        kind: 'ClusterIssuer',
        current: "status.conditions.exists(e, e.type == 'Ready' && e.status == 'True')",
        failed: "status.conditions.exists(e, e.type == 'Ready' && e.status == 'False')",
      },
    ]);
  });
});

it('the operator’s source verifies signatures too', () => {
  const { spec } = fluxObjects['instance-oci'] as unknown as {
    spec: { kustomize: { patches: { patch: string; target: object }[] } };
  };
  const [patch] = spec.kustomize.patches;
  expect(patch?.target).toEqual({ kind: 'OCIRepository', name: 'flux-system' });
  expect(parse(patch?.patch ?? '')).toMatchObject([{ op: 'add', path: '/spec/verify', value: { provider: 'cosign' } }]);
});
