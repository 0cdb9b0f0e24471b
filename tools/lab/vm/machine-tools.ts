// What a virtual machine needs of the host: programs, and a kernel that tools/lab/vm/install has unpacked.
import { findProgram } from '../lab-tool.js';
import { Unable } from '../unable.js';
import { findKernel, type Kernel } from './kernel.js';

/** Program → Debian package. */
const packages = {
  busybox: 'busybox',
  flock: 'util-linux',
  qemu: 'qemu-system-x86',
  sh: 'dash',
} as const;

export type MachineTools = { readonly [name in keyof typeof packages]: string } & { readonly kernel: Kernel };

const programs = { busybox: 'busybox', flock: 'flock', qemu: 'qemu-system-x86_64', sh: 'sh' } as const;

/** Paths of all; says what is missing otherwise. */
export function findMachine(): MachineTools | string {
  const names = Object.keys(packages) as (keyof typeof packages)[];
  const found = names.map((name) => [name, findProgram(programs[name])] as const);
  const missing = found
    .filter(([, path]) => path === undefined)
    .map(([name]) => `${programs[name]} (${packages[name]})`);
  if (missing.length > 0)
    return `Missing programs and their Debian packages: ${missing.join(', ')}. Run tools/real/install.`;
  const kernel = findKernel();
  if (!kernel) return 'There is no kernel for the virtual machine. Run tools/lab/vm/install.';
  return { ...(Object.fromEntries(found) as Omit<MachineTools, 'kernel'>), kernel };
}

export function requireMachine(): MachineTools {
  const found = findMachine();
  if (typeof found === 'string') throw new Unable(found);
  return found;
}
