// Versions of what machines run below the clusters' objects.
import * as z from 'zod';
import { checked, matching } from '../value.js';

export interface PlatformInput {
  /** Such as v1.34.1+k3s1. */
  readonly k3s?: string;
  /** Such as v1.34.1+k0s.0. */
  readonly k0s?: string;
  /** A commit of nixpkgs, or a channel in environments that others come after. */
  readonly nixpkgs?: string;
  /** Such as 2.9.6, which the Flux Operator installs (bootstrap: 'operator'); 2.9.x in environments that others come after. */
  readonly flux?: string;
}

const kubernetes = matching(
  /^(v\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?|stable|latest|v\d+\.\d+)$/,
  'version of Kubernetes',
  'Write a release such as v1.34.1+k3s1.',
);

const nixpkgs = checked((value) =>
  /^([0-9a-f]{40}|nix(os|pkgs)-[0-9a-z.-]{1,40})$/.test(value)
    ? undefined
    : {
        code: 'value-invalid',
        message: 'This is neither a commit of nixpkgs nor a channel.',
        fix: 'Write the 40 hexadecimal digits of a commit, or a channel such as nixos-25.11.',
      },
);

const flux = matching(/^2\.\d+\.(\d+|x)$/, 'version of Flux', 'Write a release such as 2.9.6.');

export const platformSchema = z.strictObject({
  k3s: kubernetes.optional(),
  k0s: kubernetes.optional(),
  nixpkgs: nixpkgs.optional(),
  flux: flux.optional(),
});

/** Does the version always mean the same program? */
export function isFixedPlatform(name: string, version: string): boolean {
  if (name === 'nixpkgs') return /^[0-9a-f]{40}$/.test(version);
  return /^v?\d+\.\d+\.\d+/.test(version);
}
