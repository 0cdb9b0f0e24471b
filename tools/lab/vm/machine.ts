// A virtual machine with a kernel of its own, the host's files read-only, network cards on taps, and one line to talk over.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Command, CommandError } from '../commands.js';
import { initramfs } from './initramfs.js';
import type { Kernel } from './kernel.js';
import type { MachineTools } from './machine-tools.js';

export interface MachinePlan {
  /** For what the machine needs; must not exist. */
  readonly folder: string;
  /** Run by /bin/sh as root of the machine; when it ends, so does the machine. */
  readonly start: string;
  /** Names of taps; the card of the first is the one with the address cardAddress(0). */
  readonly taps: readonly string[];
  /** Puts the machine where the taps are. */
  readonly within: (command: Command) => Command;
  /** Hears what the machine prints, line by line. */
  readonly heard: (line: string) => void;
}

export interface Machine {
  /** Of the line that the machine has as its first virtio port. */
  readonly socket: string;
  /** Rejects when the machine ends by itself. */
  readonly ended: Promise<never>;
  stop(): void;
}

export const cardAddress = (index: number): string => `52:54:00:00:00:${(index + 1).toString(16).padStart(2, '0')}`;

/** Only one at a time: others wait for it, because two of them would only be late. */
export function startMachine(tools: MachineTools, plan: MachinePlan): Machine {
  const job = join(plan.folder, 'job');
  mkdirSync(job, { recursive: true });
  writeFileSync(join(job, 'start'), plan.start);
  const initrd = join(plan.folder, 'initrd');
  writeFileSync(initrd, initramfs(tools.kernel, tools.busybox));
  const socket = join(plan.folder, 'line');
  const alone: Command = [
    ...([tools.flock, '--no-fork', join(tools.kernel.root, 'complete'), tools.qemu] as const),
    ...machineArguments(tools.kernel, { initrd, job }),
    ...['-chardev', `socket,id=line,path=${socket},server=on,wait=off`],
    ...['-device', 'virtio-serial-pci', '-device', 'virtserialport,chardev=line,name=line'],
    ...plan.taps.flatMap(cardArguments),
  ];
  const [program, ...args] = plan.within(alone);
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  return { socket, ended: endOf(child, plan.heard), stop: () => void child.kill('SIGKILL') };
}

/** No hardware virtualisation: it is not everywhere, and a kernel that runs slowly runs all the same. */
function machineArguments({ image }: Kernel, { initrd, job }: { initrd: string; job: string }): string[] {
  const share = (path: string, tag: string) => [
    '-virtfs',
    `local,path=${path.replaceAll(',', ',,')},mount_tag=${tag},security_model=none,readonly=on,multidevs=remap`,
  ];
  return [
    ...['-accel', 'tcg,thread=multi', '-cpu', 'max', '-M', 'pc', '-smp', '2', '-m', '1024'],
    ...['-nodefaults', '-no-user-config', '-display', 'none', '-no-reboot', '-serial', 'stdio'],
    ...[...share('/', 'host'), ...share(job, 'job')],
    ...['-kernel', image, '-initrd', initrd],
    ...['-append', 'console=ttyS0 panic=-1 quiet mitigations=off random.trust_cpu=on'],
  ];
}

function cardArguments(tap: string, index: number): string[] {
  const card = `virtio-net-pci,netdev=net${index},mac=${cardAddress(index)},romfile=`;
  return ['-netdev', `tap,id=net${index},ifname=${tap},script=no,downscript=no`, '-device', card];
}

function endOf(child: ChildProcess, heard: (line: string) => void): Promise<never> {
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    if (stream)
      createInterface(stream).on('line', (line) => {
        lines.push(line);
        heard(line);
      });
  const ended = new Promise<never>((_, fail) => {
    child.on('error', fail);
    child.on('close', (code) => {
      const why = `The virtual machine ended with ${code ?? 'a signal'}:`;
      fail(new CommandError([why, ...lines.slice(-30)].join('\n')));
    });
  });
  // It may end when nobody waits for it any more.
  ended.catch(() => {});
  return ended;
}
