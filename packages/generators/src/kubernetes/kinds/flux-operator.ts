// The kind by which the Flux operator installs Flux (fluxcd.controlplane.io/v1).
export interface FluxInstance {
  readonly apiVersion: 'fluxcd.controlplane.io/v1';
  readonly kind: 'FluxInstance';
  readonly spec: {
    readonly distribution: { readonly version: string; readonly registry: string; readonly artifact?: string };
    readonly components: readonly FluxController[];
    readonly cluster?: {
      readonly type: 'kubernetes';
      readonly size?: 'small' | 'medium' | 'large';
      readonly networkPolicy?: boolean;
      readonly multitenant?: boolean;
      readonly domain?: string;
    };
    readonly sync?: {
      readonly kind: 'GitRepository' | 'OCIRepository';
      readonly url: string;
      /** A Git reference as refs/heads/main, or a tag of the artifact. */
      readonly ref: string;
      readonly path: string;
      readonly interval?: string;
      readonly pullSecret?: string;
    };
    readonly kustomize?: { readonly patches: readonly OperatorPatch[] };
  };
}

/** JSON patch (RFC 6902), as YAML, of an object that the operator makes. */
interface OperatorPatch {
  readonly target: { readonly kind: string; readonly name: string };
  readonly patch: string;
}

export type FluxController =
  | 'source-controller'
  | 'source-watcher'
  | 'kustomize-controller'
  | 'helm-controller'
  | 'notification-controller'
  | 'image-reflector-controller'
  | 'image-automation-controller';
