// Lets only some networks ask for an app's name: Traefik knows who asks, the pods behind it do not.
import type { ManifestOf } from '../kubernetes/manifest.js';

export interface AllowList {
  readonly name: string;
  readonly namespace: string;
  readonly networks: readonly string[];
}

export function allowList({ name, namespace, networks }: AllowList): ManifestOf<'Middleware'> {
  return {
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'Middleware',
    metadata: { name, namespace },
    spec: { ipAllowList: { sourceRange: [...networks] } },
  };
}

/** For the Ingress it guards. */
export function allowListAnnotation({ name, namespace }: AllowList): { readonly [annotation: string]: string } {
  return { 'traefik.ingress.kubernetes.io/router.middlewares': `${namespace}-${name}@kubernetescrd` };
}
