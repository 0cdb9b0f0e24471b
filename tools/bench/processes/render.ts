// Process: the part of a run that touches no artifact on the disk: loads, resolves and renders ROOT in memory.
import { readFileSync } from 'node:fs';
import { generate } from '@groundplan/engine';
import { generators } from '@groundplan/generators';
import { parseLock, resolve } from '@groundplan/model';
import { benchGenerators } from '../generators/index.js';
import { loadTopology } from './load-topology.js';
import { tell } from './tell.js';

const [root = '.'] = process.argv.slice(2);
const input = await loadTopology(root);
const lock = parseLock(readFileSync(`${root}/topology/addresses.lock.json`, 'utf8'));
const resolution = lock.ok ? resolve(input, lock.lock) : lock;
if (!resolution.ok) throw new Error(JSON.stringify(resolution.findings));

let files = 0;
for (const file of generate(resolution.topology, [...generators, ...benchGenerators], {
  source: 'topology/topology.ts',
})) {
  if (file.text !== '') files += 1;
}
tell({ files, peakKiB: process.resourceUsage().maxRSS });
