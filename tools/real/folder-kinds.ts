// Which checks a folder gets: one entry per kind of folder, one line per check.
import { checkDnsmasq } from './dnsmasq.js';
import type { Folder } from './folder.js';
import { checkLinks, checkNetworkd } from './networkd.js';
import { checkNftables } from './nftables.js';
import { checkAssertions, checkComposition, checkGenerated, checkOptions, checkSyntax } from './nixos-checks.js';
import type { Verdict } from './outcome.js';

export interface Check {
  readonly name: string;
  /** Undefined: nothing in the folder is for this check. */
  readonly run: (folder: Folder) => Promise<Verdict | undefined>;
}

const nixosHost: readonly Check[] = [
  { name: 'nix parse', run: checkSyntax },
  { name: 'generated data', run: checkGenerated },
  { name: 'composition', run: checkComposition },
  { name: 'nixos options', run: checkOptions },
  { name: 'nixos assertions', run: checkAssertions },
  { name: 'dnsmasq', run: checkDnsmasq },
  { name: 'systemd-networkd', run: checkNetworkd },
  { name: 'udev links', run: checkLinks },
  { name: 'nftables', run: checkNftables },
];

const home: readonly Check[] = [
  { name: 'nix parse', run: checkSyntax },
  { name: 'generated data', run: checkGenerated },
  { name: 'composition', run: checkComposition },
  { name: 'home options', run: checkOptions },
];

/** By the folder that holds them, e.g. "hosts" for hosts/rpi4-1. */
export const folderKinds: { readonly [folder: string]: readonly Check[] | undefined } = {
  hosts: nixosHost,
  home,
};
