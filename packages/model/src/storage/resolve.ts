// Decides a host's disk layout: pool, redundancy, boot partitions, the host id that ZFS wants.
import type { ResolvedStorage } from '../resolved.js';
import type { StorageInput, ZfsMode } from './schema.js';

export function resolveStorage(site: string, host: string, storage: StorageInput | undefined): ResolvedStorage | null {
  if (!storage || storage.kind === 'none') return null;
  const mount = storage.mount ?? '/';
  const zfs = storage.kind === 'zfs' ? storage : undefined;
  return {
    kind: storage.kind,
    disks: storage.disks.map((disk) => `/dev/disk/by-id/${disk}`),
    mount,
    boot: mount === '/',
    zfs: zfs
      ? {
          pool: zfs.pool ?? (mount === '/' ? 'rpool' : 'tank'),
          mode: zfs.mode ?? defaultMode(zfs.disks.length),
          hostId: hostId(`${site}/${host}`),
        }
      : null,
  };
}

const defaultMode = (disks: number): ZfsMode => (disks < 2 ? 'single' : disks === 2 ? 'mirror' : 'raidz1');

/** Eight hexadecimal digits that follow from the name (FNV-1a): a pool knows by them which host it belongs to. */
function hostId(name: string): string {
  let value = 0x811c9dc5;
  for (let index = 0; index < name.length; index += 1) value = Math.imul(value ^ name.charCodeAt(index), 0x01000193);
  return (value >>> 0).toString(16).padStart(8, '0');
}
