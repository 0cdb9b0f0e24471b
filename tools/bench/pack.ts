// The pack: all files of a tree in one file, from which the floors take what to write and what to expect.
import { closeSync, openSync, readdirSync, readFileSync, statSync, writeSync } from 'node:fs';

export interface Packed {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What there is in a tree. */
export interface TreeSize {
  readonly files: number;
  readonly bytes: number;
}

type Index = readonly (readonly [path: string, size: number])[];

/** The length of the index, in front of it. */
const digits = 12;

/** Packs what the product wrote into `root` and reads again: not its state folder, nor `inputs`. */
export function writePack(root: string, pack: string, inputs: readonly string[]): TreeSize {
  const paths = [...filesBelow(root, '')].filter((path) => !inputs.includes(path)).sort();
  const index: Index = paths.map((path) => [path, statSync(`${root}/${path}`).size]);
  const text = Buffer.from(JSON.stringify(index));
  const descriptor = openSync(pack, 'w');
  writeSync(descriptor, String(text.length).padStart(digits));
  writeSync(descriptor, text);
  for (const path of paths) writeSync(descriptor, readFileSync(`${root}/${path}`));
  closeSync(descriptor);
  return { files: paths.length, bytes: index.reduce((sum, [, size]) => sum + size, 0) };
}

function* filesBelow(root: string, folder: string): Iterable<string> {
  for (const entry of readdirSync(`${root}/${folder}`, { withFileTypes: true })) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (!entry.isDirectory()) yield path;
    else if (path !== '.groundplan') yield* filesBelow(root, path);
  }
}

/** The whole pack in memory, cut into its files. */
export function readPack(pack: string): Packed[] {
  const all = readFileSync(pack);
  let end = digits + Number(all.toString('latin1', 0, digits));
  const index = JSON.parse(all.toString('utf8', digits, end)) as Index;
  return index.map(([path, size]) => {
    const start = end;
    end += size;
    return { path, bytes: all.subarray(start, end) };
  });
}
