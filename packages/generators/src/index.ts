// The registry: every generator, in the order of their names.
import type { Generator } from '@groundplan/engine';
import { dhcp } from './dhcp/index.js';
import { docsAddressing } from './docs-addressing/index.js';
import { docsReachability } from './docs-reachability/index.js';
import { homeIndex } from './home-index/index.js';
import { homeManager } from './home-manager/index.js';
import { homeScaffold } from './home-scaffold/index.js';
import { hostsIndex } from './hosts-index/index.js';
import { nftables } from './nftables/index.js';
import { nixosBase } from './nixos-base/index.js';
import { nixosHost } from './nixos-host/index.js';
import { nixosK3s } from './nixos-k3s/index.js';
import { nixosNetwork } from './nixos-network/index.js';
import { nixosRouter } from './nixos-router/index.js';
import { nixosScaffold } from './nixos-scaffold/index.js';
import { nixosServices } from './nixos-services/index.js';
import { nixosStorage } from './nixos-storage/index.js';

export const generators: readonly Generator[] = [
  dhcp,
  docsAddressing,
  docsReachability,
  homeIndex,
  homeManager,
  homeScaffold,
  hostsIndex,
  nftables,
  nixosBase,
  nixosHost,
  nixosK3s,
  nixosNetwork,
  nixosRouter,
  nixosScaffold,
  nixosServices,
  nixosStorage,
];
