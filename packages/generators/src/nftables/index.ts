// The firewall of a host as a ruleset that nft loads whole, and the NixOS module that loads it in place of NixOS' own.
import { type Artifact, type Generator, nixPath } from '@groundplan/engine';
import type { HostOs, ResolvedFirewall } from '@groundplan/model';
import { generatedPath, printModule } from '../nix-module.js';
import { ruleset } from './ruleset.js';

export interface NftablesSlice {
  readonly name: string;
  readonly os: HostOs;
  readonly firewall: ResolvedFirewall;
}

export const nftables: Generator<NftablesSlice> = {
  name: 'nftables',
  slices: ({ hosts }) =>
    Object.values(hosts).flatMap(({ name, os, firewall }) => (firewall ? [{ name, os, firewall }] : [])),
  render: ({ name, os, firewall }) => {
    const from = [`hosts.${name}`];
    const rules: Artifact = { path: generatedPath(name, 'nftables.nft'), content: ruleset(firewall), from };
    if (os !== 'nixos') return [rules];
    return [{ path: generatedPath(name, 'firewall.nix'), content: printModule(name, options), from }, rules];
  },
};

const options = {
  networking: { firewall: { enable: false }, nftables: { enable: true, rulesetFile: nixPath('./nftables.nft') } },
};
