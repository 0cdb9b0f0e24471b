// What hand-written apps may read of the topology: a ConfigMap with names and addresses.
import type { ManifestOf } from '../kubernetes/manifest.js';

/** `data` by key; the keys are an interface, so none is ever renamed. */
export function topologyValues(namespace: string, data: { readonly [key: string]: string }): ManifestOf<'ConfigMap'> {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'topology', namespace }, data: { ...data } };
}
