// Wi-Fi clients on hosts that are not NixOS: wpa_supplicant for each interface, its passphrase added when it starts.
import type { Artifact, Generator } from '@groundplan/engine';
import type { ResolvedInterface } from '@groundplan/model';
import { etcPath, linuxHosts } from '../linux-host.js';
import { addPassphrases, configFile, scriptPath, unitFile } from './native.js';

export interface WifiClient {
  readonly interface: string;
  readonly wifi: NonNullable<ResolvedInterface['wifi']>;
  /** One name=passphrase a line. */
  readonly secretsFile: string;
}

export interface SupplicantSlice {
  readonly host: string;
  readonly clients: readonly WifiClient[];
}

export const wpaSupplicant: Generator<SupplicantSlice> = {
  name: 'wpa-supplicant',
  slices: (topology) =>
    linuxHosts(topology).flatMap(({ name: host, interfaces, wifiSecretsFile: secretsFile }) => {
      if (secretsFile === null) return [];
      const clients = Object.values(interfaces).flatMap(({ name, wifi }) =>
        wifi ? [{ interface: name, wifi, secretsFile }] : [],
      );
      return [{ host, clients }];
    }),
  render: ({ host, clients }) => {
    const file = (path: string, content: string): Artifact => ({
      path: etcPath(host, path),
      content,
      from: [`hosts.${host}`],
    });
    return [
      file(scriptPath, addPassphrases),
      ...clients.flatMap((client) => [
        file(`wpa_supplicant/wpa_supplicant-${client.interface}.conf`, configFile(client)),
        file(`systemd/system/wpa_supplicant-${client.interface}.service`, unitFile(client)),
      ]),
    ];
  },
};
