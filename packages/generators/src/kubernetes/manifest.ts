// The Kubernetes objects Groundplan writes: one union of all kinds, so that a wrong key is a compile error where it is written.
import type { ICertificate, IClusterIssuer } from '@kubernetes-models/cert-manager/cert-manager.io/v1';
import type {
  ICiliumBGPAdvertisement,
  ICiliumBGPClusterConfig,
  ICiliumBGPPeerConfig,
  ICiliumLoadBalancerIPPool,
  ICiliumNetworkPolicy,
} from '@kubernetes-models/cilium/cilium.io/v2';
import type {
  ICiliumBGPAdvertisement as ICiliumBGPAdvertisementAlpha,
  ICiliumBGPClusterConfig as ICiliumBGPClusterConfigAlpha,
  ICiliumBGPPeerConfig as ICiliumBGPPeerConfigAlpha,
  ICiliumL2AnnouncementPolicy,
  ICiliumLoadBalancerIPPool as ICiliumLoadBalancerIPPoolAlpha,
} from '@kubernetes-models/cilium/cilium.io/v2alpha1';
import type { IClusterSecretStore, IExternalSecret } from '@kubernetes-models/external-secrets/external-secrets.io/v1';
import type { IHelmRelease } from '@kubernetes-models/flux-cd/helm.toolkit.fluxcd.io/v2';
import type { IKustomization } from '@kubernetes-models/flux-cd/kustomize.toolkit.fluxcd.io/v1';
import type {
  IGitRepository,
  IHelmRepository,
  IOCIRepository,
} from '@kubernetes-models/flux-cd/source.toolkit.fluxcd.io/v1';
import type { IGateway, IGatewayClass, IHTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1';
import type { ISealedSecret } from '@kubernetes-models/sealed-secrets/bitnami.com/v1alpha1';
import type { IMiddleware } from '@kubernetes-models/traefik/traefik.io/v1alpha1';
import type { IIngress, INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import type { IConfigMap, INamespace } from 'kubernetes-models/v1';
import type { FluxInstance } from './kinds/flux-operator.js';
import type { HelmChartConfig } from './kinds/k3s.js';
import type { BgpAdvertisement, BgpPeer, IpAddressPool, L2Advertisement } from './kinds/metallb.js';
import type { Plan } from './kinds/system-upgrade.js';

/** What Groundplan writes of an object's metadata; the rest is the API server's. */
export interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: { readonly [key: string]: string };
  readonly annotations?: { readonly [key: string]: string };
}

/** A kind as it is written: named, and without the status the cluster reports. */
type Written<T> = T extends unknown ? Omit<T, 'metadata' | 'status'> & { readonly metadata: Metadata } : never;

type KubernetesKind = IConfigMap | IIngress | INamespace | INetworkPolicy;
type FluxKind = IGitRepository | IHelmRelease | IHelmRepository | IKustomization | IOCIRepository;
type CiliumKind =
  | ICiliumBGPAdvertisement
  | ICiliumBGPAdvertisementAlpha
  | ICiliumBGPClusterConfig
  | ICiliumBGPClusterConfigAlpha
  | ICiliumBGPPeerConfig
  | ICiliumBGPPeerConfigAlpha
  | ICiliumL2AnnouncementPolicy
  | ICiliumLoadBalancerIPPool
  | ICiliumLoadBalancerIPPoolAlpha
  | ICiliumNetworkPolicy;
type NetworkKind = IGateway | IGatewayClass | IHTTPRoute | IMiddleware;
type SecretKind = ICertificate | IClusterIssuer | IClusterSecretStore | IExternalSecret | ISealedSecret;
type OwnKind = BgpAdvertisement | BgpPeer | FluxInstance | HelmChartConfig | IpAddressPool | L2Advertisement | Plan;

/** An object of the cluster. Kinds without a published type have an interface in kinds/. */
export type Manifest =
  | Written<KubernetesKind | FluxKind | CiliumKind | NetworkKind | SecretKind>
  | (OwnKind & { readonly metadata: Metadata });

/** One kind of manifest, e.g. ManifestOf<'HelmRelease'>. */
export type ManifestOf<K extends Manifest['kind']> = Extract<Manifest, { kind: K }>;

/** A part of a manifest that Kustomize lays over one of the same kind, namespace and name. */
export interface ManifestPatch extends Pick<Manifest, 'apiVersion' | 'kind'> {
  readonly metadata: Metadata;
  readonly spec?: object;
}

/** The object, checked against the types of its kind. */
export function manifest(object: Manifest): Manifest {
  return object;
}

/** What Kustomize tells objects apart by: kind, namespace and name. */
export function manifestId({ apiVersion, kind, metadata }: Manifest): string {
  const group = apiVersion.includes('/') ? apiVersion.replace(/\/.*/, '') : '';
  return [group, kind, metadata.namespace ?? '', metadata.name].join('/');
}
