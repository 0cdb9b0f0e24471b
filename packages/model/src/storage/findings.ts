// What can be wrong with a disk layout: too few disks, one disk twice, a root file system where the firmware cannot boot it.
import { hardwareOf } from '../host/findings.js';
import { isRaspberryPi } from '../host/hardware.js';
import { childPath, type ModelPath, modelPath } from '../model-path.js';
import type { Report } from '../report.js';
import type { AnyTopology } from '../topology.js';
import type { AnyLayout } from './schema.js';

/** Fewest and most disks a layout makes sense with (zpoolconcepts(7), md(4)). */
const counts = {
  ext4: [1, 1],
  raid1: [2, 8],
  zfs: [1, 12],
  single: [1, 1],
  mirror: [2, 8],
  raidz1: [3, 12],
  raidz2: [4, 12],
} as const;

export function storageFindings(topology: AnyTopology, report: Report): void {
  for (const [name, host] of Object.entries(topology.hosts)) {
    const { storage } = host;
    if (!storage || storage.kind === 'none') continue;
    const at = modelPath('hosts', name, 'storage');
    countFindings(at, storage, report);
    repeatFindings(at, storage, report);
    if ((storage.mount ?? '/') === '/' && isRaspberryPi(hardwareOf(host))) reportBoot(at, report);
  }
}

function countFindings(at: ModelPath, storage: AnyLayout, report: Report): void {
  const kind = storage.kind === 'zfs' ? (storage.mode ?? 'zfs') : storage.kind;
  const [least, most] = counts[kind];
  const count = storage.disks.length;
  if (count >= least && count <= most) return;
  report({
    code: 'storage-disks',
    at: childPath(at, 'disks'),
    message: `${kind} wants ${least === most ? least : `${least} to ${most}`} disks, and ${count} ${count === 1 ? 'is' : 'are'} named.`,
    fix: 'Name the disks as they stand under /dev/disk/by-id, or choose another layout.',
  });
}

function repeatFindings(at: ModelPath, { disks }: AnyLayout, report: Report): void {
  disks.forEach((disk, index) => {
    const first = disks.indexOf(disk);
    if (first === index) return;
    report({
      code: 'storage-disks',
      at: childPath(at, 'disks', index),
      message: `The disk ${disk} is named twice.`,
      fix: 'Name each disk once: ls -l /dev/disk/by-id.',
      related: [childPath(at, 'disks', first)],
    });
  });
}

function reportBoot(at: ModelPath, report: Report): void {
  report({
    code: 'storage-boot',
    at,
    message: 'A Raspberry Pi boots from the SD card that the NixOS image brings, not from this layout.',
    fix: "Say where the disks belong: mount: '/data', or leave storage out.",
  });
}
