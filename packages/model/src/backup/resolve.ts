// Decides what a host backs up: the folders that are named, and the data of its services.
import { byCodeUnit } from '../names.js';
import type { ResolvedBackup, ResolvedServices } from '../resolved.js';
import { secretFile } from '../secret/resolve.js';
import { dataFolders } from '../service/resolve.js';
import type { BackupInput } from './schema.js';

/**
 * Where the state of a cluster is: k3s takes a snapshot of etcd twice a day (docs.k3s.io/cli/etcd-snapshot); of k0s,
 * packages/nixos/modules/k0s.nix has a copy made every night (docs.k0sproject.io/stable/backup).
 */
const snapshots: { readonly [distribution: string]: string } = {
  k3s: '/var/lib/rancher/k3s/server/db/snapshots',
  k0s: '/var/backup/k0s',
};

export function resolveBackup(
  backup: BackupInput<string> | undefined,
  services: ResolvedServices,
  /** Of the cluster that the host is a server of. */
  distribution: string | null,
): ResolvedBackup | null {
  if (!backup) return null;
  const own = [dataFolders(services), snapshots[distribution ?? ''] ?? []].flat();
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
