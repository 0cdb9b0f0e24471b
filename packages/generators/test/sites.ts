// The sites every generator is tested on.
import { type AddressLock, newLock, type ResolvedTopology, resolve } from '@groundplan/model';
import homelab from '../../../topology/topology.js';
import everything, { lock } from './everything.js';
import k0s, { lock as k0sLock } from './k0s-site.js';
import { lock as namesLock, namesSites } from './names-sites.js';

export interface Site {
  readonly input: unknown;
  readonly lock: AddressLock;
  readonly topology: ResolvedTopology;
}

function site(input: unknown, from: AddressLock): Site {
  const result = resolve(input, from);
  if (!result.ok) throw new Error(JSON.stringify(result.findings, null, 2));
  return { input, lock: from, topology: result.topology };
}

export const sites: { readonly [name: string]: Site } = {
  homelab: site(homelab, newLock(0x9a1e22b1c4n)),
  everything: site(everything, lock),
  k0s: site(k0s, k0sLock),
  ...Object.fromEntries(Object.entries(namesSites).map(([name, input]) => [name, site(input, namesLock)])),
};

/** Of generators that have nothing to do in the site "everything". */
const others: { readonly [generator: string]: string } = { 'linux-k0s': 'k0s', 'nixos-k0s': 'k0s' };

/** The site whose files a generator's goldens are. */
export const siteFor = (generator: string) => sites[others[generator] ?? 'everything'] as Site;
