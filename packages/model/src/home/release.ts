// The releases of nixpkgs that flake.nix has inputs for.
import { shown, suggestion } from '../names.js';
import { checked } from '../value.js';

export const releases = ['25.11', '26.05', 'unstable'] as const;
export type Release = (typeof releases)[number];

/** What nobody chose; the inputs `nixpkgs` and `home-manager` of flake.nix. */
export const defaultRelease: Release = '25.11';

export const release = checked((value) =>
  (releases as readonly string[]).includes(value)
    ? undefined
    : {
        code: 'release-unknown',
        message: `flake.nix has no input for the release ${shown(value)}.`,
        fix: `${suggestion(value, releases)} For another, add its inputs to flake.nix and its name to packages/model/src/home/release.ts.`,
      },
);
