// Host name, interfaces, VLANs, addresses, routes, resolvers and Wi-Fi of a NixOS host.
import type { Generator } from '@groundplan/engine';
import type { ResolvedHost, ResolvedInterface } from '@groundplan/model';
import { hostUnits } from '../networkd/units.js';
import { generatedPath, type NixOptions, nixosHosts, present, printModule } from '../nix-module.js';
import { networkOptions } from './options.js';

export interface NetworkSlice {
  readonly name: string;
  readonly domain: string;
  readonly predictableInterfaceNames: boolean;
  readonly wifiSecretsFile: string | null;
  readonly interfaces: { readonly [name: string]: ResolvedInterface };
  /** The networks whose values the interfaces carry. */
  readonly networks: readonly string[];
}

export const nixosNetwork: Generator<NetworkSlice> = {
  name: 'nixos-network',
  slices: (topology) => nixosHosts(topology).map((host) => sliceOf(host, topology.site.domain)),
  render: (slice) => [
    {
      path: generatedPath(slice.name, 'network.nix'),
      content: printModule(slice.name, { networking: networking(slice), systemd: { network: units(slice) } }),
      from: [`hosts.${slice.name}`, ...slice.networks.map((name) => `networks.${name}`), 'site'],
    },
  ],
};

function sliceOf(host: ResolvedHost, domain: string): NetworkSlice {
  const networks = Object.values(host.interfaces).flatMap((one) => one.network ?? []);
  const { name, predictableInterfaceNames, wifiSecretsFile, interfaces } = host;
  return {
    name,
    domain,
    predictableInterfaceNames,
    wifiSecretsFile,
    interfaces,
    networks: [...new Set(networks)].sort(),
  };
}

function networking(slice: NetworkSlice): NixOptions {
  return present({
    hostName: slice.name,
    domain: slice.domain,
    useDHCP: false,
    useNetworkd: true,
    usePredictableInterfaceNames: slice.predictableInterfaceNames ? undefined : false,
    wireless: wireless(slice),
  });
}

/** wpa_supplicant reads each passphrase from the secrets file: ext:NAME stands for the line NAME=passphrase. */
function wireless(slice: NetworkSlice): NixOptions {
  const clients = Object.values(slice.interfaces).filter((one) => one.wifi !== null);
  if (clients.length === 0 || slice.wifiSecretsFile === null) return {};
  return {
    enable: true,
    interfaces: clients.map((one) => one.name),
    secretsFile: slice.wifiSecretsFile,
    networks: Object.fromEntries(
      clients.flatMap(({ wifi }) => (wifi ? [[wifi.ssid, { pskRaw: `ext:${wifi.psk}` }]] : [])),
    ),
  };
}

function units({ interfaces }: NetworkSlice): NixOptions {
  return { enable: true, ...networkOptions(hostUnits(interfaces)) };
}
