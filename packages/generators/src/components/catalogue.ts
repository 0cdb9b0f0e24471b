// Every component by name, and the objects of one in each layer: what all environments share, and what one lays over it.

import type { ComponentConfigurations, ComponentName } from '@groundplan/model';
import type { Manifest, ManifestPatch } from '../kubernetes/manifest.js';
import { certManager } from './cert-manager/index.js';
import { cilium } from './cilium/index.js';
import type { Component, ComponentContext, ComponentRelease, Release, ReleaseOrigin } from './component.js';
import { democraticCsi } from './democratic-csi/index.js';
import { envoyGateway } from './envoy-gateway/index.js';
import { externalSecrets } from './external-secrets/index.js';
import { gatewayApi } from './gateway-api/index.js';
import { gitlab } from './gitlab/index.js';
import { kubeVip } from './kube-vip/index.js';
import { localPath } from './local-path/index.js';
import { longhorn } from './longhorn/index.js';
import { mergeSettings } from './merge.js';
import { metallb } from './metallb/index.js';
import { metricsServer } from './metrics-server/index.js';
import { nodeExporter } from './node-exporter/index.js';
import { openbao } from './openbao/index.js';
import { releaseBase, releasePatches } from './release.js';
import { sealedSecrets } from './sealed-secrets/index.js';
import { systemUpgrade } from './system-upgrade/index.js';
import { traefik } from './traefik/index.js';

/** Retired components have no objects. */
export type WrittenComponent = Exclude<ComponentName, 'ingress-nginx'>;

const components: { readonly [N in WrittenComponent]: Component<ComponentConfigurations[N]> } = {
  'cert-manager': certManager,
  cilium,
  'democratic-csi': democraticCsi,
  'envoy-gateway': envoyGateway,
  'external-secrets': externalSecrets,
  'gateway-api': gatewayApi,
  gitlab,
  'kube-vip': kubeVip,
  'local-path': localPath,
  longhorn,
  metallb,
  'metrics-server': metricsServer,
  'node-exporter': nodeExporter,
  openbao,
  'sealed-secrets': sealedSecrets,
  'system-upgrade': systemUpgrade,
  traefik,
};

export const writtenComponents = Object.keys(components) as WrittenComponent[];

/** What its namespace must allow; nothing is known of other charts. */
export function catalogueTraits(name: string): { readonly privileged?: boolean } {
  return Object.hasOwn(components, name) ? components[name as WrittenComponent] : {};
}

/** What of a component goes where. */
export interface ComponentParts {
  /** For clusters/base/<layer>/<name>, where the layer is the release's: follows from the catalogue alone. */
  readonly base: readonly Manifest[];
  /** For clusters/<env>/<layer>/<name>: laid over the base, and beside it. */
  readonly patches: readonly ManifestPatch[];
  readonly controllers: readonly Manifest[];
  /** For clusters/<env>/configs/<name>. */
  readonly configs: readonly Manifest[];
}

export interface ComponentObjects {
  readonly controllers: readonly Manifest[];
  readonly configs: readonly Manifest[];
}

/** The same for every version and configuration of the same origin. */
export function componentBase<N extends WrittenComponent>(
  name: N,
  origin: ReleaseOrigin,
  configuration: ComponentConfigurations[N],
): Manifest[] {
  const component: Component<ComponentConfigurations[N]> = components[name];
  const { builtIn = () => false } = component;
  return builtIn(configuration) ? [] : releaseBase(origin, component);
}

export function componentParts<N extends WrittenComponent>(
  name: N,
  release: ComponentRelease<ComponentConfigurations[N]>,
  context: ComponentContext,
): ComponentParts {
  const component: Component<ComponentConfigurations[N]> = components[name];
  const { values = {}, controllers = [], configs = [] } = component.contribute(release, context);
  const base = componentBase(name, release, release.configuration);
  const pinned = { ...release, values: mergeSettings(values, release.values) };
  return { base, patches: base.length > 0 ? releasePatches(pinned, context, component) : [], controllers, configs };
}

/** A chart without a typed configuration: its release, and nothing beside it. */
export function chartParts(release: Release, context: Pick<ComponentContext, 'dependsOn'>): ComponentParts {
  return { base: releaseBase(release), patches: releasePatches(release, context), controllers: [], configs: [] };
}

/** The objects as Kustomize makes them of the parts. */
export function componentObjects<N extends WrittenComponent>(
  name: N,
  release: ComponentRelease<ComponentConfigurations[N]>,
  context: ComponentContext,
): ComponentObjects {
  return joined(componentParts(name, release, context));
}

/** The same of a chart without a typed configuration. */
export function chartObjects(release: Release, context: Pick<ComponentContext, 'dependsOn'>): ComponentObjects {
  return joined(chartParts(release, context));
}

function joined(parts: ComponentParts): ComponentObjects {
  return { controllers: [...overlaid(parts), ...parts.controllers], configs: parts.configs };
}

/** The base with its patches, as Kustomize makes it. */
export function overlaid({ base, patches }: Pick<ComponentParts, 'base' | 'patches'>): Manifest[] {
  return base.map((object) => patched(object, patches));
}

function patched(object: Manifest, patches: readonly ManifestPatch[]): Manifest {
  const own = patches.filter(
    ({ kind, metadata }) =>
      kind === object.kind &&
      metadata.name === object.metadata.name &&
      metadata.namespace === object.metadata.namespace,
  );
  return own.reduce<Manifest>((under, patch) => mergeSettings(under as never, patch as never), object);
}
