// The programs the twin is made of, and the Debian package that brings each; `tools/real/install` installs them.
import { accessSync, constants, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export const packages = {
  bridge: 'iproute2',
  dnsmasq: 'dnsmasq-base',
  ip: 'iproute2',
  mount: 'mount',
  nft: 'nftables',
  nsenter: 'util-linux',
  sh: 'dash',
  udhcpc: 'udhcpc',
  unshare: 'util-linux',
} as const;

export type LabTool = keyof typeof packages;

export const labTools = Object.keys(packages) as LabTool[];

export const findLabTool = (tool: LabTool): string | undefined => findProgram(tool);

/** The path of a program, valid when /run is hidden; undefined when it is not there. */
export function findProgram(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin', '/usr/bin', '/bin'];
  const folder = folders.find((one) => isExecutable(join(one, name)));
  // Not of the program itself: busybox goes by the name it is called by.
  return folder === undefined ? undefined : join(realpathSync(folder), name);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
