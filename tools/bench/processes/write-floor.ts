// Process: the least a first run can cost: writes PACK below ROOT durably, LANES files at a time.
import { closeSync, fsync, fsyncSync, mkdirSync, openSync, renameSync, rmdirSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { type Packed, readPack } from '../pack.js';

const [root = '.', pack = '', lanes = '1'] = process.argv.slice(2);
/** One by one, the main thread waits itself, which is faster than a thread of the pool. */
const flush = lanes === '1' ? async (descriptor: number) => fsyncSync(descriptor) : promisify(fsync);
/** One folder for all temporary files: on ext4 that was faster than putting each beside its target. */
const stage = `${root}/.stage`;

const files = readPack(pack);
const folders = foldersAbove(files);
mkdirSync(stage);
for (const folder of folders) mkdirSync(`${root}/${folder}`, { recursive: true });
await inLanes(files, place);
await inLanes(folders, syncFolder);
rmdirSync(stage);

async function place({ path, bytes }: Packed, number: number): Promise<void> {
  const descriptor = openSync(`${stage}/${number}`, 'wx');
  writeSync(descriptor, bytes);
  await flush(descriptor);
  closeSync(descriptor);
  renameSync(`${stage}/${number}`, `${root}/${path}`);
}

async function syncFolder(folder: string): Promise<void> {
  const descriptor = openSync(`${root}/${folder}`, 'r');
  await flush(descriptor);
  closeSync(descriptor);
}

function foldersAbove(packed: readonly Packed[]): string[] {
  const found = new Set(['.']);
  for (const { path } of packed) {
    for (let folder = dirname(path); !found.has(folder); folder = dirname(folder)) found.add(folder);
  }
  return [...found];
}

async function inLanes<T>(items: readonly T[], task: (item: T, index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < items.length) {
      const index = next++;
      await task(items[index] as T, index);
    }
  };
  await Promise.all(Array.from({ length: Number(lanes) }, lane));
}
