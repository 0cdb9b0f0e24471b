// The bench's own generators: one file per host in each text format, so that a host has about ten files.
import type { Generator } from '@groundplan/engine';
import { backup } from './backup.js';
import { filter } from './filter.js';
import { node } from './node.js';
import { scrape } from './scrape.js';
import { sheet } from './sheet.js';

export const benchGenerators: readonly Generator[] = [backup, filter, node, scrape, sheet];
