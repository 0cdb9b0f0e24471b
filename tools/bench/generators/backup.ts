// INI: the units that back the host up at night, each host at a minute of its own.
import { type Generator, type IniSection, printIni } from '@groundplan/engine';
import { addressOf, benchPath, type HostSlice, hostSlices, sourcesOf } from './host-slice.js';

export const backup: Generator<HostSlice> = {
  name: 'bench-backup',
  slices: hostSlices,
  render: (slice) => [
    { path: benchPath(slice, 'backup.ini'), content: printIni(sections(slice)), from: sourcesOf(slice) },
  ],
};

function sections(slice: HostSlice): IniSection[] {
  const { host, network } = slice;
  const description = `Backup of ${host.name}${network ? ` on ${network.name}` : ''}`;
  return [
    {
      name: 'Unit',
      entries: [
        ['Description', description],
        ['Wants', 'network-online.target'],
        ['After', 'network-online.target'],
      ],
    },
    { name: 'Service', entries: [...environment(slice), ...hardening] },
    {
      name: 'Timer',
      entries: [
        ['OnCalendar', `*-*-* 03:${minuteOf(slice)}:00`],
        ['Persistent', true],
      ],
    },
    { name: 'Install', entries: [['WantedBy', 'timers.target']] },
  ];
}

function environment(slice: HostSlice): [string, string][] {
  const { host, domain, cluster } = slice;
  const repository = `sftp:backup@backup.${domain}:/srv/backup/${host.name}`;
  return [
    ['Type', 'oneshot'],
    ['Environment', `BACKUP_REPOSITORY=${repository}`],
    ['Environment', `BACKUP_HOST=${host.name}.${domain}`],
    ['Environment', `BACKUP_SOURCE=${addressOf(slice)}`],
    ...(host.node?.role === 'server'
      ? [['ExecStartPre', `k3s etcd-snapshot save --name ${cluster?.name}`] as [string, string]]
      : []),
    ['ExecStart', 'restic backup --one-file-system /etc /var/lib'],
    ['ExecStart', 'restic forget --keep-daily 7 --keep-weekly 5'],
  ];
}

const hardening: [string, string | boolean][] = [
  ['NoNewPrivileges', true],
  ['PrivateTmp', true],
  ['ProtectHome', 'read-only'],
  ['ProtectSystem', 'strict'],
  ['ReadWritePaths', '/var/cache/restic'],
  ['RestrictAddressFamilies', 'AF_INET AF_INET6 AF_UNIX'],
];

/** Spread over the hour by the last number of the address. */
function minuteOf(slice: HostSlice): string {
  const last = Number(addressOf(slice).split('.').at(-1));
  return String(last % 60).padStart(2, '0');
}
