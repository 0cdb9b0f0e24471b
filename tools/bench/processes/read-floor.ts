// Process: the least a run with nothing to do can cost: reads every file of PACK below ROOT and compares its bytes.
import { readFileSync } from 'node:fs';
import { readPack } from '../pack.js';

const [root = '.', pack = ''] = process.argv.slice(2);
for (const { path, bytes } of readPack(pack)) {
  if (!readFileSync(`${root}/${path}`).equals(bytes)) throw new Error(`${path} is not as expected.`);
}
