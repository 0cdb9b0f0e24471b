// The registry: every generator, in the order of their names.
import type { Generator } from '@groundplan/engine';
import { accessPoint } from './access-point/index.js';
import { dhcp } from './dhcp/index.js';
import { docsAddressing } from './docs-addressing/index.js';
import { docsReachability } from './docs-reachability/index.js';
import { hostsIndex } from './hosts-index/index.js';
import { linuxNetwork } from './linux-network/index.js';
import { nftables } from './nftables/index.js';
import { nixosHost } from './nixos-host/index.js';
import { nixosK3s } from './nixos-k3s/index.js';
import { nixosNetwork } from './nixos-network/index.js';
import { nixosRouter } from './nixos-router/index.js';
import { nixosScaffold } from './nixos-scaffold/index.js';
import { uplink } from './uplink/index.js';
import { wpaSupplicant } from './wpa-supplicant/index.js';

export const generators: readonly Generator[] = [
  accessPoint,
  dhcp,
  docsAddressing,
  docsReachability,
  hostsIndex,
  linuxNetwork,
  nftables,
  nixosHost,
  nixosK3s,
  nixosNetwork,
  nixosRouter,
  nixosScaffold,
  uplink,
  wpaSupplicant,
];
