// Where Flux reads an environment from: a Git repository, or an artifact in a registry whose signature it verifies.
import type { ManifestOf } from '../kubernetes/manifest.js';

export interface GitSource {
  readonly kind: 'git';
  readonly url: string;
  readonly ref: { readonly branch: string } | { readonly tag: string } | { readonly commit: string };
  /** Name of the secret with the deploy key; null for a repository anybody may read. */
  readonly secret: string | null;
}

export interface OciSource {
  readonly kind: 'oci';
  readonly url: string;
  readonly ref: { readonly tag: string };
  /** Name of the secret with the registry's credentials. */
  readonly secret: string | null;
  /** How Cosign signed it; null reads artifacts without a signature. */
  readonly cosign: CosignKeyless | CosignKey | null;
}

/** Signed in a workflow; both are regular expressions. */
interface CosignKeyless {
  readonly issuer: string;
  readonly subject: string;
}

/** Name of the secret with the public keys (cosign.pub). */
interface CosignKey {
  readonly secret: string;
}

export type FluxSource = GitSource | OciSource;
type SourceObject = ManifestOf<'GitRepository'> | ManifestOf<'OCIRepository'>;

export const fluxNamespace = 'flux-system';

/** The object in Flux's namespace. */
export function sourceObject(name: string, source: FluxSource): SourceObject {
  return source.kind === 'git' ? gitRepository(name, source) : ociRepository(name, source);
}

/** What a Flux Kustomization says about where it reads. */
export function sourceRef(
  name: string,
  { kind }: FluxSource,
): { kind: 'GitRepository' | 'OCIRepository'; name: string } {
  return { kind: kind === 'git' ? 'GitRepository' : 'OCIRepository', name };
}

function gitRepository(name: string, { url, ref, secret }: GitSource): ManifestOf<'GitRepository'> {
  return {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: { name, namespace: fluxNamespace },
    spec: { interval: '1m', url, ref, ...(secret === null ? {} : { secretRef: { name: secret } }) },
  };
}

function ociRepository(name: string, { url, ref, secret, cosign }: OciSource): ManifestOf<'OCIRepository'> {
  return {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'OCIRepository',
    metadata: { name, namespace: fluxNamespace },
    spec: {
      interval: '5m',
      url,
      ref,
      ...(secret === null ? {} : { secretRef: { name: secret } }),
      ...(cosign === null ? {} : { verify: verification(cosign) }),
    },
  };
}

type Verification = NonNullable<NonNullable<ManifestOf<'OCIRepository'>['spec']>['verify']>;

export function verification(cosign: CosignKeyless | CosignKey): Verification {
  if ('secret' in cosign) return { provider: 'cosign', secretRef: { name: cosign.secret } };
  return { provider: 'cosign', matchOIDCIdentity: [{ issuer: cosign.issuer, subject: cosign.subject }] };
}
