// hostapd as NixOS options (services.hostapd, NixOS 25.11).
import type { ResolvedBss } from '@groundplan/model';
import { type NixOptions, present } from '../nix-module.js';
import type { Radio } from './index.js';

export function options(radios: readonly Radio[]): NixOptions {
  return {
    services: {
      hostapd: { enable: true, radios: Object.fromEntries(radios.map((radio) => [radio.interface, radioOf(radio)])) },
    },
  };
}

/** Capabilities beyond 20 MHz channels are left out: hostapd does not start when the radio lacks one. */
function radioOf({ band, channel, country, networks, bridge }: Radio): NixOptions {
  return {
    band: band === '5GHz' ? '5g' : '2g',
    channel,
    countryCode: country,
    networks: Object.fromEntries(networks.map((bss) => [bss.interface, networkOf(bss, bridge)])),
    wifi4: { capabilities: [] },
    wifi5: { enable: band === '5GHz' },
  };
}

function networkOf({ ssid, bssid, pskFile }: ResolvedBss, bridge: string): NixOptions {
  return present({
    ssid,
    bssid: bssid ?? undefined,
    authentication: { mode: 'wpa3-sae-transition', wpaPasswordFile: pskFile, saePasswordsFile: pskFile },
    settings: { bridge, wpa_key_mgmt: force('WPA-PSK WPA-PSK-SHA256 SAE') },
  });
}

/** What lib.mkForce makes: the mode's own list leaves out WPA-PSK, which many small devices know alone. */
function force(content: string): NixOptions {
  return { _type: 'override', priority: 50, content };
}
