// The registry: every generator, in the order of their names.
import type { Generator } from '@groundplan/engine';
import { accessPoint } from './access-point/index.js';
import { androidK3s } from './android-k3s/index.js';
import { clusterBase } from './cluster-base/index.js';
import { clusterEnvironment } from './cluster-environment/index.js';
import { devicePorts } from './device-ports/index.js';
import { dhcp } from './dhcp/index.js';
import { dns } from './dns/index.js';
import { docsAddressing } from './docs-addressing/index.js';
import { docsNetwork } from './docs-network/index.js';
import { docsReachability } from './docs-reachability/index.js';
import { docsSsh } from './docs-ssh/index.js';
import { flux } from './flux/index.js';
import { homeIndex } from './home-index/index.js';
import { homeManager } from './home-manager/index.js';
import { homeScaffold } from './home-scaffold/index.js';
import { hostsIndex } from './hosts-index/index.js';
import { linuxK3s } from './linux-k3s/index.js';
import { linuxNetwork } from './linux-network/index.js';
import { nftables } from './nftables/index.js';
import { nixosBase } from './nixos-base/index.js';
import { nixosHost } from './nixos-host/index.js';
import { nixosK3s } from './nixos-k3s/index.js';
import { nixosNetwork } from './nixos-network/index.js';
import { nixosRouter } from './nixos-router/index.js';
import { nixosScaffold } from './nixos-scaffold/index.js';
import { nixosServices } from './nixos-services/index.js';
import { nixosStorage } from './nixos-storage/index.js';
import { openWrtSwitch } from './openwrt-switch/index.js';
import { uplink } from './uplink/index.js';
import { vpnClients } from './vpn-clients/index.js';
import { wpaSupplicant } from './wpa-supplicant/index.js';

export const generators: readonly Generator[] = [
  accessPoint,
  androidK3s,
  clusterBase,
  clusterEnvironment,
  devicePorts,
  dhcp,
  dns,
  docsAddressing,
  docsNetwork,
  docsReachability,
  docsSsh,
  flux,
  homeIndex,
  homeManager,
  homeScaffold,
  hostsIndex,
  linuxK3s,
  linuxNetwork,
  nftables,
  nixosBase,
  nixosHost,
  nixosK3s,
  nixosNetwork,
  nixosRouter,
  nixosScaffold,
  nixosServices,
  nixosStorage,
  openWrtSwitch,
  uplink,
  vpnClients,
  wpaSupplicant,
];
