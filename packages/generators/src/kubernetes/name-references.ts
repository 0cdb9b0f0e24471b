// Tells Kustomize where the kinds of operators name other objects, so that a nameSuffix reaches the references too.
import type { NameReferences } from './kinds/kustomize.js';

const gatewayApi = 'gateway.networking.k8s.io';
const traefik = 'traefik.io';
const certManager = 'cert-manager.io';

/** The content of a file for `configurations` of a kustomization with a nameSuffix. */
export const nameReferences: NameReferences = {
  nameReference: [
    {
      kind: 'Service',
      fieldSpecs: [
        { kind: 'HTTPRoute', group: gatewayApi, path: 'spec/rules/backendRefs/name' },
        { kind: 'IngressRoute', group: traefik, path: 'spec/routes/services/name' },
      ],
    },
    {
      kind: 'Gateway',
      group: gatewayApi,
      fieldSpecs: [{ kind: 'HTTPRoute', group: gatewayApi, path: 'spec/parentRefs/name' }],
    },
    {
      kind: 'Middleware',
      group: traefik,
      fieldSpecs: [{ kind: 'IngressRoute', group: traefik, path: 'spec/routes/middlewares/name' }],
    },
    {
      kind: 'ClusterIssuer',
      group: certManager,
      fieldSpecs: [{ kind: 'Certificate', group: certManager, path: 'spec/issuerRef/name' }],
    },
    {
      kind: 'SecretStore',
      group: 'external-secrets.io',
      fieldSpecs: [{ kind: 'ExternalSecret', group: 'external-secrets.io', path: 'spec/secretStoreRef/name' }],
    },
    {
      kind: 'GitRepository',
      group: 'source.toolkit.fluxcd.io',
      fieldSpecs: [{ kind: 'HelmRelease', group: 'helm.toolkit.fluxcd.io', path: 'spec/chart/spec/sourceRef/name' }],
    },
    {
      kind: 'HelmRepository',
      group: 'source.toolkit.fluxcd.io',
      fieldSpecs: [{ kind: 'HelmRelease', group: 'helm.toolkit.fluxcd.io', path: 'spec/chart/spec/sourceRef/name' }],
    },
    {
      kind: 'OCIRepository',
      group: 'source.toolkit.fluxcd.io',
      fieldSpecs: [{ kind: 'HelmRelease', group: 'helm.toolkit.fluxcd.io', path: 'spec/chartRef/name' }],
    },
  ],
};
