// What a component is to the generators: where its chart comes from, what an environment runs of it, and what it adds to each layer.
import type { ChartSource, HelmValues } from '@groundplan/model';
import type { Manifest } from '../kubernetes/manifest.js';

export type { ChartSource, HelmValue, HelmValues } from '@groundplan/model';

/** What is the same in every environment. */
export interface ReleaseOrigin {
  /** Of the HelmRelease and its source. */
  readonly name: string;
  readonly namespace: string;
  readonly source: ChartSource;
}

/** What an environment runs of a release. */
export interface Release extends ReleaseOrigin {
  readonly version: string;
  /** sha256:…, of an OCI artifact; null where the version alone is pinned. */
  readonly digest: string | null;
  /** What the topology says beside the typed configuration; it wins. */
  readonly values: HelmValues;
}

export interface ComponentRelease<C> extends Release {
  readonly configuration: C;
  /** `group/version` to write for each kind it brings, in the version that is pinned. */
  readonly apis: { readonly [kind: string]: string };
}

/** What components read of the environment they run in. */
export interface ComponentContext {
  /** Of Kubernetes: k3s or k0s. */
  readonly distribution: string;
  readonly domain: string;
  /** Of all environments that share the cluster. */
  readonly domains: readonly string[];
  readonly clusterDomain: string;
  readonly api: { readonly address: string; readonly port: number };
  readonly podCidr: string;
  readonly nodes: number;
  /** Names of the nodes' interfaces in the cluster's network. */
  readonly nodeInterfaces: readonly string[];
  /** The nodes whose k3s is a program of its own; null when it is on all of them. */
  readonly upgradable: readonly string[] | null;
  /** The version of k3s the nodes shall run; null for other distributions. */
  readonly k3s: string | null;
  readonly loadBalancer: LoadBalancerPool | null;
  /** Who gives services their addresses; k3s' own way when null. */
  readonly addressedBy: 'cilium' | 'metallb' | 'kube-vip' | null;
  /** How requests enter: routes of a gateway, or ingresses of a class. */
  readonly entry: Entry | null;
  /** The certificate for all names below the domain, beside the entry; null when there is none. */
  readonly wildcard: { readonly secret: string; readonly namespace: string } | null;
  /** The key-value engine that External Secrets reads; null without one. */
  readonly mount: string | null;
  /** Helm releases that must be ready first, because they bring kinds that this one's chart uses. */
  readonly dependsOn: readonly { readonly name: string; readonly namespace: string }[];
}

export type Entry =
  | { readonly kind: 'gateway'; readonly name: string; readonly namespace: string }
  | { readonly kind: 'ingress'; readonly className: string };

/** Addresses for services of type LoadBalancer. */
export interface LoadBalancerPool {
  /** Of its network. */
  readonly name: string;
  readonly first: string;
  readonly last: string;
  /** Names of the nodes' interfaces in that network. */
  readonly interfaces: readonly string[];
}

/** What a component adds to its release. */
export interface Contribution {
  /** Values for the chart. */
  readonly values?: HelmValues;
  /** Objects beside the release, in its layer: controllers for all but applications. */
  readonly controllers?: readonly Manifest[];
  /** Objects for the layer configs: of kinds that this release or one before it brings. */
  readonly configs?: readonly Manifest[];
}

/** One folder beside this file. */
export interface Component<C> {
  /** Its pods need what the Pod Security Standard "baseline" forbids: host network, host paths, devices. */
  readonly privileged?: boolean;
  /** Are the kinds in the chart left out, because something else brings them? */
  readonly skipsKinds?: boolean;
  /** The image that the release's version is the tag of, where the manifests at that version name another. */
  readonly image?: string;
  /** Does the cluster bring the controller itself, so that there is nothing to install? Default no. */
  readonly builtIn?: (configuration: C) => boolean;
  readonly contribute: (release: ComponentRelease<C>, context: ComponentContext) => Contribution;
}
