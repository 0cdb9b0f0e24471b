// Wi-Fi clients on hosts that are not NixOS: what wpa_supplicant@<interface>.service reads (wpa_supplicant.conf(5)).
import { type Generator, lines } from '@groundplan/engine';
import type { ResolvedInterface } from '@groundplan/model';
import { etcPath, linuxHosts } from '../linux-host.js';
import { hexOf } from '../ssid-hex.js';

type Client = NonNullable<ResolvedInterface['wifi']>;

export interface SupplicantSlice {
  readonly host: string;
  readonly interface: string;
  readonly wifi: Client;
  readonly secretsFile: string;
}

export const wpaSupplicant: Generator<SupplicantSlice> = {
  name: 'wpa-supplicant',
  slices: (topology) =>
    linuxHosts(topology).flatMap(({ name: host, interfaces, wifiSecretsFile }) =>
      Object.values(interfaces).flatMap(({ name, wifi }) =>
        wifi && wifiSecretsFile !== null ? [{ host, interface: name, wifi, secretsFile: wifiSecretsFile }] : [],
      ),
    ),
  render: (slice) => [
    {
      path: etcPath(slice.host, `wpa_supplicant/wpa_supplicant-${slice.interface}.conf`),
      content: config(slice),
      from: [`hosts.${slice.host}`],
    },
  ],
};

/** SAE is left out: wpa_supplicant 2.10 takes no external passphrase for it. */
function config({ wifi: { ssid, psk }, secretsFile }: SupplicantSlice): string {
  return lines((write, indented) => {
    write('ctrl_interface=/run/wpa_supplicant');
    write('# One line for each network: name=passphrase.');
    write(`ext_password_backend=file:${secretsFile}`);
    write('network={');
    indented(() => {
      write(`ssid=${hexOf(ssid)}`);
      write('scan_ssid=1');
      write('key_mgmt=WPA-PSK WPA-PSK-SHA256');
      write('ieee80211w=1');
      write(`psk=ext:${psk}`);
    });
    write('}');
  });
}
