// Decides what a host backs up: the folders that are named, and the data of its services.
import { byCodeUnit } from '../names.js';
import type { ResolvedBackup, ResolvedNode, ResolvedServices } from '../resolved.js';
import { secretFile } from '../secret/resolve.js';
import { dataFolders } from '../service/resolve.js';
import type { BackupInput } from './schema.js';

/** Where k3s keeps the snapshots of etcd it takes twice a day (docs.k3s.io/cli/etcd-snapshot). */
const snapshots = '/var/lib/rancher/k3s/server/db/snapshots';

export function resolveBackup(
  backup: BackupInput<string> | undefined,
  services: ResolvedServices,
  node: ResolvedNode | null,
): ResolvedBackup | null {
  if (!backup) return null;
  const own = [...dataFolders(services), ...(node?.role === 'server' ? [snapshots] : [])];
  return {
    repository: backup.repository,
    passwordFile: secretFile(backup.password),
    environmentFile: backup.environment === undefined ? null : secretFile(backup.environment),
    paths: [...new Set([...(backup.paths ?? []), ...own])].sort(byCodeUnit),
    exclude: [...(backup.exclude ?? [])],
    schedule: backup.schedule ?? 'daily',
    keep: { daily: backup.keep?.daily ?? 7, weekly: backup.keep?.weekly ?? 5, monthly: backup.keep?.monthly ?? 12 },
  };
}
