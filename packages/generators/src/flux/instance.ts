// The object from which the Flux operator installs Flux and its first sync (fluxcd.controlplane.io/v1).
import { printYaml } from '@groundplan/engine';
import type { ManifestOf } from '../kubernetes/manifest.js';
import { type FluxSource, fluxNamespace, verification } from './source.js';

export interface InstanceOptions {
  readonly environment: string;
  /** E.g. 2.9.x. */
  readonly version: string;
  readonly clusterDomain: string;
  readonly source: FluxSource;
}

/** The operator takes an instance of no other name. */
const instanceName = 'flux';
/** What the operator calls the source and the first Kustomization it makes: its namespace. */
export const operatorSource = fluxNamespace;

export function fluxInstance({
  environment,
  version,
  clusterDomain,
  source,
}: InstanceOptions): ManifestOf<'FluxInstance'> {
  return {
    apiVersion: 'fluxcd.controlplane.io/v1',
    kind: 'FluxInstance',
    metadata: { name: instanceName, namespace: fluxNamespace },
    spec: {
      distribution: { version, registry: 'ghcr.io/fluxcd' },
      components: ['source-controller', 'kustomize-controller', 'helm-controller', 'notification-controller'],
      cluster: { type: 'kubernetes', size: 'small', networkPolicy: true, domain: clusterDomain },
      sync: {
        kind: source.kind === 'git' ? 'GitRepository' : 'OCIRepository',
        url: source.url,
        ref: syncRef(source),
        path: `clusters/${environment}/flux`,
        ...(source.secret === null ? {} : { pullSecret: source.secret }),
      },
      ...verified(source),
    },
  };
}

/** Git references are written in full, artifacts by their tag. */
function syncRef({ kind, ref }: FluxSource): string {
  if ('branch' in ref) return `refs/heads/${ref.branch}`;
  if ('commit' in ref) return ref.commit;
  return kind === 'git' ? `refs/tags/${ref.tag}` : ref.tag;
}

/** A sync has no field for signatures, so the source that the operator makes of it is patched. */
function verified(source: FluxSource): Pick<ManifestOf<'FluxInstance'>['spec'], 'kustomize'> {
  if (source.kind === 'git' || source.cosign === null) return {};
  const patch = [{ op: 'add', path: '/spec/verify', value: verification(source.cosign) }];
  return {
    kustomize: { patches: [{ target: { kind: 'OCIRepository', name: operatorSource }, patch: printYaml(patch) }] },
  };
}
