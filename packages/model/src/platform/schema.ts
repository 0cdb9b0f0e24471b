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

export const platformSchema = z.strictObject({
  k3s: kubernetes.optional(),
  k0s: kubernetes.optional(),
  nixpkgs: nixpkgs.optional(),
});

/** Does the version always mean the same program? */
export function isFixedPlatform(name: string, version: string): boolean {
  return name === 'nixpkgs' ? /^[0-9a-f]{40}$/.test(version) : /^v\d+\.\d+\.\d+/.test(version);
}
