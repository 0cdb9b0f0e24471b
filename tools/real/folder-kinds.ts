// Which checks a folder gets: one entry per kind of folder, one line per check.
import { checkBind } from './bind.js';
import { checkDnsmasq } from './dnsmasq.js';
import type { Folder } from './folder.js';
import { checkK3sConfig } from './k3s-config.js';
import { checkKea } from './kea.js';
import { checkMermaid } from './mermaid.js';
import { checkHostname, checkSysctl } from './native.js';
import { checkLinks, checkNetworkd } from './networkd.js';
import { checkNftables } from './nftables.js';
import { checkComposition, checkGenerated, checkOptions, checkSyntax } from './nixos-checks.js';
import type { Verdict } from './outcome.js';
import { checkUci } from './uci-network.js';
import { checkUnbound } from './unbound.js';

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
  { name: 'dnsmasq', run: checkDnsmasq },
  { name: 'kea', run: checkKea },
  { name: 'unbound', run: checkUnbound },
  { name: 'bind', run: checkBind },
  { name: 'systemd-networkd', run: checkNetworkd },
  { name: 'udev links', run: checkLinks },
  { name: 'nftables', run: checkNftables },
  { name: 'k3s config', run: checkK3sConfig },
  { name: 'hostname', run: checkHostname },
  { name: 'sysctl', run: checkSysctl },
];

const page: readonly Check[] = [{ name: 'mermaid', run: checkMermaid }];

const device: readonly Check[] = [
  { name: 'dnsmasq', run: checkDnsmasq },
  { name: 'unbound', run: checkUnbound },
  { name: 'bind', run: checkBind },
  { name: 'uci network', run: checkUci },
];

/** By the first part of the path, e.g. "hosts" for hosts/rpi4-1. */
export const folderKinds: { readonly [folder: string]: readonly Check[] | undefined } = {
  devices: device,
  hosts: nixosHost,
  docs: page,
};
