// The skeletons that environments share: what follows from the catalogue alone, without version, values and settings.
import { type ChartSource, catalogued, type Layer } from '@groundplan/model';
import { componentBase, type WrittenComponent, writtenComponents } from '../components/catalogue.js';
import type { Manifest } from '../kubernetes/manifest.js';

export interface Base {
  readonly name: string;
  /** Of the catalogue; an environment may apply it later. */
  readonly layer: Layer;
  readonly namespace: string;
  readonly source: ChartSource;
  readonly objects: readonly Manifest[];
}

/** Undefined for charts and for components that are no release of their own. */
export function baseOf(name: string): Base | undefined {
  const entry = catalogued(name);
  if (!entry || !writtenComponents.includes(name as WrittenComponent)) return undefined;
  const { layer, namespace, defaults } = entry;
  const source = typeof entry.source === 'function' ? entry.source(defaults) : entry.source;
  const objects = componentBase(name as WrittenComponent, { name, namespace, source }, defaults as never);
  return objects.length === 0 ? undefined : { name, layer, namespace, source, objects };
}

/** Does the cluster install it itself? */
export function isBuiltIn({ name, ...release }: { readonly name: string }): boolean {
  const { configuration } = release as { readonly configuration?: object };
  return configuration !== undefined && catalogued(name)?.builtInto?.(configuration) !== undefined;
}

/** Does a release come from where the base says, in the namespace it says? */
export function isSameOrigin(
  base: Base,
  release: { readonly source: ChartSource; readonly namespace: string; readonly suffix: string | null },
): boolean {
  const isSource = JSON.stringify(Object.entries(base.source)) === JSON.stringify(Object.entries(release.source));
  return isSource && release.namespace === `${base.namespace}${release.suffix ?? ''}`;
}
