// The resolved form of components, charts and apps of an environment.
import type { ModelPath } from '../model-path.js';
import type { ComponentConfigurations, ComponentName } from './configurations.js';
import type { HelmValues } from './values.js';

export type { ComponentConfigurations, ComponentName } from './configurations.js';
export type { HelmValue, HelmValues } from './values.js';

/** In the order in which Flux reconciles them. */
export const layers = ['controllers', 'configs', 'apps'] as const;
export type Layer = (typeof layers)[number];

export type ChartSource =
  | { readonly kind: 'helm'; readonly url: string; readonly chart: string }
  | { readonly kind: 'oci'; readonly url: string }
  /** A folder of a Git repository at the tag that the version names. */
  | { readonly kind: 'git'; readonly url: string; readonly path: string; readonly holds: 'chart' | 'manifests' };

/** What a component and a chart have in common: a release of a version in a layer. */
export interface ResolvedRelease {
  readonly name: string;
  /** Its entry in topology.ts, also when that is gone and still pinned: then nothing else of the release changes either. */
  readonly from: ModelPath;
  /** Is the shared part of the entry a pin of the environment, not what topology.ts says? */
  readonly pinned: boolean;
  readonly namespace: string;
  /** Ends its names where environments share a cluster and each has its own; null otherwise. */
  readonly suffix: string | null;
  readonly source: ChartSource;
  readonly version: string;
  /** Of the chart, sha256:…; null when only the version is pinned. */
  readonly digest: string | null;
  readonly values: HelmValues;
  readonly layer: Layer;
  /** Within the layer, from 0: every release of a wave may start when those before are ready. */
  readonly wave: number;
  /** Releases of this environment that must be ready before, whatever their layer. */
  readonly dependsOn: readonly string[];
  /** False for what the owner of a shared cluster applies for everyone. */
  readonly applied: boolean;
}

export interface ResolvedComponent<N extends ComponentName = ComponentName> extends ResolvedRelease {
  readonly configuration: ComponentConfigurations[N];
  /** `group/version` to write for each kind it brings, in the version that is pinned. */
  readonly apis: { readonly [kind: string]: string };
}

export type ResolvedComponents = { readonly [N in ComponentName]?: ResolvedComponent<N> };

export interface ResolvedChart extends ResolvedRelease {
  /** The API groups whose CRDs it installs. */
  readonly crds: readonly string[];
}

export interface ResolvedApp {
  readonly name: string;
  readonly from: ModelPath;
  readonly pinned: boolean;
  /** The hand-written folder. */
  readonly manifests: string;
  /** With the environment's suffix. */
  readonly namespace: string;
  /** The whole DNS name; null for an app that is not reached by name. */
  readonly host: string | null;
  readonly service: string | null;
  readonly port: number | null;
  /** The zones that may connect. */
  readonly zones: readonly string[];
  /** Components, charts and apps that must be ready before. */
  readonly needs: readonly string[];
  readonly secrets: readonly string[];
  /** Image name in the manifests to the image that is used: a tag, a digest, or both. */
  readonly images: { readonly [image: string]: string };
  readonly traffic: ResolvedTraffic;
}

/** What the rules of an app's namespace let through. */
export interface ResolvedTraffic {
  /** Of its zones. */
  readonly clients: readonly ResolvedPrefix[];
  /** Other namespaces: of what it needs, and of the apps that need it. */
  readonly needs: readonly string[];
  readonly neededBy: readonly string[];
  /** Outside the cluster. */
  readonly outside: readonly ResolvedPrefix[];
}

export interface ResolvedPrefix {
  readonly cidr: string;
  readonly except: readonly string[];
}

/** How requests reach what runs in a cluster. */
export interface ResolvedEntrance {
  readonly entry: ResolvedEntry | null;
  /** Who gives services their addresses; k3s' own way, or nobody, when null. */
  readonly addressedBy: 'cilium' | 'metallb' | 'kube-vip' | null;
  /** Of all environments of the cluster. */
  readonly domains: readonly string[];
  /** The certificate for all names below the domains, beside the entry; null when there is none. */
  readonly wildcard: { readonly secret: string; readonly namespace: string } | null;
  /** The key-value engine that External Secrets reads; null without one. */
  readonly mount: string | null;
}

export interface ResolvedEntry {
  readonly kind: 'gateway' | 'ingress';
  readonly by: 'cilium' | 'envoy-gateway' | 'traefik';
  /** Of the gateway, or of the ingress class. */
  readonly name: string;
  /** Of the gateway and its controller. */
  readonly namespace: string;
}

/** The releases of one wave of one layer. */
export interface ResolvedWave {
  readonly layer: Layer;
  readonly wave: number;
  readonly releases: readonly string[];
}
