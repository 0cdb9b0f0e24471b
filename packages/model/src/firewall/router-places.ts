// Which routers have an address in which network, found once for all hosts of a site.
import type { ResolvedTopology } from '../resolved.js';

/** An address that a router has in a network, without its length. */
export interface RouterPlace {
  readonly router: string;
  readonly address: string;
  /** In the order of routers, then of their interfaces. */
  readonly order: number;
}

export type RouterPlaces = (networks: readonly string[]) => readonly RouterPlace[];

export function routerPlaces({ hosts }: Pick<ResolvedTopology, 'hosts'>): RouterPlaces {
  const byNetwork = new Map<string, RouterPlace[]>();
  let order = 0;
  for (const { name, router, interfaces } of Object.values(hosts)) {
    if (!router) continue;
    for (const { network, addresses } of Object.values(interfaces)) {
      if (network === null) continue;
      const places = addresses.map(({ value }) => ({ router: name, address: bare(value), order: order++ }));
      byNetwork.set(network, [...(byNetwork.get(network) ?? []), ...places]);
    }
  }
  return (networks) => networks.flatMap((one) => byNetwork.get(one) ?? []).sort((a, b) => a.order - b.order);
}

const bare = (address: string) => address.replace(/\/\d+$/, '');
