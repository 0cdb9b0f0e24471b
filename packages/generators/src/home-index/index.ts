// The index of homes that flake.nix maps over.
import { type Generator, printJson } from '@groundplan/engine';
import type { ResolvedHome } from '@groundplan/model';

export interface HomeIndexSlice {
  readonly homes: { readonly [profile: string]: HomeEntry };
}

export interface HomeEntry {
  readonly user: string;
  readonly host: string;
  readonly system: string;
  readonly release: string;
  /** Brought along by the host's NixOS configuration. */
  readonly nixos: boolean;
  /** The entry module, from the root. */
  readonly file: string;
}

export const homeIndex: Generator<HomeIndexSlice> = {
  name: 'home-index',
  slices: ({ homes }) => {
    const entries = Object.values(homes).map((home) => [home.name, entryOf(home)] as const);
    return entries.length === 0 ? [] : [{ homes: Object.fromEntries(entries) }];
  },
  render: (slice) => [{ path: 'home/index.json', content: printJson(slice), from: ['homes'] }],
};

function entryOf({ name, user, host, system, release, nixos }: ResolvedHome): HomeEntry {
  return { user, host, system, release, nixos, file: `home/${name}/home.nix` };
}
