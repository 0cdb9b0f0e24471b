// The firewall of a host as a ruleset that nft loads whole, and what loads it: a NixOS module in place of NixOS' own, or files in /etc.
import { type Artifact, type Generator, nixPath } from '@groundplan/engine';
import type { HostOs, ResolvedFirewall } from '@groundplan/model';
import { etcPath } from '../linux-host.js';
import { generatedPath, type NixOptions, present, printModule } from '../nix-module.js';
import { offloadFiles, offloadServices } from './offload-units.js';
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
    const content = ruleset(firewall);
    const devices = firewall.kind === 'router' ? firewall.flowOffload : [];
    const rules: Artifact = { path: generatedPath(name, 'nftables.nft'), content, from };
    if (os === 'nixos') {
      const module = printModule(name, options(devices));
      return [{ path: generatedPath(name, 'firewall.nix'), content: module, from }, rules];
    }
    // What nftables.service of Debian and others loads: the same text, because a file in /etc finds no other beside it.
    const files = [['nftables.conf', content] as const, ...offloadFiles(devices)];
    return [rules, ...files.map(([path, text]) => ({ path: etcPath(name, path), content: text, from }))];
  },
};

function options(offloaded: readonly string[]): NixOptions {
  return {
    networking: { firewall: { enable: false }, nftables: { enable: true, rulesetFile: nixPath('./nftables.nft') } },
    ...present({ systemd: present({ services: offloadServices(offloaded) }) }),
  };
}
