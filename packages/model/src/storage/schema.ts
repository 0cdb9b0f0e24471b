// How a host's disks are laid out: nothing, one disk, a mirror, a ZFS pool.
import * as z from 'zod';
import { absolutePath, matching } from '../value.js';

export const zfsModes = ['single', 'mirror', 'raidz1', 'raidz2'] as const;
export type ZfsMode = (typeof zfsModes)[number];

interface Disks {
  /** Names under /dev/disk/by-id, which stay when cables are changed. */
  readonly disks: readonly string[];
  /** Where the file system is mounted. Default /: the host boots from these disks by UEFI. */
  readonly mount?: string;
}

export type StorageInput =
  | { readonly kind: 'none' }
  | ({ readonly kind: 'ext4' } & Disks)
  /** Two or more disks that hold the same (Linux software RAID, ext4). */
  | ({ readonly kind: 'raid1' } & Disks)
  | ({
      readonly kind: 'zfs';
      /** Default rpool for /, else tank. */
      readonly pool?: string;
      /** Default: single for one disk, mirror for two, raidz1 for more. */
      readonly mode?: ZfsMode;
    } & Disks);

const disk = matching(
  /^[A-Za-z0-9][A-Za-z0-9._:+-]{2,200}$/,
  'disk',
  'Write its name under /dev/disk/by-id, such as ata-ST4000VN008_ZDH1ABCD.',
);

const pool = matching(
  /^(?!(mirror|raidz|draid|spare|log)|c\d)[a-z][a-z0-9_-]{0,31}$/,
  'name of a ZFS pool',
  'Use lowercase letters, digits, hyphens and underscores, such as tank (zpool-create(8) reserves mirror, raidz, …).',
);

const layout = { disks: z.array(disk), mount: absolutePath.optional() };

export const storageSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('ext4'), ...layout }),
  z.strictObject({ kind: z.literal('raid1'), ...layout }),
  z.strictObject({ kind: z.literal('zfs'), ...layout, pool: pool.optional(), mode: z.enum(zfsModes).optional() }),
]);

export type AnyLayout = Exclude<StorageInput, { kind: 'none' }>;
