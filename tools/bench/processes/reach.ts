// Process: the matrix of a site of twelve networks and sixty rules, again and again, and how long the median one took.
import { newLock, reachability, reachMatrix, resolve, zoneNames } from '@groundplan/model';
import { zones } from '../zones.js';
import { tell } from './tell.js';

const rounds = 41;
let rows = 0;

const times = Array.from({ length: rounds }, (_, key) => {
  const resolution = resolve(zones(key), newLock(0n));
  if (!resolution.ok) throw new Error(JSON.stringify(resolution.findings));
  const start = process.hrtime.bigint();
  rows = reachMatrix(reachability(resolution.topology), zoneNames(resolution.topology)).length;
  return Number(process.hrtime.bigint() - start) / 1e6;
});

const sorted = times.toSorted((a, b) => a - b);
tell({ first: times[0], median: sorted[Math.floor(rounds / 2)], rows });
