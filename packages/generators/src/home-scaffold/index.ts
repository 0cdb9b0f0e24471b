// The file of a home that a person owns: written when absent, never overwritten.
import { compileText, type Generator } from '@groundplan/engine';
import { home } from './template.js';

export interface HomeScaffoldSlice {
  readonly name: string;
}

const text = compileText(home);

export const homeScaffold: Generator<HomeScaffoldSlice> = {
  name: 'home-scaffold',
  slices: ({ homes }) => Object.values(homes).map(({ name }) => ({ name })),
  render: ({ name }) => [
    { path: `home/${name}/home.nix`, content: text({ name }), from: [`homes.${name}`], scaffold: true },
  ],
};
