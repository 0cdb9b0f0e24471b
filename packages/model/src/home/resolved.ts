// The resolved form of a home: a user's programs, packages and kubeconfigs on one host.
import type { ModelPath } from '../model-path.js';

/** The environment of one user on one host. */
export interface ResolvedHome {
  readonly name: string;
  readonly from: ModelPath;
  readonly description: string | null;
  readonly user: string;
  readonly host: string;
  /** The Nix platform, such as x86_64-linux. */
  readonly system: string;
  /** The host runs NixOS, whose configuration brings the home along. */
  readonly nixos: boolean;
  readonly directory: string;
  readonly stateVersion: string;
  /** A release that flake.nix has inputs for. */
  readonly release: string;
  readonly programs: readonly string[];
  /** Attributes of nixpkgs. */
  readonly packages: readonly string[];
  /** Names of packages that may be installed although they are not free software. */
  readonly unfree: readonly string[];
  /** The driver that nixGL gives graphical programs; null where they need none. */
  readonly graphics: 'mesa' | 'nvidia' | null;
  readonly variables: { readonly [variable: string]: string };
  readonly kubeconfigs: readonly {
    readonly name: string;
    /** Name of the secret. */
    readonly secret: string;
    /** Where the decrypted file is found. */
    readonly path: string;
  }[];
}
