// What makes a NixOS host a router: it forwards.
import type { Generator } from '@groundplan/engine';
import type { ResolvedHost } from '@groundplan/model';
import { generatedPath, nixosHosts, printModule } from '../nix-module.js';

export interface RouterSlice {
  readonly name: string;
}

export const nixosRouter: Generator<RouterSlice> = {
  name: 'nixos-router',
  slices: (topology) =>
    nixosHosts(topology)
      .filter(isRouter)
      .map(({ name }) => ({ name })),
  render: ({ name }) => [
    { path: generatedPath(name, 'router.nix'), content: printModule(name, options), from: [`hosts.${name}`] },
  ],
};

export const isRouter = ({ router }: ResolvedHost) => router;

const options = {
  boot: { kernel: { sysctl: { 'net.ipv4.conf.all.forwarding': 1, 'net.ipv6.conf.all.forwarding': 1 } } },
};
