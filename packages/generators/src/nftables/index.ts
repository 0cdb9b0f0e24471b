// The firewall of a router as a ruleset that nft loads whole.
import type { Generator } from '@groundplan/engine';
import type { ResolvedFirewall } from '@groundplan/model';
import { generatedPath } from '../nix-module.js';
import { ruleset } from './ruleset.js';

export interface NftablesSlice {
  readonly name: string;
  readonly firewall: ResolvedFirewall;
}

export const nftables: Generator<NftablesSlice> = {
  name: 'nftables',
  slices: ({ hosts }) => Object.values(hosts).flatMap(({ name, firewall }) => (firewall ? [{ name, firewall }] : [])),
  render: ({ name, firewall }) => [
    {
      path: generatedPath(name, 'nftables.nft'),
      content: ruleset(firewall),
      from: [`hosts.${name}`],
    },
  ],
};
