// Who may connect to an app and where it may connect to, as resolve decided it: what both kinds of network policies are made of.
import type { ResolvedEntry, ResolvedTraffic } from '@groundplan/model';

export interface AppTraffic extends ResolvedTraffic {
  readonly name: string;
  readonly namespace: string;
  /** How requests for its name come in; null when nobody asks by name. */
  readonly entry: Pick<ResolvedEntry, 'by' | 'namespace'> | null;
}

/** Every namespace has it (kubernetes.io, well-known labels). */
export const namespaceLabel = 'kubernetes.io/metadata.name';
export const dnsNamespace = 'kube-system';
