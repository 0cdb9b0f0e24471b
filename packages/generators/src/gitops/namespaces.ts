// The namespaces of an environment: each is made once, by the first that needs it, with what all who share it need.
import { namespaceObject } from '../components/release.js';
import type { Manifest, ManifestOf } from '../kubernetes/manifest.js';

/** One who needs a namespace, in the order in which they are applied. */
export interface Tenant {
  readonly name: string;
  readonly namespace: string;
  readonly privileged: boolean;
  /** Reads secrets from the store. */
  readonly reader: boolean;
}

export interface Namespaces {
  /** By the name of their maker. */
  readonly made: ReadonlyMap<string, ManifestOf<'Namespace'>>;
}

/** Namespaces that are there from the beginning. */
const builtIn = new Set(['default', 'flux-system', 'kube-node-lease', 'kube-public', 'kube-system']);

export function settleNamespaces(tenants: readonly Tenant[]): Namespaces {
  const made = new Map<string, ManifestOf<'Namespace'>>();
  const names = [...new Set(tenants.map(({ namespace }) => namespace))].filter((name) => !builtIn.has(name));
  for (const name of names) {
    const sharing = tenants.filter(({ namespace }) => namespace === name);
    made.set(sharing[0]?.name ?? '', object(name, sharing));
  }
  return { made };
}

function object(name: string, sharing: readonly Tenant[]): ManifestOf<'Namespace'> {
  const plain = namespaceObject(
    name,
    sharing.some(({ privileged }) => privileged),
  );
  if (!sharing.some(({ reader }) => reader)) return plain;
  const { metadata } = plain;
  return { ...plain, metadata: { ...metadata, labels: { ...metadata.labels, 'groundplan/secrets': 'openbao' } } };
}

/** The objects of one of them, with the namespace it makes or without any. */
export function withNamespaces(name: string, objects: readonly Manifest[], { made }: Namespaces): Manifest[] {
  const own = made.get(name);
  const others = objects.filter(({ kind }) => kind !== 'Namespace');
  return own ? [own, ...others] : others;
}
