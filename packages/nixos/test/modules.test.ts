// Each hand-written module: nothing without its options, the right NixOS options with them, and each assertion fires.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { describeReal } from '../../engine/test/real-checker.js';
import { failed, modulesFolder, newScratch } from './composing.js';

const scratch = newScratch();
scratch.write('cases/nodes.json', '{}');
afterAll(() => scratch.dispose());

const nixFiles = readdirSync(modulesFolder, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.nix') && !/^(flake|home)\//.test(name),
);
const key = 'ssh-ed25519 AAAA ada';
const base = 'networking.nftables.enable = true; groundplan.base.enable = true;';

interface Case {
  readonly module: string;
  readonly on: string;
  readonly sets: object;
}

const cases: readonly Case[] = [
  {
    module: 'base: users, SSH and time',
    on: `${base} groundplan = {
      users.ada = { description = "Ada"; shell = "zsh"; groups = [ "wheel" ]; sshKeys = [ "${key}" ]; };
      ssh = { port = 2222; root = true; }; timeServers = [ "10.0.0.1" ]; };`,
    sets: {
      services: {
        openssh: {
          enable: true,
          openFirewall: false,
          ports: [2222],
          settings: {
            AllowUsers: ['ada', 'root'],
            PasswordAuthentication: false,
            KbdInteractiveAuthentication: false,
            PermitRootLogin: 'prohibit-password',
          },
        },
        timesyncd: { enable: true, servers: ['10.0.0.1'] },
      },
      users: {
        mutableUsers: false,
        users: {
          ada: { isNormalUser: true, extraGroups: ['wheel'], openssh: { authorizedKeys: { keys: [key] } } },
          root: { hashedPassword: '!', openssh: { authorizedKeys: { keys: [key] } } },
        },
      },
      programs: { zsh: { enable: true } },
      security: { sudo: { wheelNeedsPassword: false } },
      system: { autoUpgrade: { enable: false } },
      nix: { gc: { automatic: true } },
    },
  },
  {
    module: 'base: nobody may log in as root, and only security keys count',
    on: `${base} groundplan = { users.ada = { groups = [ "wheel" ]; sshKeys = [ "sk-ssh-ed25519@openssh.com A a" ]; };
      ssh.securityKeys = true; };`,
    sets: {
      services: {
        openssh: {
          settings: {
            AllowUsers: ['ada'],
            PermitRootLogin: 'no',
            PubkeyAcceptedAlgorithms: 'sk-ssh-ed25519@openssh.com,sk-ecdsa-sha2-nistp256@openssh.com',
          },
        },
      },
    },
  },
  {
    module: 'hardening with fail2ban',
    on: `${base} groundplan.hardening = { enable = true; guard = "fail2ban"; };`,
    sets: {
      boot: { kernel: { sysctl: { 'kernel.dmesg_restrict': 1 } } },
      security: { sudo: { execWheelOnly: true } },
      services: { fail2ban: { enable: true, bantime: '3600s' } },
      systemd: { services: { fail2ban: { partOf: ['nftables.service'] } } },
    },
  },
  {
    module: 'hardening with sshguard',
    on: `${base} groundplan.hardening = { enable = true; guard = "sshguard"; jailTime = 60; };`,
    sets: { services: { sshguard: { enable: true, blocktime: 60 } } },
  },
  {
    module: 'swap',
    on: 'groundplan.swap = { zram = 50; file = 1024; };',
    sets: {
      zramSwap: { enable: true, memoryPercent: 50 },
      swapDevices: [{ device: '/var/swapfile', size: 1024 }],
      boot: { kernel: { sysctl: { 'vm.swappiness': 100 } } },
    },
  },
  {
    module: 'router',
    on: `networking.nftables.enable = true; boot.kernel.sysctl."net.ipv4.conf.all.forwarding" = 1;
      groundplan.router.enable = true;`,
    sets: { boot: { kernel: { sysctl: { 'net.netfilter.nf_conntrack_max': 131072 } } } },
  },
  {
    module: 'k3s server on a Raspberry Pi',
    on: `services.k3s = { enable = true; role = "server"; };
      groundplan = { hardware = "raspberry-pi-4"; k3s = { enable = true; nodesFile = ./nodes.json;
        registries."docker.io" = [ "https://mirror.example.org" ]; shutdownSeconds = 90; }; };`,
    sets: {
      boot: { kernelParams: ['cgroup_enable=cpuset', 'cgroup_enable=memory', 'cgroup_memory=1'] },
      environment: {
        etc: {
          'rancher/k3s/registries.yaml': {
            text: '{"mirrors":{"docker.io":{"endpoint":["https://mirror.example.org"]}}}',
          },
        },
      },
      services: {
        k3s: {
          gracefulNodeShutdown: {
            enable: true,
            shutdownGracePeriod: '90s',
            shutdownGracePeriodCriticalPods: '30s',
          },
        },
      },
      systemd: {
        services: { 'k3s-reconcile-nodes': { requisite: ['k3s.service'] } },
        timers: { 'k3s-reconcile-nodes': { wantedBy: ['timers.target'] } },
      },
    },
  },
  {
    module: 'k0s',
    on: `{ }; groundplan.k0s = { enable = true; package = pkgs.k0s; role = "controller+worker"; labels = [ "a=b" ]; };
      environment.variables = { }`,
    sets: { systemd: { services: { k0s: { serviceConfig: { Delegate: 'yes', Restart: 'always' } } } } },
  },
  {
    module: 'storage: one disk to boot from',
    on: 'groundplan.storage = { layout = "ext4"; disks = [ "/dev/disk/by-id/a" ]; };',
    sets: {
      boot: { loader: { 'systemd-boot': { enable: true } } },
      disko: {
        devices: {
          disk: {
            disk0: {
              device: '/dev/disk/by-id/a',
              content: {
                partitions: {
                  ESP: { content: { mountpoint: '/boot' } },
                  data: { content: { format: 'ext4', mountpoint: '/' } },
                },
              },
            },
          },
        },
      },
    },
  },
  {
    module: 'storage: a mirror beside the system',
    on: `groundplan.storage = { layout = "raid1"; mount = "/data"; boot = false;
      disks = [ "/dev/disk/by-id/a" "/dev/disk/by-id/b" ]; };`,
    sets: {
      boot: { swraid: { enable: true } },
      disko: { devices: { mdadm: { data: { level: 1, content: { mountpoint: '/data' } } } } },
    },
  },
  {
    module: 'storage: a ZFS pool to boot from, with a boot partition on every disk',
    on: `groundplan.storage = { layout = "zfs"; mode = "mirror"; hostId = "0123abcd";
      disks = [ "/dev/disk/by-id/a" "/dev/disk/by-id/b" ]; };`,
    sets: {
      boot: {
        loader: {
          grub: {
            mirroredBoots: [
              { path: '/boot', devices: ['nodev'] },
              { path: '/boot-1', devices: ['nodev'] },
            ],
          },
        },
      },
      networking: { hostId: '0123abcd' },
      services: { zfs: { autoScrub: { enable: true } } },
      disko: { devices: { zpool: { rpool: { mode: 'mirror', datasets: { root: { mountpoint: '/' } } } } } },
    },
  },
  {
    module: 'backup',
    on: `groundplan.backup = { enable = true; repository = "sftp:b:/r"; passwordFile = "/run/secrets/restic";
      paths = [ "/home" ]; keep.monthly = 0; };`,
    sets: {
      services: {
        restic: {
          backups: {
            groundplan: {
              repository: 'sftp:b:/r',
              passwordFile: '/run/secrets/restic',
              paths: ['/home'],
              pruneOpts: ['--keep-daily 7', '--keep-weekly 5'],
              timerConfig: { OnCalendar: 'daily', Persistent: true },
            },
          },
        },
      },
    },
  },
  {
    module: 'dns',
    on: `groundplan.services.dns = { enable = true; addresses = [ "10.0.0.9" ]; allow = [ "10.0.0.0/8" ];
      forwards = [ { zone = "."; to = [ "9.9.9.9@853#dns.quad9.net" ]; tls = true; } { zone = "home.arpa"; to = [ "10.0.0.1" ]; } ]; };`,
    sets: {
      services: {
        unbound: {
          enable: true,
          settings: {
            server: {
              interface: ['127.0.0.1', '::1', '10.0.0.9'],
              'access-control': ['127.0.0.0/8 allow', '::1/128 allow', '10.0.0.0/8 allow'],
              'domain-insecure': ['home.arpa'],
              'local-zone': ['"home.arpa" nodefault'],
            },
            'forward-zone': [
              { name: '.', 'forward-addr': ['9.9.9.9@853#dns.quad9.net'], 'forward-tls-upstream': true },
              { name: 'home.arpa', 'forward-addr': ['10.0.0.1'], 'forward-tls-upstream': false },
            ],
          },
        },
      },
    },
  },
  {
    module: 'grafana',
    on: `groundplan.services.grafana = { enable = true; domain = "g.example.org"; adminPasswordFile = "/run/secrets/g";
      metricsUrl = "http://10.0.0.1:8428"; };`,
    sets: {
      services: {
        grafana: {
          settings: {
            server: { http_port: 3000, domain: 'g.example.org' },
            security: { admin_password: '$__file{/run/credentials/grafana.service/admin-password}' },
          },
          provision: { datasources: { settings: { datasources: [{ url: 'http://10.0.0.1:8428' }] } } },
        },
      },
      systemd: { services: { grafana: { serviceConfig: { LoadCredential: ['admin-password:/run/secrets/g'] } } } },
    },
  },
  {
    module: 'node exporter',
    on: 'groundplan.services.nodeExporter = { enable = true; port = 9101; local = true; };',
    sets: {
      services: {
        prometheus: {
          exporters: { node: { enable: true, port: 9101, listenAddress: '127.0.0.1', enabledCollectors: ['systemd'] } },
        },
      },
    },
  },
  {
    module: 'syncthing',
    on: 'groundplan.services.syncthing = { enable = true; port = 22001; };',
    sets: {
      services: {
        syncthing: {
          guiAddress: '127.0.0.1:8384',
          openDefaultPorts: false,
          settings: { options: { listenAddresses: ['tcp://:22001', 'quic://:22001'] } },
        },
      },
    },
  },
  {
    module: 'vaultwarden',
    on: 'groundplan.services.vaultwarden = { enable = true; domain = "v.example.org"; environmentFile = "/run/secrets/v"; };',
    sets: {
      services: {
        vaultwarden: {
          environmentFile: '/run/secrets/v',
          backupDir: '/var/backup/vaultwarden',
          config: { DOMAIN: 'https://v.example.org', ROCKET_ADDRESS: '127.0.0.1', SIGNUPS_ALLOWED: false },
        },
      },
    },
  },
  {
    module: 'vector',
    on: 'groundplan.services.vector = { enable = true; metricsUrl = "http://m:8428"; logsUrl = "http://l:3100"; };',
    sets: {
      services: {
        vector: {
          journaldAccess: true,
          settings: {
            sources: { host: { type: 'host_metrics' }, journal: { type: 'journald' } },
            sinks: { metrics: { endpoint: 'http://m:8428/api/v1/write' }, logs: { endpoint: 'http://l:3100' } },
          },
        },
      },
    },
  },
  {
    module: 'victoriametrics',
    on: `groundplan.services.victoriametrics = { enable = true; retention = "2y";
      scrape = [ { host = "nas"; target = "10.0.0.1:9100"; } ]; };`,
    sets: {
      services: {
        victoriametrics: {
          listenAddress: ':8428',
          retentionPeriod: '2y',
          prometheusConfig: {
            scrape_configs: [
              { job_name: 'node', static_configs: [{ targets: ['10.0.0.1:9100'], labels: { instance: 'nas' } }] },
            ],
          },
        },
      },
    },
  },
];

/** What is wrong, and the assertion that says so. */
const wrong: readonly (readonly [configuration: string, message: string])[] = [
  [`${base} groundplan.users.ada.groups = [ "wheel" ];`, 'groundplan.users: ada has no SSH key'],
  [`${base} groundplan.users.ada.sshKeys = [ "${key}" ];`, 'nobody is in the group wheel'],
  [
    `${base} groundplan = { ssh.securityKeys = true; users.ada = { groups = [ "wheel" ]; sshKeys = [ "${key}" ]; }; };`,
    'no user has a key of a security key',
  ],
  ['groundplan.base.enable = true;', 'The host has no firewall'],
  ['groundplan.hardening = { enable = true; guard = "fail2ban"; };', 'there is no SSH server to guard'],
  [
    'services.openssh.enable = true; groundplan.hardening = { enable = true; guard = "sshguard"; };',
    'sshguard shuts out addresses by the firewall, and there is none',
  ],
  [
    `groundplan = { swap.file = 512; storage = { layout = "zfs"; hostId = "0123abcd"; disks = [ "/dev/disk/by-id/a" ]; }; };`,
    'a swap file on ZFS locks up',
  ],
  ['groundplan.secrets.wifi = [ "psk" ];', 'not among groundplan.secrets.names'],
  ['groundplan.secrets.networkd = [ "key" ];', 'not among groundplan.secrets.names'],
  ['networking.nftables.enable = true; groundplan.router.enable = true;', 'the host does not forward'],
  [
    'boot.kernel.sysctl."net.ipv4.conf.all.forwarding" = 1; groundplan.router.enable = true;',
    'without its nftables ruleset',
  ],
  ['networking.nat.enable = true; groundplan.router.enable = true;', 'networking.nat would do it again'],
  ['groundplan.k3s.enable = true;', 'services.k3s is not enabled'],
  [
    `services.k3s = { enable = true; role = "agent"; }; groundplan.k3s = { enable = true; nodesFile = ./nodes.json; };`,
    'only a server may change the labels',
  ],
  [
    'services.k3s.enable = true; groundplan = { k3s.enable = true; k0s.enable = true; };',
    'a host runs k3s or k0s, not both',
  ],
  ['groundplan.k0s.enable = true;', 'nixpkgs has no k0s'],
  ['groundplan.k0s.enable = true;', 'a worker joins with a token'],
  ['groundplan.storage = { layout = "ext4"; disks = [ "/dev/sda" ]; };', 'name the disks by /dev/disk/by-id'],
  [
    'groundplan.storage = { layout = "raid1"; disks = [ "/dev/disk/by-id/a" "/dev/disk/by-id/a" ]; };',
    'a disk is named twice',
  ],
  ['groundplan.storage = { layout = "raid1"; disks = [ "/dev/disk/by-id/a" ]; };', 'at least two disks'],
  [
    'groundplan.storage = { layout = "ext4"; disks = [ "/dev/disk/by-id/a" "/dev/disk/by-id/b" ]; };',
    'ext4 is for one disk',
  ],
  ['groundplan.storage = { layout = "zfs"; disks = [ "/dev/disk/by-id/a" ]; };', 'ZFS wants one'],
  [
    'groundplan.storage = { layout = "ext4"; mount = "/data"; disks = [ "/dev/disk/by-id/a" ]; };',
    'boots from the disks that hold /',
  ],
  ['groundplan.backup = { enable = true; paths = [ "/home" ]; passwordFile = "/run/p"; };', 'nowhere to go'],
  ['groundplan.backup = { enable = true; repository = "r"; passwordFile = "/run/p"; };', 'nothing to hold'],
  [
    'groundplan.backup = { enable = true; repository = "r"; paths = [ "/home" ]; passwordFile = "/nix/store/p"; };',
    'outside the Nix store',
  ],
  [
    `groundplan.backup = { enable = true; repository = "r"; paths = [ "/home" ]; passwordFile = "/run/p";
      keep = { daily = 0; weekly = 0; monthly = 0; }; };`,
    'nothing is kept',
  ],
  [
    'groundplan.services = { grafana = { enable = true; port = 9100; }; nodeExporter.enable = true; };',
    'two services use one port (9100, 9100)',
  ],
  ['services.dnsmasq.enable = true; groundplan.services.dns.enable = true;', 'dnsmasq answers on port 53 already'],
  ['groundplan.services.dns = { enable = true; forwards = [ { zone = "."; } ]; };', 'a zone has no nameserver'],
  [
    'groundplan.services.grafana = { enable = true; secretKeyFile = "/nix/store/k"; };',
    'secrets must be in files outside the Nix store',
  ],
  ['groundplan.services.syncthing = { enable = true; data = "sync"; };', 'no folder Syncthing could write to'],
  ['groundplan.services.vaultwarden = { enable = true; domain = "https://v.example.org/"; };', 'write the name alone'],
  ['groundplan.services.vector.enable = true;', 'there is nowhere to send to'],
  [
    'groundplan.services.victoriametrics = { enable = true; scrape = [ { host = "nas"; } ]; };',
    'an entry has no host or no target',
  ],
];

const module = (configuration: string) =>
  configuration.startsWith('{ }; ')
    ? `{ pkgs, ... }: { networking.domain = "x"; ${configuration.slice(5)}; }`
    : `{ ${configuration} }`;

describeReal('the hand-written modules', ['nix-instantiate', '--version'], () => {
  it('parse, every one', () => {
    const files = nixFiles.map((name) => join(modulesFolder, name));
    execFileSync('nix-instantiate', ['--store', 'dummy://', '--parse', ...files], { stdio: 'pipe' });
    expect(files.length).toBeGreaterThan(15);
  });

  it('are imported, every one, and do nothing by themselves', async () => {
    const composed = await scratch.composing('{ }');
    expect(composed.modules.map(({ file }) => file).sort()).toEqual(
      [...nixFiles.map((name) => `packages/nixos/${name}`), 'cases/c1.nix'].sort(),
    );
    expect(
      Object.keys(composed.config)
        .filter((name) => holdsValue(composed.config[name]))
        .sort(),
    ).toEqual(['assertions']);
    expect(failed(composed)).toEqual([]);
    expect(composed.config.warnings).toEqual([]);
  });

  it('describe every option', async () => {
    const { modules } = await scratch.composing('{ }');
    const options = modules.flatMap(({ options, file }) => describedOptions(options, file));
    expect(options.filter(({ description }) => !/^[A-Z].{7,}/.test(description ?? ''))).toEqual([]);
    expect(options.length).toBeGreaterThan(60);
  });

  it.each(cases)('$module', async ({ on, sets }) => {
    const composed = await scratch.composing(module(on));
    expect(composed.report.problems).toEqual([]);
    expect(composed.report.notes).toEqual([]);
    expect(failed(composed)).toEqual([]);
    expect(composed.config).toMatchObject(sets);
  });

  it.each(wrong)('%s', async (configuration, message) => {
    expect(failed(await scratch.composing(module(configuration))).join('\n')).toContain(message);
  });

  it('have no assertion that no test has seen fail', () => {
    const written = nixFiles.flatMap((name) =>
      readFileSync(join(modulesFolder, name), 'utf8')
        .split('\n')
        .filter((line) => /^\s*assertion = /.test(line)),
    );
    expect(written).toHaveLength(wrong.length);
  });

  it('refuse a value of the wrong type and an option that is not there', async () => {
    const { report } = await scratch.composing(
      '{ groundplan = { ssh.port = "22"; storage.layout = "raid5"; users.ada.sshKey = "x"; servces.dns.enable = true; }; }',
    );
    expect(report.problems.map((text) => text.replace(/^.*?: /, ''))).toEqual(
      [
        expect.stringContaining('the option groundplan.servces does not exist. Did you mean groundplan.services?'),
        'groundplan.ssh.port is "22"; NixOS wants an integer between 0 and 65535.',
        'groundplan.storage.layout is "raid5"; NixOS wants one of "none", "ext4", "raid1", "zfs".',
        expect.stringContaining('the option groundplan.users.ada.sshKey does not exist. Did you mean'),
      ].sort((a, b) => 0 * String(a).localeCompare(String(b))),
    );
  });
});

describeReal('the version of k3s', ['nix-instantiate', '--version'], () => {
  const node = (version: string) =>
    `{ services.k3s = { enable = true; package = { type = "derivation"; outPath = "/k3s"; name = "k3s"; version = "1.34.1+k3s1"; }; };
      groundplan.k3s = { enable = true; version = "${version}"; }; }`;

  it('that nixpkgs has is warned of where it is not the pinned one', async () => {
    expect((await scratch.composing(node('v1.34.1+k3s1'))).config.warnings).toEqual([]);
    expect((await scratch.composing(node('v1.35.0+k3s1'))).config.warnings).toEqual([
      'The topology pins k3s v1.35.0+k3s1, and nixpkgs has v1.34.1+k3s1: pin a nixpkgs with that version, or promote this one.',
    ]);
  });
});

describeReal('secrets', ['nix-instantiate', '--version'], () => {
  const configuration =
    '{ networking.hostName = "pi"; groundplan.secrets = { names = [ "psk" "token" ]; wifi = [ "psk" ]; }; }';

  it('are said to be missing while their file is', async () => {
    const { config } = await scratch.composing(configuration);
    expect(config.warnings).toEqual([
      'secrets/hosts/pi.yaml does not exist yet, so nothing puts psk, token into /run/secrets.',
    ]);
    expect(config.sops ?? {}).toEqual({});
  });

  it('can be read by systemd-networkd where it needs them, and by root alone elsewhere', async () => {
    scratch.write('secrets/hosts/gw.yaml', 'key: ENC\n');
    const { config, report } = await scratch.composing(
      '{ networking.hostName = "gw"; groundplan.secrets = { names = [ "key" "token" ]; networkd = [ "key" ]; }; }',
    );
    expect(report.problems).toEqual([]);
    const sopsFile = { path: `${scratch.root}/secrets/hosts/gw.yaml` };
    expect(config.sops).toMatchObject({ secrets: { key: { sopsFile, group: 'systemd-network', mode: '0440' } } });
    expect(config.sops).not.toHaveProperty('secrets.token.group');
  });

  it('come from the host’s file once it is there', async () => {
    scratch.write('secrets/hosts/pi.yaml', 'psk: ENC\n');
    const { config, report } = await scratch.composing(configuration);
    expect(report.problems).toEqual([]);
    expect(config.warnings).toEqual([]);
    expect(config.sops).toMatchObject({
      age: { sshKeyPaths: ['/etc/ssh/ssh_host_ed25519_key'] },
      secrets: { psk: { sopsFile: { path: `${scratch.root}/secrets/hosts/pi.yaml` } }, token: {} },
      templates: { wireless: { content: expect.stringMatching(/^psk=.*\n$/) } },
    });
  });
});

/** Sets without options in them are what lib.mkIf leaves. */
function holdsValue(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return typeof value !== 'object' || value === null || Object.values(value).some(holdsValue);
}

interface Described {
  readonly option: string;
  readonly description: string | null;
}

/** The options below a set of declarations, submodules included. */
function describedOptions(value: object, path: string): Described[] {
  if ('_type' in value && value._type === 'option') {
    const { description, type } = value as unknown as { description: string | null; type: OptionType };
    return [{ option: path, description }, ...describedOptions(partsOf(type), path)];
  }
  return Object.entries(value).flatMap(([key, child]) =>
    typeof child === 'object' && child !== null ? describedOptions(child, `${path}.${key}`) : [],
  );
}

interface OptionType {
  readonly t: string;
  readonly of?: OptionType;
  readonly options?: object;
}

const partsOf = ({ of, options }: OptionType): object => options ?? (of ? partsOf(of) : {});
