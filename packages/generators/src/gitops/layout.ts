// Where everything of an environment stands and in which order Flux applies it.
import { byCodeUnit, type Layer, layers } from '@groundplan/model';
import { catalogueTraits } from '../components/catalogue.js';
import { appFolder, placedApps } from './apps.js';
import type { Folder } from './folder.js';
import { settleNamespaces, type Tenant } from './namespaces.js';
import {
  type AppliedRelease,
  appliedReleases,
  byPlace,
  configsFolder,
  releaseFolder,
  storedSecrets,
} from './releases.js';
import type { EnvironmentSlice } from './slice.js';

/** What becomes ready at once: a layer, or a later part of it. */
export interface Stage {
  readonly layer: Layer;
  /** From 0. */
  readonly part: number;
  /** Sorted by name. */
  readonly folders: readonly Folder[];
}

/** Of the directory below the environment's. */
export const stagePath = ({ layer, part }: Stage) => (part === 0 ? layer : `${layer}/wave-${part}`);
export const stageName = ({ layer, part }: Stage) => (part === 0 ? layer : `${layer}-wave-${part}`);

/** In the order of reconciliation; a layer of which nothing is there is left out. */
export function stagesOf(slice: EnvironmentSlice): Stage[] {
  const folders = environmentFolders(slice);
  return layers.flatMap((layer) => {
    const own = folders.filter((folder) => folder.layer === layer);
    const waves = [...new Set(own.map(({ wave }) => wave))].sort((a, b) => a - b);
    return waves.map((wave, part) => ({
      layer,
      part,
      folders: own.filter((folder) => folder.wave === wave).sort((a, b) => byCodeUnit(a.name, b.name)),
    }));
  });
}

function environmentFolders(slice: EnvironmentSlice): Folder[] {
  const releases = appliedReleases(slice);
  const apps = placedApps(slice);
  const tenants = [
    ...releases.filter(needsNamespace).map((one) => ({ ...one, tenant: releaseTenant(one, slice) })),
    ...apps.map((one) => ({ ...one, tenant: appTenant(one.app, slice) })),
  ].sort(byPlace);
  const namespaces = settleNamespaces(tenants.map(({ tenant }) => tenant));
  return [
    ...releases.flatMap((one) => releaseFolder(one, namespaces, slice)),
    ...releases.flatMap((one) => configsFolder(one, releases)),
    ...apps.map((one) => appFolder(one, slice, namespaces)),
  ];
}

/** Folders of manifests bring their own namespace. */
const needsNamespace = ({ parts }: AppliedRelease) => parts.base.some(({ kind }) => kind === 'Namespace');

function releaseTenant(applied: AppliedRelease, slice: EnvironmentSlice): Tenant {
  const { name, release } = applied;
  const reader = storedSecrets(applied, slice).length > 0;
  return { name, namespace: release.namespace, privileged: catalogueTraits(name).privileged ?? false, reader };
}

function appTenant(
  {
    name,
    namespace,
    secrets,
  }: { readonly name: string; readonly namespace: string; readonly secrets: readonly string[] },
  { environment }: EnvironmentSlice,
): Tenant {
  return { name, namespace, privileged: false, reader: environment.entrance.mount !== null && secrets.length > 0 };
}
