// Which checks a folder gets: one entry per kind of folder, one line per check.
import { checkBind } from './bind.js';
import { checkDnsmasq } from './dnsmasq.js';
import type { Folder } from './folder.js';
import { checkHostapd } from './hostapd.js';
import { checkK0s } from './k0s.js';
import { checkK3sAgent } from './k3s-agent.js';
import { checkK3sConfig } from './k3s-config.js';
import { checkKea } from './kea.js';
import { checkKubernetes } from './kubernetes.js';
import { checkKustomize } from './kustomize.js';
import { checkMermaid } from './mermaid.js';
import { checkHostname, checkSysctl } from './native.js';
import { checkNetworkManager } from './network-manager.js';
import { checkLinks, checkNetworkd } from './networkd.js';
import { checkNftables } from './nftables.js';
import { checkAssertions, checkComposition, checkGenerated, checkOptions, checkSyntax } from './nixos-checks.js';
import type { Verdict } from './outcome.js';
import { checkPppd } from './pppd.js';
import { checkKnownHosts, checkSshConfig } from './ssh.js';
import { checkScripts, checkUnits } from './systemd-units.js';
import { checkUci } from './uci-network.js';
import { checkUnbound } from './unbound.js';
import { checkWireguard } from './wireguard.js';
import { checkGitlab, checkWorkflows } from './workflows.js';
import { checkSupplicant } from './wpa-supplicant.js';

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
  { name: 'kea', run: checkKea },
  { name: 'unbound', run: checkUnbound },
  { name: 'bind', run: checkBind },
  { name: 'systemd-networkd', run: checkNetworkd },
  { name: 'udev links', run: checkLinks },
  { name: 'nftables', run: checkNftables },
  { name: 'k0s', run: checkK0s },
  { name: 'k3s config', run: checkK3sConfig },
  { name: 'k3s agent', run: checkK3sAgent },
  { name: 'hostapd', run: checkHostapd },
  { name: 'wpa_supplicant', run: checkSupplicant },
  { name: 'pppd', run: checkPppd },
  { name: 'NetworkManager', run: checkNetworkManager },
  { name: 'systemd units', run: checkUnits },
  { name: 'scripts', run: checkScripts },
  { name: 'hostname', run: checkHostname },
  { name: 'sysctl', run: checkSysctl },
];

const docs: readonly Check[] = [
  { name: 'mermaid', run: checkMermaid },
  { name: 'wg-quick', run: checkWireguard },
  { name: 'ssh', run: checkSshConfig },
  { name: 'known hosts', run: checkKnownHosts },
];

const device: readonly Check[] = [
  { name: 'dnsmasq', run: checkDnsmasq },
  { name: 'unbound', run: checkUnbound },
  { name: 'bind', run: checkBind },
  { name: 'uci network', run: checkUci },
];

const home: readonly Check[] = [
  { name: 'nix parse', run: checkSyntax },
  { name: 'generated data', run: checkGenerated },
  { name: 'composition', run: checkComposition },
  { name: 'home options', run: checkOptions },
];

const cluster: readonly Check[] = [
  { name: 'kubernetes', run: checkKubernetes },
  { name: 'kustomize', run: checkKustomize },
];

const forge: readonly Check[] = [
  { name: 'actionlint', run: checkWorkflows },
  { name: 'gitlab jobs', run: checkGitlab },
];

/** By the folder that holds them, e.g. "hosts" for hosts/rpi4-1. */
export const folderKinds: { readonly [folder: string]: readonly Check[] | undefined } = {
  '.forgejo': forge,
  '.github': forge,
  '.gitlab': forge,
  clusters: cluster,
  devices: device,
  hosts: nixosHost,
  docs,
  home,
};
