// External Secrets: copies secrets from a store outside into the cluster (external-secrets.io).

import type { ExternalSecretsConfiguration } from '@groundplan/model';
import type { ManifestOf } from '../../kubernetes/manifest.js';
import type { Component, ComponentRelease } from '../component.js';
import { activeService, openbaoPort } from '../openbao/index.js';
import { storeRole } from '../openbao/server-config.js';
import { served } from '../served.js';

export const externalSecrets: Component<ExternalSecretsConfiguration> = {
  contribute: (release) => ({
    values: { installCRDs: true },
    configs: release.configuration.store === null ? [] : [openbaoStore(release)],
  }),
};

/** Namespaces say by this label that their objects may read the store. */
const readers = { matchLabels: { 'groundplan/secrets': 'openbao' } };

/** `path` is the mount, without `data/`. */
function openbaoStore(release: ComponentRelease<ExternalSecretsConfiguration>): ManifestOf<'ClusterSecretStore'> {
  const serviceAccountRef = { name: storeRole, namespace: release.namespace };
  return {
    apiVersion: served(release, 'ClusterSecretStore', 'external-secrets.io/v1'),
    kind: 'ClusterSecretStore',
    metadata: { name: 'openbao' },
    spec: {
      provider: {
        vault: {
          server: `http://${activeService('openbao')}.openbao.svc:${openbaoPort}`,
          path: release.configuration.mount,
          version: 'v2',
          auth: { kubernetes: { mountPath: 'kubernetes', role: storeRole, serviceAccountRef } },
        },
      },
      conditions: [{ namespaceSelector: readers }],
    },
  };
}
