// What the virtual machine starts with: an archive that the real cpio reads, and modules in the order of their needs.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeReal } from '../../../packages/engine/test/real-checker.js';
import { cpio } from './cpio.js';
import { findKernel, modulesFor } from './kernel.js';

describeReal('the real cpio', ['cpio', '--version'], () => {
  const archive = cpio([
    { path: 'dev', content: null },
    { path: 'init', content: '#!/busybox sh\n' },
    { path: 'dev/odd', content: Buffer.from([0, 1, 255]) },
  ]);
  const read = (input: Buffer) => spawnSync('cpio', ['--list', '--verbose', '--quiet'], { input, encoding: 'utf8' });

  it('lists every file, which everybody may read and run', () => {
    const { status, stdout } = read(archive);
    expect(status).toBe(0);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/\s+/));
    expect(lines.map((words) => [words[0], words[4], words.at(-1)])).toEqual([
      ['drwxr-xr-x', '0', 'dev'],
      ['-rwxr-xr-x', '14', 'init'],
      ['-rwxr-xr-x', '3', 'dev/odd'],
    ]);
  });

  it('refuses an archive that was cut short', () => {
    expect(read(archive.subarray(0, archive.length - 200)).status).not.toBe(0);
  });
});

describe('modules', () => {
  const dependencies = [
    'kernel/virtio.ko: kernel/virtio_ring.ko',
    'kernel/virtio_ring.ko:',
    'kernel/net/9pnet_virtio.ko: kernel/net/9pnet.ko kernel/virtio.ko kernel/virtio_ring.ko',
    'kernel/net/9pnet.ko:',
    'kernel/fs/9p.ko.zst: kernel/net/9pnet.ko',
    '',
  ].join('\n');

  it('come after those they need, each once, and built-in ones not at all', () => {
    expect(modulesFor(['virtio_pci', '9pnet_virtio', '9p'], dependencies)).toEqual([
      'kernel/virtio_ring.ko',
      'kernel/virtio.ko',
      'kernel/net/9pnet.ko',
      'kernel/net/9pnet_virtio.ko',
      'kernel/fs/9p.ko.zst',
    ]);
  });
});

describe('the kernel', () => {
  it('is the newest that is completely unpacked', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kernels-'));
    try {
      expect(findKernel(join(folder, 'none'))).toBeUndefined();
      for (const release of ['6.1.0-9-amd64', '6.1.0-10-amd64', '6.1.0-11-amd64']) mkdirSync(join(folder, release));
      for (const release of ['6.1.0-9-amd64', '6.1.0-10-amd64']) writeFileSync(join(folder, release, 'complete'), '');
      expect(findKernel(folder)?.image).toBe(join(folder, '6.1.0-10-amd64/boot/vmlinuz-6.1.0-10-amd64'));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
