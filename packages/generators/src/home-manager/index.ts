// A home as data for Home Manager and for the modules in packages/nixos/home.
import { type Generator, type NixSet, printNix } from '@groundplan/engine';
import type { ResolvedHome } from '@groundplan/model';
import { present } from '../nix-module.js';

export type HomeSlice = Omit<ResolvedHome, 'from' | 'description'>;

export const homeManager: Generator<HomeSlice> = {
  name: 'home-manager',
  slices: ({ homes }) => Object.values(homes).map(({ from, description, ...home }) => home),
  render: (home) => [
    {
      path: `home/${home.name}/generated/default.nix`,
      content: printNix({
        _file: `topology/topology.ts#homes.${home.name}`,
        groundplan: { home: groundplan(home) },
        home: homeOptions(home),
      }),
      from: [`homes.${home.name}`],
    },
  ],
};

function groundplan({ nixos, graphics, kubeconfigs, packages, programs, unfree }: HomeSlice): NixSet {
  return present({
    nixos,
    graphics: graphics ?? undefined,
    kubeconfigs: Object.fromEntries(kubeconfigs.map((one) => [one.name, { secret: one.secret, path: one.path }])),
    packages,
    programs: Object.fromEntries(programs.map((program) => [program, { enable: true }])),
    unfree,
  });
}

function homeOptions({ user, directory, stateVersion, variables }: HomeSlice): NixSet {
  return present({ username: user, homeDirectory: directory, stateVersion, sessionVariables: variables });
}
