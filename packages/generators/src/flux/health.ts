// When an object of an operator is ready, as CEL that Flux evaluates: without it, one without a status yet counts as ready.
import type { Manifest, ManifestOf } from '../kubernetes/manifest.js';

type LayerSpec = NonNullable<ManifestOf<'Kustomization'>['spec']>;
export type HealthExpression = NonNullable<LayerSpec['healthCheckExprs']>[number];

/** CEL over the object. `exists`, because `all` holds for no conditions at all. */
const condition = (type: string, status: 'True' | 'False') =>
  `status.conditions.exists(e, e.type == '${type}' && e.status == '${status}')`;

const byCondition = (type: string) => ({ current: condition(type, 'True'), failed: condition(type, 'False') });

/** By kind; a kind that is not here is judged by Flux's own rules (kstatus). */
const expressions: { readonly [K in Manifest['kind']]?: { readonly current: string; readonly failed?: string } } = {
  ClusterIssuer: byCondition('Ready'),
  ClusterSecretStore: byCondition('Ready'),
  ExternalSecret: byCondition('Ready'),
  SealedSecret: byCondition('Synced'),
  // Not ready is what a certificate is while it is being issued.
  Certificate: {
    current: condition('Ready', 'True'),
    failed:
      "status.conditions.exists(e, e.type == 'Issuing' && e.status == 'False' && has(e.reason) && e.reason == 'Failed')",
  },
  // Not programmed is what a gateway is until its address is there.
  Gateway: { current: condition('Programmed', 'True') },
};

/** For the kinds among the objects, each once, sorted. */
export function healthExpressions(manifests: readonly Manifest[]): HealthExpression[] {
  const kinds = new Map(manifests.map(({ apiVersion, kind }) => [`${kind} ${apiVersion}`, { apiVersion, kind }]));
  return [...kinds.keys()].sort().flatMap((key) => {
    const { apiVersion, kind } = kinds.get(key) as Pick<Manifest, 'apiVersion' | 'kind'>;
    const expression = expressions[kind];
    return expression ? [{ apiVersion, kind, ...expression }] : [];
  });
}
