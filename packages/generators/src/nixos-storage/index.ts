// Disk layout and backup of a NixOS host (options groundplan.storage and groundplan.backup of packages/nixos).
import type { Generator } from '@groundplan/engine';
import type { ResolvedBackup, ResolvedHost, ResolvedStorage } from '@groundplan/model';
import { generatedPath, type NixOptions, nixosHosts, present, printModule } from '../nix-module.js';

export interface StorageSlice {
  readonly name: string;
  readonly storage: ResolvedStorage | null;
  readonly backup: ResolvedBackup | null;
}

/** Whether a host has a storage.nix. */
export function hasStorage({ nixos }: ResolvedHost): boolean {
  return nixos !== null && (nixos.storage !== null || nixos.backup !== null);
}

export const nixosStorage: Generator<StorageSlice> = {
  name: 'nixos-storage',
  slices: (topology) =>
    nixosHosts(topology).flatMap((host) =>
      host.nixos && hasStorage(host)
        ? [{ name: host.name, storage: host.nixos.storage, backup: host.nixos.backup }]
        : [],
    ),
  render: ({ name, storage, backup }) => [
    {
      path: generatedPath(name, 'storage.nix'),
      content: printModule(name, {
        groundplan: present({ storage: layoutOptions(storage), backup: backupOptions(backup) }),
      }),
      from: [`hosts.${name}`],
    },
  ],
};

function layoutOptions(storage: ResolvedStorage | null): NixOptions | undefined {
  if (!storage) return undefined;
  const { kind, disks, mount, boot, zfs } = storage;
  return { layout: kind, disks, mount, boot, ...zfs };
}

function backupOptions(backup: ResolvedBackup | null): NixOptions | undefined {
  if (!backup) return undefined;
  const { repository, passwordFile, environmentFile, paths, exclude, schedule, keep } = backup;
  return present({
    enable: true,
    repository,
    passwordFile,
    environmentFile: environmentFile ?? undefined,
    paths,
    exclude,
    schedule,
    keep: { ...keep },
  });
}
