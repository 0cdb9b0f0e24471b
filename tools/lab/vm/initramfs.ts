// The first files of the virtual machine: a shell, the modules for the host's file system, and the program that mounts it.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { resource } from '../resource.js';
import { type ArchivedFile, cpio } from './cpio.js';
import { dependenciesOf, type Kernel, modulesFolder, modulesFor } from './kernel.js';

const folders = ['dev', 'lib', 'lib64', 'modules', 'proc', 'root', 'sys'];

/** busybox is all the programs there are until the host's files are there. */
export function initramfs(kernel: Kernel, busybox: string): Buffer {
  return cpio([
    ...folders.map((path): ArchivedFile => ({ path, content: null })),
    { path: 'init', content: readFileSync(resource('vm/init')) },
    { path: 'busybox', content: readFileSync(busybox) },
    ...librariesOf(busybox),
    ...modules(kernel),
  ]);
}

function librariesOf(program: string): ArchivedFile[] {
  return [...ldd(program).matchAll(/(?:=> )?(\/(lib64|lib)\S*) \(0x/g)].map(([, path = '', folder = 'lib']) => ({
    path: folder === 'lib64' ? `lib64/${basename(path)}` : `lib/${basename(path)}`,
    content: readFileSync(path),
  }));
}

/** Nothing for a program without libraries. */
function ldd(program: string): string {
  try {
    return execFileSync('ldd', [program], { encoding: 'utf8', stdio: 'pipe' });
  } catch {
    return '';
  }
}

function modules(kernel: Kernel): ArchivedFile[] {
  const paths = modulesFor(['virtio_pci', '9pnet_virtio', '9p'], dependenciesOf(kernel));
  const names = paths.map((path) => basename(path).replace(/\.ko.*$/, '.ko'));
  return [
    { path: 'modules/order', content: names.map((name) => `${name}\n`).join('') },
    { path: 'modules/root', content: `${kernel.root}\n` },
    ...paths.map((path, index) => ({
      path: `modules/${names[index]}`,
      content: moduleContent(join(modulesFolder(kernel), path)),
    })),
  ];
}

/** Ubuntu compresses them. */
function moduleContent(path: string): Buffer {
  if (!path.endsWith('.zst')) return readFileSync(path);
  return execFileSync('zstd', ['-dc', path], { maxBuffer: 1 << 28 });
}
