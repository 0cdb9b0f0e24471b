// Catalogue: metrics, upgrades, and GitLab.
import * as z from 'zod';
import { domain, ipAddress, name } from '../../value.js';
import type {
  GitlabConfiguration,
  MetricsServerConfiguration,
  NoConfiguration,
  SystemUpgradeConfiguration,
} from '../configurations.js';
import { always, type CatalogueEntry } from './entry.js';

/** kubernetes-sigs/metrics-server charts/metrics-server README. metrics.k8s.io is an aggregated API, no CRD. */
export const metricsServer: CatalogueEntry<MetricsServerConfiguration> = {
  name: 'metrics-server',
  namespace: 'kube-system',
  layer: 'controllers',
  source: { kind: 'helm', url: 'https://kubernetes-sigs.github.io/metrics-server/', chart: 'metrics-server' },
  apis: [],
  needs: () => [],
  configuration: z.object({ insecureKubelet: z.boolean().optional() }),
  defaults: { insecureKubelet: false },
  insteadOf: () => 'metrics-server',
};

/** prometheus-community/helm-charts charts/prometheus-node-exporter README. */
export const nodeExporter: CatalogueEntry<NoConfiguration> = {
  name: 'node-exporter',
  namespace: 'node-exporter',
  layer: 'controllers',
  source: { kind: 'oci', url: 'oci://ghcr.io/prometheus-community/charts/prometheus-node-exporter' },
  apis: [],
  needs: () => [],
  configuration: z.object({}),
  defaults: {},
};

/** rancher/system-upgrade-controller manifests/; whether that folder also holds the CRD at every tag was not checked. */
export const systemUpgrade: CatalogueEntry<SystemUpgradeConfiguration> = {
  name: 'system-upgrade',
  namespace: 'system-upgrade',
  layer: 'controllers',
  source: {
    kind: 'git',
    url: 'https://github.com/rancher/system-upgrade-controller',
    path: 'manifests',
    holds: 'manifests',
  },
  apis: [{ group: 'upgrade.cattle.io', kinds: always('v1', 'Plan') }],
  needs: () => [],
  configuration: z.object({ concurrency: z.int().min(1).max(100).optional() }),
  defaults: { concurrency: 1 },
};

const server = z.union([domain, ipAddress], { error: 'Expected the name or address of a server.' });

function gitlabSecrets({ database, redis, objectStorage }: Partial<GitlabConfiguration>) {
  const stated: readonly (readonly [string, string | undefined])[] = [
    ['database.password', database?.password],
    ['redis.password', redis?.password],
    ...Object.entries(objectStorage ?? {}).map(([field, secret]) => [`objectStorage.${field}`, secret] as const),
  ];
  return stated.flatMap(([field, secret]) => (secret === undefined ? [] : [[field, secret] as const]));
}

/** Chart repository https://charts.gitlab.io/; docs.gitlab.com/charts. */
export const gitlab: CatalogueEntry<GitlabConfiguration> = {
  name: 'gitlab',
  namespace: 'gitlab',
  layer: 'apps',
  source: { kind: 'helm', url: 'https://charts.gitlab.io/', chart: 'gitlab' },
  apis: [],
  needs: () => [],
  configuration: z.object({
    host: name.optional(),
    edition: z.enum(['ce', 'ee']).optional(),
    database: z.strictObject({ host: server, password: z.string() }).optional(),
    redis: z.strictObject({ host: server, password: z.string().optional() }).optional(),
    objectStorage: z.strictObject({ connection: z.string(), registry: z.string(), backup: z.string() }).optional(),
  }),
  defaults: { host: 'gitlab', edition: 'ce', database: null, redis: null, objectStorage: null },
  secrets: gitlabSecrets,
  volumes: () => null,
};
