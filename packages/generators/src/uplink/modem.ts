// A modem: its NetworkManager profile (nm-settings-keyfile(5)), and the unit that adds the secrets and installs it.
import { type IniSection, type IniValue, printIni } from '@groundplan/engine';
import type { Mobile } from './sessions.js';

/** networkd has all other interfaces. */
export const managesOnlyModems = printIni([
  { name: 'main', entries: [['plugins', 'keyfile'] as const, ['no-auto-default', '*'] as const] },
  { name: 'keyfile', entries: [['unmanaged-devices', unmanaged().join(';')] as const] },
]);

export function unmanaged(): string[] {
  return ['*', 'except:type:gsm'];
}

export type Setting = readonly [key: string, value: IniValue];

/** The profile without its secrets. It names no interface: NetworkManager knows a modem by its control port. */
export function profile({ link, apn, user, mtu, metric, dns }: Mobile): { [section: string]: Setting[] } {
  return {
    connection: [
      ['id', link],
      ['type', 'gsm'],
      ['autoconnect-retries', 0],
    ],
    gsm: [
      ['apn', apn],
      ...(user === null ? [] : [['username', user] as const]),
      ...(mtu === null ? [] : [['mtu', mtu] as const]),
    ],
    ipv4: addresses(
      metric,
      dns.filter((address) => !address.includes(':')),
    ),
    ipv6: addresses(
      metric,
      dns.filter((address) => address.includes(':')),
    ),
  };
}

function addresses(metric: number, dns: readonly string[]): Setting[] {
  return [
    ['method', 'auto'],
    ['route-metric', metric],
    ['ignore-auto-dns', 'true'],
    ...(dns.length === 0 ? [] : [['dns', `${dns.join(';')};`] as const]),
  ];
}

export function profileFile(modem: Mobile): string {
  const sections = Object.entries(profile(modem)).map(([name, entries]): IniSection => ({ name, entries }));
  return printIni(sections);
}

export const scriptPath = 'NetworkManager/modems/install-profile.sh';

export const templatePath = ({ link }: Mobile) => `NetworkManager/modems/${link}.nmconnection`;

/** NetworkManager takes profiles only root can read; the secrets are in no other file than this one, in memory. */
export const addSecrets = `# Installs a profile with its secrets: sh install-profile.sh FROM TO [KEY=FILE...]
# A file holds the secret alone.
set -eu
umask 077
from=$1
to=$2
shift 2
mkdir -p "\${to%/*}"
{
  cat "$from"
  printf '\\n[gsm]\\n'
  for secret in "$@"; do
    value=
    IFS= read -r value <"\${secret#*=}" || [ -n "$value" ] || { echo "\${secret#*=} is empty" >&2; exit 1; }
    printf '%s=' "\${secret%%=*}"
    printf '%s\\n' "$value" | sed -e 's/\\\\/\\\\\\\\/g' -e 's/^ /\\\\s/'
  done
} >"$to.new"
mv "$to.new" "$to"
`;

export function modemUnit(modem: Mobile): string {
  const installed = `/run/NetworkManager/system-connections/${modem.link}.nmconnection`;
  const secrets = modem.secrets.map(({ key, file }) => `${key}=${file}`);
  return printIni([
    {
      name: 'Unit',
      entries: [
        ['Description', `Profile of the modem ${modem.link}`],
        ['Before', 'NetworkManager.service'],
      ],
    },
    {
      name: 'Service',
      entries: [
        ['Type', 'oneshot'],
        ['RemainAfterExit', true],
        [
          'ExecStart',
          ['/bin/sh', `/etc/${scriptPath}`, `/etc/${templatePath(modem)}`, installed, ...secrets].join(' '),
        ],
      ],
    },
    { name: 'Install', entries: [['WantedBy', 'NetworkManager.service']] },
  ]);
}
