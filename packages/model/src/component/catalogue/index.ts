// The catalogue: every component that has a typed entry, by name.
import type { ComponentConfigurations, ComponentName } from '../configurations.js';
import type { CatalogueEntry } from './entry.js';
import { cilium, envoyGateway, gatewayApi, ingressNginx, kubeVip, metallb, traefik } from './networking.js';
import { gitlab, metricsServer, nodeExporter, systemUpgrade } from './operations.js';
import { certManager, externalSecrets, openbao, sealedSecrets } from './secrets.js';
import { democraticCsi, localPath, longhorn } from './storage.js';

export const catalogue: { readonly [N in ComponentName]: CatalogueEntry<ComponentConfigurations[N]> } = {
  'cert-manager': certManager,
  cilium,
  'democratic-csi': democraticCsi,
  'envoy-gateway': envoyGateway,
  'external-secrets': externalSecrets,
  'gateway-api': gatewayApi,
  gitlab,
  'ingress-nginx': ingressNginx,
  'kube-vip': kubeVip,
  'local-path': localPath,
  longhorn,
  metallb,
  'metrics-server': metricsServer,
  'node-exporter': nodeExporter,
  openbao,
  'sealed-secrets': sealedSecrets,
  'system-upgrade': systemUpgrade,
  traefik,
};

export const componentNames = Object.keys(catalogue) as ComponentName[];

/** The entry of a name that may be none; its configuration is then only known to be an object. */
export function catalogued(name: string): CatalogueEntry | undefined {
  return Object.hasOwn(catalogue, name) ? (catalogue[name as ComponentName] as unknown as CatalogueEntry) : undefined;
}
