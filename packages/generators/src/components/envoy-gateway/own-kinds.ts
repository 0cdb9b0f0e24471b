// The kinds of Envoy Gateway alone, from its repository at the tag of the chart's version.
import { fluxNamespace } from '../../flux/source.js';
import type { Manifest } from '../../kubernetes/manifest.js';

const metadata = { name: 'envoy-gateway-kinds', namespace: fluxNamespace };

export function ownKinds(version: string): Manifest[] {
  const folder = folderOf(version);
  return [
    {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata,
      spec: {
        interval: '1h',
        url: 'https://github.com/envoyproxy/gateway',
        ref: { tag: version.startsWith('v') ? version : `v${version}` },
        sparseCheckout: [folder],
      },
    },
    {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata,
      spec: {
        interval: '1h',
        retryInterval: '2m',
        timeout: '5m',
        path: `./${folder}`,
        sourceRef: { kind: 'GitRepository', name: metadata.name },
        prune: false,
        wait: true,
      },
    },
  ];
}

/** Version 1.8 moved them into a chart of their own within the chart (envoyproxy/gateway#8283). */
function folderOf(version: string): string {
  const [, major, minor] = /^v?(\d+)\.(\d+)\./.exec(version) ?? [];
  const isBefore = Number(major) === 1 && Number(minor) < 8;
  return isBefore ? 'charts/gateway-helm/crds/generated' : 'charts/gateway-helm/charts/crds/crds/generated';
}
