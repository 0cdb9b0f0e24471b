// The secrets that components and apps read in their clusters.
import { modelPath } from '../model-path.js';
import type { SecretUse } from '../secret/findings.js';
import type { AnyTopology } from '../topology.js';
import { catalogued } from './catalogue/index.js';

type Configured = { readonly environments?: { readonly [environment: string]: object | undefined } };

/** In every cluster that has an environment: which of them have it follows from the pins. */
export function componentUses(topology: AnyTopology): SecretUse[] {
  const components = (topology.components ?? {}) as { readonly [name: string]: Configured };
  return Object.entries(components).flatMap(([name, { environments, ...shared }]) =>
    [shared, ...Object.values(environments ?? {})].flatMap((configuration) =>
      (catalogued(name)?.secrets?.(configuration ?? {}) ?? []).map(([, secret]) => ({
        secret,
        at: modelPath('components', name),
        by: clustersOf(topology, undefined),
      })),
    ),
  );
}

export function appUses(topology: AnyTopology): SecretUse[] {
  return Object.entries(topology.apps ?? {}).flatMap(([name, { secrets, environments }]) =>
    (secrets ?? []).map((secret, index) => ({
      secret,
      at: modelPath('apps', name, 'secrets', index),
      by: clustersOf(topology, environments),
    })),
  );
}

function clustersOf({ environments = {} }: AnyTopology, names: readonly string[] | undefined): string[] {
  const used = Object.entries(environments).filter(([name]) => names === undefined || names.includes(name));
  return [...new Set(used.map(([, { cluster }]) => cluster))];
}
