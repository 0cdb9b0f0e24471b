// What topology.ts says about a NixOS host's system: release, memory, logins by SSH, hardening, swap.
import * as z from 'zod';
import { type BackupInput, backupSchema } from '../backup/schema.js';
import { type HostServicesInput, hostServicesSchema } from '../service/schema.js';
import { type StorageInput, storageSchema } from '../storage/schema.js';
import { matching, portNumber } from '../value.js';

export interface SshInput {
  /** Default 22. */
  readonly port?: number;
  /** Whether administrators may log in as root, by their keys. Default no. */
  readonly root?: boolean;
  /** Whether only keys that live in a security key (sk-…) are accepted. Default no. */
  readonly securityKeys?: boolean;
}

export const guards = ['none', 'fail2ban', 'sshguard'] as const;

export interface HardeningInput {
  /** Default true. */
  readonly enable?: boolean;
  /** What keeps out addresses that guess passwords. Default none: there are no passwords to guess. */
  readonly guard?: (typeof guards)[number];
}

export interface SwapInput {
  /** Percent of the memory, compressed. */
  readonly zram?: number;
  /** A swap file of so many MiB. */
  readonly file?: number;
}

/** NixOS hosts only. M: names of machines, S: of secrets. */
export interface NixosInput<M extends string, S extends string> {
  /** NixOS release the host is built from: one of the site's. Default: the site's first. */
  readonly release?: string;
  /** MiB. Default: what the hardware has, where every one has the same. */
  readonly memory?: number;
  /** Each field defaults to the site's. */
  readonly ssh?: SshInput;
  readonly hardening?: HardeningInput;
  readonly swap?: SwapInput;
  readonly services?: HostServicesInput<M, S>;
  /** Default: what hardware-configuration.nix says. */
  readonly storage?: StorageInput;
  readonly backup?: BackupInput<S>;
}

export const release = matching(
  /^(\d\d\.(05|11)|unstable)$/,
  'NixOS release',
  'Write a release such as 25.11, or unstable.',
);

export const sshSchema = z.strictObject({
  port: portNumber.optional(),
  root: z.boolean().optional(),
  securityKeys: z.boolean().optional(),
});

export const hardeningSchema = z.strictObject({
  enable: z.boolean().optional(),
  guard: z.enum(guards).optional(),
});

const swapSchema = z.strictObject({
  zram: z.int().min(1).max(200).optional(),
  file: z.int().min(64).max(1_048_576).optional(),
});

export const nixosFields = {
  release: release.optional(),
  memory: z.int().min(64).max(16_777_216).optional(),
  ssh: sshSchema.optional(),
  hardening: hardeningSchema.optional(),
  swap: swapSchema.optional(),
  services: hostServicesSchema.optional(),
  storage: storageSchema.optional(),
  backup: backupSchema.optional(),
};

export const nixosFieldNames = Object.keys(nixosFields) as (keyof typeof nixosFields)[];
