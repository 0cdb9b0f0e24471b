// A secret that External Secrets copies from the store into the app's namespace (external-secrets.io/v1).
import type { ManifestOf } from '../kubernetes/manifest.js';

export interface StoredSecret {
  readonly name: string;
  readonly namespace: string;
  /** Path below the engine's mount, without `data/`. */
  readonly key: string;
}

/** All values under the key, each under its own name. The copy outlives the wish for it, so that a removed line breaks no app. */
export function externalSecret({ name, namespace, key }: StoredSecret): ManifestOf<'ExternalSecret'> {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name, namespace },
    spec: {
      refreshInterval: '1h',
      secretStoreRef: { kind: 'ClusterSecretStore', name: 'openbao' },
      target: { name, creationPolicy: 'Owner', deletionPolicy: 'Retain' },
      dataFrom: [{ extract: { key } }],
    },
  };
}
