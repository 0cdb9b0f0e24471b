// Backups of a host with restic: what, where to, how often, for how long.
import * as z from 'zod';
import { absolutePath, checked, matching } from '../value.js';

export interface BackupInput<S extends string> {
  /** As restic takes it, such as sftp:backup@nas:/backups/pi or s3:s3.example.org/bucket. */
  readonly repository: string;
  /** Secret with the password that encrypts the repository. */
  readonly password: S;
  /** Secret with variables such as AWS_ACCESS_KEY_ID=…, one a line. */
  readonly environment?: S;
  /** Folders beyond the data of the host's services. */
  readonly paths?: readonly string[];
  readonly exclude?: readonly string[];
  /** systemd.time(7) calendar event. Default daily. */
  readonly schedule?: string;
  /** How many snapshots are kept. Default: 7 daily, 5 weekly, 12 monthly. */
  readonly keep?: { readonly daily?: number; readonly weekly?: number; readonly monthly?: number };
}

const repository = checked((value) =>
  /^[\x21\x23-\x26\x28-\x5b\x5d-\x5f\x61-\x7e]{2,500}$/.test(value) && !/:\/\/[^/@]*:[^/@]*@/.test(value)
    ? undefined
    : {
        code: 'value-invalid',
        message: 'The repository holds a password, a space, a quote or a control character.',
        fix: 'Write an address such as sftp:backup@nas:/backups/pi; passwords go into the secret named by environment.',
        masked: true,
      },
);

const pattern = matching(
  /^[A-Za-z0-9._@+*?/-]{1,200}$/,
  'pattern of files',
  'Use letters, digits, ., -, _, /, * and ?, such as *.tmp or /var/lib/cache.',
);

const schedule = matching(
  /^[A-Za-z0-9*:,./~ -]{1,60}$/,
  'calendar event',
  'Write daily, or an event such as *-*-* 02:30 (man systemd.time).',
);

const count = z.int().min(0).max(1000).optional();

export const backupSchema = z.strictObject({
  repository,
  password: z.string(),
  environment: z.string().optional(),
  paths: z.array(absolutePath).optional(),
  exclude: z.array(pattern).optional(),
  schedule: schedule.optional(),
  keep: z.strictObject({ daily: count, weekly: count, monthly: count }).optional(),
});
