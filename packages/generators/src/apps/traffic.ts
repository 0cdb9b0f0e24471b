// Who may connect to an app and where it may connect to, as resolve decided it: what both kinds of network policies are made of.
import type { Entry } from '../components/component.js';

export interface AppTraffic {
  readonly name: string;
  readonly namespace: string;
  /** Of its service's pods; null when it is reached from its own namespace only. */
  readonly port: number | null;
  /** How requests for its name come in; null when nobody asks by name. */
  readonly entry: (Entry & { readonly controllerNamespace: string }) | null;
  /** Networks that may connect to the pods themselves, around the entry. */
  readonly clients: readonly string[];
  /** Other namespaces it needs. */
  readonly needs: readonly string[];
  /** Networks it may connect to outside the cluster; null allows all. */
  readonly outside: readonly string[] | null;
}

/** Every namespace has it (kubernetes.io, well-known labels). */
export const namespaceLabel = 'kubernetes.io/metadata.name';
export const dnsNamespace = 'kube-system';
