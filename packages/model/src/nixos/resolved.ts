// The resolved form of a NixOS host's system: logins, services, disks, backups.
import type { ModelPath } from '../model-path.js';

export interface ResolvedNixos {
  readonly from: ModelPath;
  /** NixOS release, such as 25.11. */
  readonly release: string;
  /** The commit of nixpkgs that its cluster's environment has pinned, instead of the release's newest. */
  readonly nixpkgs: string | null;
  /** The version of its cluster's distribution that the environment has pinned, such as v1.34.1+k3s1. */
  readonly kubernetes: string | null;
  /** MiB; null where neither topology.ts nor the hardware says. */
  readonly memory: number | null;
  readonly timeServers: readonly string[];
  /** Sorted by name. */
  readonly users: readonly ResolvedUser[];
  readonly ssh: { readonly port: number; readonly root: boolean; readonly securityKeys: boolean };
  readonly hardening: { readonly enable: boolean; readonly guard: 'none' | 'fail2ban' | 'sshguard' };
  /** Percent of the memory, and MiB. */
  readonly swap: { readonly zram: number | null; readonly file: number | null };
  readonly services: ResolvedServices;
  readonly storage: ResolvedStorage | null;
  readonly backup: ResolvedBackup | null;
}

export interface ResolvedUser {
  readonly name: string;
  readonly from: ModelPath;
  readonly description: string | null;
  readonly shell: 'bash' | 'zsh' | 'fish';
  readonly groups: readonly string[];
  readonly sshKeys: readonly string[];
}

/** One port a service of the host answers on. */
export interface ServicePort {
  readonly service: string;
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  /** Where it is decided. */
  readonly at: ModelPath;
}

export interface ResolvedServices {
  readonly dns: {
    /** The addresses it answers on, without length. */
    readonly addresses: readonly string[];
    /** Prefixes that are answered. */
    readonly allow: readonly string[];
    /** Who is asked, by zone. */
    readonly forwards: readonly { readonly zone: string; readonly to: readonly string[]; readonly tls: boolean }[];
  } | null;
  readonly grafana: {
    readonly port: number;
    readonly local: boolean;
    readonly domain: string;
    readonly adminPasswordFile: string | null;
    readonly secretKeyFile: string | null;
    /** Address of VictoriaMetrics; null for none. */
    readonly metricsUrl: string | null;
  } | null;
  readonly nodeExporter: {
    readonly port: number;
    readonly local: boolean;
    readonly collectors: readonly string[];
  } | null;
  readonly syncthing: {
    readonly port: number;
    readonly guiPort: number;
    readonly local: boolean;
    readonly data: string;
  } | null;
  readonly vaultwarden: {
    readonly port: number;
    readonly local: boolean;
    readonly domain: string;
    readonly signups: boolean;
    readonly environmentFile: string | null;
    /** Where copies of the database go that a backup may read. */
    readonly copies: string;
  } | null;
  readonly vector: { readonly metricsUrl: string | null; readonly logsUrl: string | null } | null;
  readonly victoriametrics: {
    readonly port: number;
    readonly local: boolean;
    readonly retention: string;
    /** The node exporters of the site, sorted by host. */
    readonly scrape: readonly { readonly host: string; readonly target: string }[];
  } | null;
}

export interface ResolvedStorage {
  readonly kind: 'ext4' | 'raid1' | 'zfs';
  /** Paths under /dev/disk/by-id. */
  readonly disks: readonly string[];
  readonly mount: string;
  /** The host boots from these disks, by UEFI. */
  readonly boot: boolean;
  readonly zfs: {
    readonly pool: string;
    readonly mode: 'single' | 'mirror' | 'raidz1' | 'raidz2';
    /** Eight hexadecimal digits. */
    readonly hostId: string;
  } | null;
}

export interface ResolvedBackup {
  readonly repository: string;
  readonly passwordFile: string;
  readonly environmentFile: string | null;
  /** Sorted. */
  readonly paths: readonly string[];
  readonly exclude: readonly string[];
  readonly schedule: string;
  readonly keep: { readonly daily: number; readonly weekly: number; readonly monthly: number };
}
