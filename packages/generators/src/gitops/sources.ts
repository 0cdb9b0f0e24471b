// Where Flux reads an environment, and under which name it knows that place.
import type { ResolvedGitops } from '@groundplan/model';
import type { FluxSource } from '../flux/source.js';
import type { EnvironmentSlice } from './slice.js';

export interface NamedSource {
  readonly name: string;
  readonly from: FluxSource;
}

/** The secret that flux bootstrap makes, and the one to make beside the Flux Operator (fluxcd.io/flux/installation/bootstrap). */
const accessSecret = 'flux-system';

/** The end keeps names apart from the layers' and the components'. */
export const fluxName = (environment: string) => `${environment}-flux`;

export function environmentSource({
  environment,
  cluster,
}: Pick<EnvironmentSlice, 'environment' | 'cluster'>): NamedSource {
  const gitops = cluster.gitops as ResolvedGitops;
  const name = fluxName(environment.name);
  const { source } = gitops;
  if (source.kind === 'oci')
    return { name, from: { ...source, ref: { tag: `env-${environment.name}` }, secret: null } };
  const isOpen = source.url.startsWith('https://') && gitops.bootstrap === 'operator';
  const from = { ...source, ref: { branch: environment.branch }, secret: isOpen ? null : accessSecret };
  return { name, from };
}

/** Environments of one cluster read one source where they are on the same branch; of a registry each has its own artifact. */
export function sharesSource(some: FluxSource, other: FluxSource): boolean {
  return JSON.stringify(some) === JSON.stringify(other);
}
