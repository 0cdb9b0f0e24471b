// The machines outside the cluster that Prometheus asks for metrics, in the format of its file_sd_configs.
import { printYaml } from '@groundplan/engine';
import type { ManifestOf } from '../kubernetes/manifest.js';
import type { EnvironmentSlice } from './slice.js';

/** Nothing where no machine of the site has a node exporter. A Prometheus mounts the ConfigMap and reads the file nodes.yaml. */
export function scrapeTargets(
  namespace: string,
  { environment, targets }: Pick<EnvironmentSlice, 'environment' | 'targets'>,
): ManifestOf<'ConfigMap'>[] {
  if (targets.length === 0) return [];
  const groups = targets.map(({ host, network, address }) => ({
    targets: [address],
    labels: { environment: environment.name, host, ...(network === null ? {} : { network }) },
  }));
  return [
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'scrape-targets', namespace },
      data: { 'nodes.yaml': printYaml(groups) },
    },
  ];
}
