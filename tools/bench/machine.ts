// What the figures were measured on, without anything that names the machine.
import { statfsSync } from 'node:fs';
import { availableParallelism, loadavg, release, type } from 'node:os';

export interface Machine {
  readonly cores: number;
  readonly node: string;
  readonly kernel: string;
  readonly filesystem: string;
  /** Processes that wanted a core, on average over the last minute. */
  readonly load: number;
}

export function machineOf(folder: string): Machine {
  return {
    cores: availableParallelism(),
    node: process.versions.node,
    kernel: `${type()} ${release().split('.').slice(0, 2).join('.')}`,
    filesystem: filesystemOf(folder),
    load: loadavg()[0] ?? 0,
  };
}

/** Magic numbers of statfs(2). */
const filesystems: { readonly [magic: number]: string } = {
  61267: 'ext4',
  16914836: 'tmpfs',
  1481003842: 'xfs',
  2435016766: 'btrfs',
  2035054128: 'overlayfs',
  801189825: 'zfs',
};

function filesystemOf(folder: string): string {
  const magic = statfsSync(folder).type;
  return filesystems[magic] ?? `of type 0x${magic.toString(16)}`;
}
