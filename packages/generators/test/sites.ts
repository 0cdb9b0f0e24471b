// The sites every generator is tested on.
import { readFileSync } from 'node:fs';
import {
  type AddressLock,
  newLock,
  noPins,
  type Pins,
  parsePins,
  pinsPath,
  type ResolvedTopology,
  resolve,
} from '@groundplan/model';
import homelab from '../../../topology/topology.js';
import everything, { lock } from './everything.js';
import k0s, { lock as k0sLock } from './k0s-site.js';
import { lock as namesLock, namesSites } from './names-sites.js';
import { platformPins, platformSite } from './platform-site.js';

export interface Site {
  readonly input: unknown;
  readonly lock: AddressLock;
  readonly pins: Pins;
  readonly topology: ResolvedTopology;
}

function site(input: unknown, from: AddressLock, pins = noPins): Site {
  const result = resolve(input, from, pins);
  if (!result.ok) throw new Error(JSON.stringify(result.findings, null, 2));
  return { input, lock: from, pins, topology: result.topology };
}

/** What has been promoted in this repository. */
export function pinsOf(...environments: readonly string[]): Pins {
  return new Map(
    environments.map((name) => {
      const text = readFileSync(new URL(`../../../${pinsPath(name)}`, import.meta.url), 'utf8');
      const parsed = parsePins(text, name);
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
      return [name, parsed.entries];
    }),
  );
}

export const sites: { readonly [name: string]: Site } = {
  homelab: site(homelab, newLock(0x9a1e22b1c4n), pinsOf('staging', 'prod')),
  everything: site(everything, lock),
  k0s: site(k0s, k0sLock),
  platform: site(platformSite, lock, platformPins),
  ...Object.fromEntries(Object.entries(namesSites).map(([name, input]) => [name, site(input, namesLock)])),
};

/** Of generators that have nothing to do in the site "everything". */
const others: { readonly [generator: string]: string } = { 'linux-k0s': 'k0s', 'nixos-k0s': 'k0s' };

/** The site whose files a generator's goldens are. */
export const siteFor = (generator: string) => sites[others[generator] ?? 'everything'] as Site;
