// Logins, services, disks and backups of NixOS hosts: what is decided, and what is told to be wrong.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Draft, findingsOf, resolved, succeeded } from './homelab.js';

const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA ada';
const securityKey =
  'sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABHNzaDo= ada';
const disk = (n: number) => `ata-DISK_${n}`;

function nixos(edit: (draft: Draft) => void, host = 'nas') {
  const found = succeeded(resolved(edit)).topology.hosts[host]?.nixos;
  if (!found) throw new Error(`${host} has no NixOS`);
  return found;
}

const faults: readonly (readonly [string, (draft: Draft) => void, readonly string[]])[] = [
  ['an admin without keys', (d) => (d.admins = { ada: {} }), ['admin-without-keys admins.ada']],
  ['one who only decrypts secrets', (d) => (d.admins = { ada: { hosts: [] } }), []],
  [
    'one on a host that is not there',
    (d) => (d.admins = { ada: { hosts: ['nsa'] } }),
    ['reference-unknown admins.ada.hosts[0]'],
  ],
  [
    'one on a phone',
    (d) => {
      d.hosts.phone = { os: 'android', links: { wlan0: { wifi: 'LAB' } } };
      d.admins = { ada: { sshKeys: [key], hosts: ['phone'] } };
    },
    ['reference-unknown admins.ada.hosts[0]'],
  ],
  ['an admin called root', (d) => (d.admins = { root: { sshKeys: [key] } }), ['admin-name admins.root']],
  ['an admin called sshd', (d) => (d.admins = { sshd: { sshKeys: [key] } }), ['admin-name admins.sshd']],
  [
    'a full name that breaks out of /etc/passwd',
    (d) => (d.admins = { ada: { sshKeys: [key], description: 'Ada:0:0' } }),
    ['value-invalid admins.ada.description'],
  ],
  [
    'security keys only, and none',
    (d) => {
      d.site.ssh = { securityKeys: true };
      d.hosts.pi.ssh = { securityKeys: false };
      d.admins = { ada: { sshKeys: [key], hosts: ['pi', 'nas'] }, bo: { sshKeys: [key], hosts: ['pi'] } };
    },
    ['security-key-missing admins.ada'],
  ],
  [
    'security keys only, and one',
    (d) => {
      d.site.ssh = { securityKeys: true };
      d.admins = { ada: { sshKeys: [key, securityKey] } };
    },
    [],
  ],
  ['a release that is not there', (d) => (d.hosts.nas.release = '25.05'), ['release-unknown hosts.nas.release']],
  [
    'a site’s release older than its hosts',
    (d) => {
      d.site.releases = ['25.05'];
      d.hosts.gw.stateVersion = '25.05';
      d.hosts.pi.stateVersion = '24.11';
    },
    ['release-older hosts.nas'],
  ],
  [
    'an unstable host',
    (d) => {
      d.site.releases = ['25.11', 'unstable'];
      d.hosts.nas.release = 'unstable';
    },
    [],
  ],
  ['a port of no number', (d) => (d.hosts.nas.ssh = { port: 70000 }), ['shape-invalid hosts.nas.ssh.port']],
  [
    'SSH on a service’s port',
    (d) => {
      d.site.ssh = { port: 8384 };
      d.hosts.nas.services = { syncthing: {} };
    },
    ['port-taken hosts.nas.services.syncthing'],
  ],
  ['a resolver on a router', (d) => (d.hosts.gw.services = { dns: {} }), ['port-taken hosts.gw.services.dns']],
  [
    'a resolver on a router that answers for no names',
    (d) => {
      d.dns = { by: 'nas' };
      d.hosts.gw.services = { dns: {} };
    },
    [],
  ],
  [
    'a resolver beside the site’s nameserver',
    (d) => {
      d.dns = { by: 'nas' };
      d.hosts.nas.services = { dns: {} };
    },
    ['port-taken hosts.nas.services.dns'],
  ],
  [
    'SSH on the port of names',
    (d) => {
      d.dns = { by: 'nas' };
      d.hosts.nas.ssh = { port: 53 };
    },
    ['port-taken dns.by'],
  ],
  [
    'one port twice in one service',
    (d) => (d.hosts.nas.services = { syncthing: { port: 8384 } }),
    ['port-taken hosts.nas.services.syncthing'],
  ],
  [
    'a service on a port of k3s',
    (d) => {
      d.secrets['k3s-token'] = {};
      d.clusters = { home: { distribution: 'k3s', api: 'nas', network: 'infra', servers: { nas: {} } } };
      d.hosts.nas.services = { grafana: { port: 6443 } };
    },
    ['port-taken hosts.nas.services.grafana'],
  ],
  [
    'too little memory',
    (d) =>
      (d.hosts.pi.services = { syncthing: {}, vaultwarden: { domain: 'v.home.arpa' }, 'node-exporter': {}, dns: {} }),
    ['service-memory hosts.pi.services'],
  ],
  [
    'memory said to be enough',
    (d) => {
      d.hosts.pi.memory = 1024;
      d.hosts.pi.services = { grafana: {} };
    },
    [],
  ],
  [
    'a 32-bit system',
    (d) => {
      d.hosts.old = {
        hardware: 'raspberry-pi-2b',
        links: { eth0: { access: 'infra' } },
        services: { victoriametrics: {} },
      };
    },
    ['service-32-bit hosts.old.services.victoriametrics'],
  ],
  [
    'Vector without a target',
    (d) => (d.hosts.nas.services = { vector: {} }),
    ['service-without-target hosts.nas.services.vector'],
  ],
  [
    'Vector with two',
    (d) => {
      d.hosts.nas.services = { vector: {}, victoriametrics: {} };
      d.hosts.gw.services = { victoriametrics: {} };
    },
    ['service-without-target hosts.nas.services.vector'],
  ],
  [
    'figures for a host that keeps them to itself',
    (d) => {
      d.hosts.nas.services = { vector: { metrics: 'gw' } };
      d.hosts.gw.services = { victoriametrics: { listen: 'local' } };
    },
    ['reference-unknown hosts.nas.services.vector.metrics'],
  ],
  [
    'an address with a password',
    (d) => (d.hosts.nas.services = { vector: { logs: 'http://u:p@loki:3100' } }),
    ['value-invalid hosts.nas.services.vector.logs'],
  ],
  [
    'a secret that is not declared',
    (d) => (d.hosts.nas.services = { vaultwarden: { domain: 'v.home.arpa', environment: 'hunter2' } }),
    ['secret-unknown hosts.nas.services.vaultwarden.environment'],
  ],
  [
    'ext4 over two disks',
    (d) => (d.hosts.nas.storage = { kind: 'ext4', disks: [disk(1), disk(2)] }),
    ['storage-disks hosts.nas.storage.disks'],
  ],
  [
    'raidz2 of three',
    (d) => (d.hosts.nas.storage = { kind: 'zfs', mode: 'raidz2', disks: [1, 2, 3].map(disk) }),
    ['storage-disks hosts.nas.storage.disks'],
  ],
  [
    'a disk by its letter',
    (d) => (d.hosts.nas.storage = { kind: 'ext4', disks: ['/dev/sda'] }),
    ['value-invalid hosts.nas.storage.disks[0]'],
  ],
  [
    'a root on a Pi',
    (d) => (d.hosts.gw.storage = { kind: 'ext4', disks: [disk(1)] }),
    ['storage-boot hosts.gw.storage'],
  ],
  ['data on a Pi', (d) => (d.hosts.gw.storage = { kind: 'ext4', disks: [disk(1)], mount: '/data' }), []],
  [
    'a mount that climbs',
    (d) => (d.hosts.nas.storage = { kind: 'ext4', disks: [disk(1)], mount: '/a/../b' }),
    ['value-invalid hosts.nas.storage.mount'],
  ],
  [
    'a backup of nothing',
    (d) => {
      d.secrets.restic = {};
      d.hosts.nas.backup = { repository: 'sftp:b:/r', password: 'restic' };
    },
    ['backup-empty hosts.nas.backup'],
  ],
  [
    'a repository with a password',
    (d) => {
      d.secrets.restic = {};
      d.hosts.nas.backup = { repository: 'rest:https://u:p@b/r', password: 'restic', paths: ['/home'] };
    },
    ['value-invalid hosts.nas.backup.repository'],
  ],
  [
    'a password instead of its name',
    (d) => (d.hosts.nas.backup = { repository: 'sftp:b:/r', password: 'hunter2', paths: ['/home'] }),
    ['secret-unknown hosts.nas.backup.password'],
  ],
  [
    'services on another system',
    (d) => {
      d.hosts.nas.os = 'linux';
      d.hosts.nas.memory = 4096;
      d.hosts.nas.services = { syncthing: {} };
    },
    ['nixos-only hosts.nas.services'],
  ],
];

describe('faults', () => {
  it.each(faults)('%s', (_, edit, findings) => {
    expect(findingsOf(edit)).toEqual(findings);
  });
});

describe('decisions', () => {
  it('a host without a word about it gets safe defaults', () => {
    expect(nixos(() => {})).toMatchObject({
      release: '25.11',
      memory: null,
      users: [],
      ssh: { port: 22, root: false, securityKeys: false },
      hardening: { enable: true, guard: 'none' },
      swap: { zram: null, file: null },
      storage: null,
      backup: null,
    });
    expect(nixos(() => {}, 'pi').memory).toBe(512);
  });

  it('a host’s SSH differs from the site’s where it says so', () => {
    const { ssh } = nixos((d) => {
      d.site.ssh = { port: 2222, root: true };
      d.hosts.nas.ssh = { root: false };
    });
    expect(ssh).toEqual({ port: 2222, root: false, securityKeys: false });
  });

  it('admins are users of the hosts they are for', () => {
    const edit = (d: Draft) => {
      d.admins = { zoe: { sshKeys: [key], hosts: ['nas'] }, ada: { sshKeys: [key], shell: 'zsh' } };
    };
    expect(nixos(edit).users.map(({ name, shell, groups }) => [name, shell, groups])).toEqual([
      ['ada', 'zsh', ['wheel']],
      ['zoe', 'bash', ['wheel']],
    ]);
    expect(nixos(edit, 'pi').users.map(({ name }) => name)).toEqual(['ada']);
  });

  it('services find each other', () => {
    const edit = (d: Draft) => {
      d.hosts.nas.services = { victoriametrics: { port: 8429 }, grafana: {}, 'node-exporter': {} };
      d.hosts.pi.services = { 'node-exporter': { listen: 'local' }, vector: {} };
      d.hosts.gw.services = { 'node-exporter': { port: 9101 } };
    };
    expect(nixos(edit).services.victoriametrics?.scrape).toEqual([
      { host: 'gw', target: '10.10.0.1:9101' },
      { host: 'nas', target: '127.0.0.1:9100' },
    ]);
    expect(nixos(edit).services.grafana).toMatchObject({
      domain: 'nas.home.arpa',
      metricsUrl: 'http://127.0.0.1:8429',
    });
    expect(nixos(edit, 'pi').services.vector?.metricsUrl).toBe('http://10.10.0.20:8429');
  });

  it('a resolver asks who answers for the site’s names, and all others as the site does', () => {
    const edit = (d: Draft) => (d.hosts.nas.services = { dns: {} });
    expect(nixos(edit).services.dns).toMatchObject({
      addresses: ['10.10.0.20', expect.stringContaining('::')],
      forwards: [
        { zone: '.', to: ['9.9.9.9'], tls: false },
        { zone: 'home.arpa', to: ['10.10.0.1'], tls: false },
      ],
    });
    const chosen = nixos((d) => {
      edit(d);
      d.devices.names = { kind: 'other', addresses: { infra: '10.10.0.53' } };
      d.dns = { by: 'names', server: 'unbound', tls: { '9.9.9.9': 'dns.quad9.net' } };
    });
    expect(chosen.services.dns?.forwards).toEqual([
      { zone: '.', to: ['9.9.9.9@853#dns.quad9.net'], tls: true },
      { zone: 'home.arpa', to: ['10.10.0.53'], tls: false },
    ]);
  });

  it('a backup holds the data of the services, and secrets reach the host that reads them', () => {
    const edit = (d: Draft) => {
      d.secrets = { ...d.secrets, restic: {}, vault: {} };
      d.hosts.nas.services = {
        vaultwarden: { domain: 'v.home.arpa', environment: 'vault' },
        syncthing: { data: '/srv/sync' },
      };
      d.hosts.nas.backup = { repository: 'sftp:b:/r', password: 'restic', paths: ['/home'], keep: { daily: 3 } };
    };
    expect(nixos(edit).backup).toMatchObject({
      paths: ['/home', '/srv/sync', '/var/backup/vaultwarden'],
      keep: { daily: 3, weekly: 5, monthly: 12 },
      passwordFile: '/run/secrets/restic',
    });
    const { hosts, secrets } = succeeded(resolved(edit)).topology;
    expect(hosts.nas?.secrets).toEqual(['restic', 'vault']);
    expect(hosts.pi?.secrets).toEqual(['lab-psk']);
    expect(secrets.restic?.for).toEqual(['nas']);
  });

  it('a pool is as redundant as its disks allow', () => {
    const mode = (disks: number) =>
      nixos((d) => {
        d.hosts.nas.storage = { kind: 'zfs', disks: Array.from({ length: disks }, (_, n) => disk(n)) };
      }).storage?.zfs?.mode;
    expect([1, 2, 3, 6].map(mode)).toEqual(['single', 'mirror', 'raidz1', 'raidz1']);
  });

  it('a pool’s host id follows from the names of site and host, and is as ZFS wants it', () => {
    const hostId = (name: string) =>
      nixos((d) => {
        d.site.name = name;
        d.hosts.nas.storage = { kind: 'zfs', disks: [disk(1)] };
      }).storage?.zfs?.hostId;
    expect(hostId('lab')).toBe(hostId('lab'));
    expect(hostId('lab')).not.toBe(hostId('lab2'));
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,20}$/), (name) => /^[0-9a-f]{8}$/.test(hostId(`x${name}`) ?? '')),
    );
  });

  it('two services on one port are told, and only they', () => {
    const port = fc.constantFrom(8001, 8002, 8003, 8004, 8005);
    fc.assert(
      fc.property(port, port, port, port, (grafana, exporter, vaultwarden, metrics) => {
        const findings = findingsOf((d) => {
          d.hosts.nas.services = {
            grafana: { port: grafana },
            'node-exporter': { port: exporter },
            vaultwarden: { port: vaultwarden, domain: 'v.home.arpa' },
            victoriametrics: { port: metrics },
          };
        });
        const ports = [grafana, exporter, vaultwarden, metrics];
        expect(findings.length).toBe(ports.length - new Set(ports).size);
        expect(findings.every((finding) => finding.startsWith('port-taken '))).toBe(true);
      }),
    );
  });
});
