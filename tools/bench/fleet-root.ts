// A root with the topology of a fleet on disk: the same as a user would have, made of an import and one entry.
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { exampleHost } from './fleet.js';
import { settle } from './workspace.js';

const topologyFile = 'topology/topology.ts';
const fleetFile = 'topology/fleet.js';

/** What a root holds before the first run. */
export const inputs = [topologyFile, fleetFile];

/** The rack of one host, by which the fleet is changed. */
export type Rack = 'rack-one' | 'rack-two';

export interface FleetRoot {
  readonly path: string;
  /** Leaves nothing but the topology: what a user starts from. */
  reset(): Promise<void>;
  /** Leaves nothing at all: a floor brings every file along. */
  empty(): Promise<void>;
  /** Changes one entry of the topology. */
  write(rack: Rack): void;
}

export function fleetRoot(path: string, size: number): FleetRoot {
  const write = (rack: Rack) => writeFileSync(`${path}/${topologyFile}`, topologyText(size, rack));
  const empty = async () => {
    rmSync(path, { recursive: true, force: true });
    mkdirSync(path);
    await settle();
  };
  const reset = async () => {
    rmSync(path, { recursive: true, force: true });
    mkdirSync(`${path}/topology`, { recursive: true });
    copyFileSync(fileURLToPath(new URL('fleet.js', import.meta.url)), `${path}/${fleetFile}`);
    write('rack-one');
    await settle();
  };
  return { path, write, reset, empty };
}

function topologyText(size: number, rack: Rack): string {
  return `import { defineTopology } from '@groundplan/model';
import { fleet } from './fleet.js';

export default defineTopology(fleet(${size}, { '${exampleHost(size)}': '${rack}' }));
`;
}
