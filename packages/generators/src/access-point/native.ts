// hostapd.conf of one radio, and the unit that adds the passphrases and starts it (hostapd 2.10 and later).
import { type KeyValue, keyValueLines, printIni } from '@groundplan/engine';
import type { ResolvedBss } from '@groundplan/model';
import { deviceUnit } from '../linux-host.js';
import { hexOf } from '../ssid-hex.js';
import type { Radio } from './index.js';

/** Without its passphrases hostapd refuses the file, so that it can never open the network. */
export function configFile(radio: Radio): string {
  const [head, ...sections] = [radioLines(radio), ...radio.networks.map((bss, index) => bssLines(bss, index, radio))];
  return [`${preface}${head}`, ...sections].join('\n');
}

const preface = `# The unit hostapd-… puts a line wpa_passphrase=… in place of each #wpa_passphrase_file. Those files hold
# the passphrase alone, 8 to 63 characters.
`;

function radioLines({ band, channel, country }: Radio): string {
  return keyValueLines([
    ['driver', 'nl80211'],
    ['country_code', country],
    ['ieee80211d', 1],
    ...(band === '5GHz' ? ([['ieee80211h', 1]] as const) : []),
    ['hw_mode', band === '5GHz' ? 'a' : 'g'],
    ['channel', channel],
    ['ieee80211n', 1],
    ...(band === '5GHz' ? ([['ieee80211ac', 1]] as const) : []),
  ]);
}

/** WPA2 and WPA3 side by side: whoever knows SAE uses it, with protected management frames. */
function bssLines({ interface: name, bssid, ssid, pskFile }: ResolvedBss, index: number, { bridge }: Radio): string {
  const entries: KeyValue[] = [
    [index === 0 ? 'interface' : 'bss', name],
    ...(bssid === null ? [] : [['bssid', bssid] as const]),
    ['bridge', bridge],
    ['ctrl_interface', '/run/hostapd'],
    ['ssid2', hexOf(ssid)],
    ['utf8_ssid', 1],
    ['auth_algs', 1],
    ['wmm_enabled', 1],
    ['wpa', 2],
    ['wpa_key_mgmt', 'WPA-PSK WPA-PSK-SHA256 SAE'],
    ['rsn_pairwise', 'CCMP'],
    ['ieee80211w', 1],
    ['sae_require_mfp', 1],
  ];
  return `${keyValueLines(entries)}#wpa_passphrase_file=${pskFile}\n`;
}

export const scriptPath = 'hostapd/add-passphrases.sh';

/** The passphrases reach hostapd's memory by a file only root can read; no command line shows them. */
export const addPassphrases = `# Copies a hostapd.conf with the passphrases in it: sh add-passphrases.sh FROM TO
set -eu
umask 077
while IFS= read -r line; do
  case $line in
    '#wpa_passphrase_file='*)
      file=\${line#*=}
      passphrase=
      IFS= read -r passphrase <"$file" || [ -n "$passphrase" ] || { echo "$file is empty" >&2; exit 1; }
      printf 'wpa_passphrase=%s\\n' "$passphrase"
      ;;
    *) printf '%s\\n' "$line" ;;
  esac
done <"$1" >"$2"
`;

export function unitFile({ interface: name, bridge }: Radio): string {
  const devices = `${deviceUnit(name)} ${deviceUnit(bridge)}`;
  const filled = `/run/hostapd-${name}/hostapd.conf`;
  return printIni([
    {
      name: 'Unit',
      entries: [
        ['Description', `Access point on ${name}`],
        ['BindsTo', devices],
        ['After', devices],
      ],
    },
    {
      name: 'Service',
      entries: [
        ['RuntimeDirectory', `hostapd-${name}`],
        ['RuntimeDirectoryMode', '0700'],
        ['ExecStartPre', `/bin/sh /etc/${scriptPath} /etc/hostapd/${name}.conf ${filled}`],
        ['ExecStart', `/usr/sbin/hostapd ${filled}`],
        ['Restart', 'always'],
        ['RestartSec', 5],
      ],
    },
    { name: 'Install', entries: [['WantedBy', `multi-user.target ${deviceUnit(name)}`]] },
  ]);
}
