// services.hostapd as the configuration that NixOS writes for each radio (nixos/modules/services/networking/hostapd.nix).
import { type Attrs, isAttrs } from './nix-type.js';

export interface RadioConfig {
  readonly radio: string;
  readonly text: string;
}

const setOf = (value: unknown): Attrs => (isAttrs(value) ? value : {});

/** `passphrase` stands for the content of every file that holds one. */
export function hostapdConfigs({ radios }: Attrs, passphrase: string): RadioConfig[] {
  return Object.entries(setOf(radios)).map(([radio, value]) => {
    const options = setOf(value);
    const networks = Object.entries(setOf(options.networks));
    const sections = networks.map(([name, bss], index) => bssText(name, index, setOf(bss), passphrase));
    return { radio, text: [radioText(options), ...sections].join('\n') };
  });
}

function radioText({
  band = '2g',
  channel = 0,
  countryCode,
  driver = 'nl80211',
  wifi4,
  wifi5,
  settings,
}: Attrs): string {
  const capabilities = setOf(wifi4).capabilities;
  return keyValues({
    driver,
    hw_mode: { '2g': 'g', '5g': 'a', '6g': 'a', '60g': 'ad' }[`${band}`] ?? '?',
    channel,
    ...(countryCode ? { country_code: countryCode, ieee80211d: true, ieee80211h: true } : {}),
    ieee80211n: true,
    ht_capab: (Array.isArray(capabilities) ? capabilities : []).map((one) => `[${one}]`).join(''),
    ...(setOf(wifi5).enable === false ? {} : { ieee80211ac: true }),
    ...setOf(settings),
  });
}

/** The authentication mode wpa3-sae-transition; others are not used here. */
function bssText(
  name: string,
  index: number,
  { ssid, bssid, settings, authentication }: Attrs,
  passphrase: string,
): string {
  const { wpaPasswordFile, saePasswordsFile, mode } = setOf(authentication);
  return keyValues({
    [index === 0 ? 'interface' : 'bss']: name,
    ssid,
    utf8_ssid: true,
    ...(bssid ? { bssid } : {}),
    ctrl_interface: '/run/hostapd',
    ieee80211w: 1,
    sae_require_mfp: 1,
    auth_algs: 1,
    wmm_enabled: true,
    ...(mode === 'wpa3-sae-transition' ? { wpa: 2, wpa_key_mgmt: 'WPA-PSK-SHA256 SAE', rsn_pairwise: 'CCMP' } : {}),
    ...setOf(settings),
    ...(wpaPasswordFile ? { wpa_passphrase: passphrase } : {}),
    ...(saePasswordsFile ? { sae_password: passphrase } : {}),
  });
}

function keyValues(settings: Attrs): string {
  return Object.entries(settings)
    .map(([key, value]) => `${key}=${value === true ? 1 : value === false ? 0 : value}\n`)
    .join('');
}
