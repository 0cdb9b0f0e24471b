// What stands around the hand-written manifests of an app: its namespace, who may connect, its name, values and secrets.
import { modelPath, type ResolvedApp } from '@groundplan/model';
import { allowList, allowListAnnotation } from '../apps/allow-list.js';
import { ciliumNetworkPolicy } from '../apps/cilium-policy.js';
import { externalSecret } from '../apps/external-secret.js';
import { networkPolicy } from '../apps/network-policy.js';
import { routeObjects } from '../apps/route.js';
import { topologyValues } from '../apps/topology-values.js';
import type { KustomizeImage } from '../kubernetes/kinds/kustomize.js';
import type { Manifest } from '../kubernetes/manifest.js';
import { environmentEntry } from './context.js';
import type { Folder, Place } from './folder.js';
import { type Namespaces, withNamespaces } from './namespaces.js';
import { scrapeTargets } from './scrape-targets.js';
import type { EnvironmentSlice } from './slice.js';
import { topologyData } from './topology-data.js';

export interface PlacedApp extends Place {
  readonly app: ResolvedApp;
}

export function placedApps({ environment: { apps, waves } }: EnvironmentSlice): PlacedApp[] {
  return Object.values(apps).map((app) => ({
    app,
    layer: 'apps',
    wave: waves.find(({ releases }) => releases.includes(app.name))?.wave ?? 0,
  }));
}

export function appFolder({ app, layer, wave }: PlacedApp, slice: EnvironmentSlice, namespaces: Namespaces): Folder {
  const { environment, cluster } = slice;
  const objects = withNamespaces(app.name, appObjects(app, slice, namespaces), namespaces);
  return {
    name: app.name,
    layer,
    wave,
    from: [
      app.from,
      modelPath('environments', environment.name),
      modelPath('clusters', cluster.name),
      'networks',
      'hosts',
      'site',
    ].filter((path, index, all) => all.indexOf(path) === index),
    bases: [`../../../${app.manifests.replace(/^clusters\//, '')}`],
    objects,
    patches: [],
    namespace: app.namespace,
    suffix: environment.suffix,
    images: Object.entries(app.images).map(([name, image]) => kustomizeImage(name, image)),
    contents: objects,
  };
}

function appObjects(app: ResolvedApp, slice: EnvironmentSlice, { made }: Namespaces): Manifest[] {
  const { environment } = slice;
  const { name, namespace, traffic } = app;
  const { entry } = environment.entrance;
  const asked = app.host !== null && app.zones.length > 0 ? entry : null;
  const policy = environment.components.cilium ? ciliumNetworkPolicy : networkPolicy;
  // Of apps that share a namespace, the one that makes it brings what all of them read.
  const isFirst = made.has(name);
  return [
    policy({ name, namespace, entry: asked, ...traffic }),
    ...(asked === null ? [] : route(app, slice)),
    ...(isFirst ? [topologyValues(namespace, topologyData(slice))] : []),
    ...(isFirst ? ownTargets(namespace, slice) : []),
    ...secrets(app, slice),
  ];
}

/** The component node-exporter has the list where it runs; without it, every app reads its own. */
function ownTargets(namespace: string, slice: EnvironmentSlice): Manifest[] {
  return slice.environment.components['node-exporter'] ? [] : scrapeTargets(namespace, slice);
}

function route({ name, namespace, host, service, port, traffic }: ResolvedApp, { environment }: EnvironmentSlice) {
  if (host === null || service === null || port === null) return [];
  const { entrance, suffix } = environment;
  const networks = guarded(environment) ? traffic.clients.filter(({ except }) => except.length === 0) : [];
  const isLimited = networks.length > 0 && networks.length === traffic.clients.length;
  const annotations = isLimited ? allowListAnnotation({ name: `${name}${suffix ?? ''}`, namespace, networks: [] }) : {};
  return [
    ...routeObjects(
      { name, namespace, host, service, port, annotations },
      { entry: environmentEntry(environment), wildcard: entrance.wildcard },
    ),
    ...(isLimited ? [allowList({ name, namespace, networks: networks.map(({ cidr }) => cidr) })] : []),
  ];
}

/** Does what lets requests in know where they come from, and does the cluster have its kind of list? Others leave it to the policy of the site. */
function guarded({ entrance: { entry, addressedBy } }: EnvironmentSlice['environment']): boolean {
  return entry?.kind === 'ingress' && addressedBy !== 'cilium';
}

/** Copied from below the environment's own path, where a store is read. */
function secrets(app: ResolvedApp, { environment }: EnvironmentSlice): Manifest[] {
  if (environment.entrance.mount === null) return [];
  return app.secrets.map((name) =>
    externalSecret({ name, namespace: app.namespace, key: `${environment.name}/${name}` }),
  );
}

/** nginx:1.29.3@sha256:… for the image nginx: only what differs from the manifests is said. */
export function kustomizeImage(name: string, image: string): KustomizeImage {
  const [, newName = '', newTag, digest] = /^(.+?)(?::([^/:@]+))?(?:@(sha256:[0-9a-f]{64}))?$/.exec(image) ?? [];
  return {
    name,
    ...(newName === name ? {} : { newName }),
    ...(newTag === undefined ? {} : { newTag }),
    ...(digest === undefined ? {} : { digest }),
  };
}
