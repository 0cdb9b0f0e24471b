// The configuration of wpa_supplicant for one interface, and the unit that adds the passphrase and starts it.
import { lines, printIni } from '@groundplan/engine';
import { deviceUnit } from '../linux-host.js';
import { hexOf } from '../ssid-hex.js';
import type { WifiClient } from './index.js';

/** Debian builds wpa_supplicant without ext_password_backend, so the passphrase has to be in the file it reads. */
export function configFile({ interface: name, wifi: { ssid, psk }, secretsFile }: WifiClient): string {
  return lines((write, indented) => {
    write(`# wpa_supplicant-${name}.service puts a line psk="…" in place of #psk_of, from ${secretsFile}, which holds`);
    write('# one name=passphrase a line.');
    write('ctrl_interface=/run/wpa_supplicant');
    write('network={');
    indented(() => {
      write(`ssid=${hexOf(ssid)}`);
      write('scan_ssid=1');
      write('key_mgmt=WPA-PSK WPA-PSK-SHA256 SAE');
      write('ieee80211w=1');
      write(`#psk_of=${psk}`);
    });
    write('}');
  });
}

export const scriptPath = 'wpa_supplicant/add-passphrases.sh';

export const addPassphrases = `# Copies a wpa_supplicant.conf with the passphrases in it: sh add-passphrases.sh FROM TO SECRETS
# SECRETS holds one name=passphrase a line.
set -eu
umask 077
while IFS= read -r line; do
  case $line in
    *'#psk_of='*)
      name=\${line#*=}
      passphrase=$(sed -n "s/^$name=//p" "$3" | head -n 1)
      [ -n "$passphrase" ] || { echo "$3 has no line $name=" >&2; exit 1; }
      printf '  psk="%s"\\n' "$passphrase"
      ;;
    *) printf '%s\\n' "$line" ;;
  esac
done <"$1" >"$2"
`;

export function unitFile({ interface: name, secretsFile }: WifiClient): string {
  const device = deviceUnit(name);
  const filled = `/run/wpa_supplicant-${name}/wpa_supplicant.conf`;
  const config = `/etc/wpa_supplicant/wpa_supplicant-${name}.conf`;
  return printIni([
    {
      name: 'Unit',
      entries: [
        ['Description', `Wi-Fi client on ${name}`],
        ['BindsTo', device],
        ['After', device],
        ['Before', 'network.target'],
      ],
    },
    {
      name: 'Service',
      entries: [
        ['RuntimeDirectory', `wpa_supplicant-${name}`],
        ['RuntimeDirectoryMode', '0700'],
        ['ExecStartPre', `/bin/sh /etc/${scriptPath} ${config} ${filled} ${secretsFile}`],
        ['ExecStart', `/sbin/wpa_supplicant -c ${filled} -i ${name}`],
        ['Restart', 'always'],
        ['RestartSec', 5],
      ],
    },
    { name: 'Install', entries: [['WantedBy', `multi-user.target ${device}`]] },
  ]);
}
