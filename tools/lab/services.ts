// The routers' services for real: DHCP and names, as long as clients ask; their ports are wanted for the flow matrix.

import type { Reachability } from '@groundplan/model';
import type { Built } from './build.js';
import { startKea } from './kea.js';
import { type Asked, askForLease, startDnsmasq, writeLeaseScript } from './leases.js';
import { askForNames, type NamesResult } from './names.js';
import type { Background, Place } from './place.js';
import type { Plan } from './plan.js';
import type { Site, Station } from './station.js';

export interface ServiceRound {
  readonly asked: readonly Asked[];
  readonly names: NamesResult;
  /** All of the site, with the addresses that were handed out. */
  readonly stations: readonly Station[];
}

/** Strangers get their leases first: they ask for names before the machines with a reservation are known by theirs. */
export async function tryServices(
  plan: Plan,
  site: Site,
  { built, analysis }: { built: Built; analysis: Reachability },
): Promise<ServiceRound> {
  await writeLeaseScript(built.clients);
  const servers = await startServers(plan, site, built.routers);
  const ask = (stations: readonly Station[]) =>
    Promise.all(stations.map((station) => askForLease(built.clients, station, plan.topology)));
  const strangers = await ask(site.stations.filter(({ dhcp }) => dhcp?.reserved === null));
  const { topology, files } = plan;
  const names = await askForNames(settled(site, strangers), { topology, files, analysis, agents: built.agents });
  const asked = [...strangers, ...(await ask(site.stations.filter(({ dhcp }) => typeof dhcp?.reserved === 'string')))];
  await Promise.all(servers.map((server) => server.end()));
  return { asked, names, stations: settled(site, asked) };
}

function settled({ stations }: Site, asked: readonly Asked[]): Station[] {
  const own = new Map(asked.map(({ station }) => [station.id, station]));
  return stations.map((station) => own.get(station.id) ?? station);
}

function startServers({ files }: Plan, { stations }: Site, place: Place): Promise<Background[]> {
  return Promise.all(
    stations
      .filter(({ kind }) => kind === 'router')
      .flatMap(({ id, host }) => {
        const { dnsmasq, kea } = files[host ?? ''] ?? { dnsmasq: [], kea: null };
        return [
          ...(dnsmasq.length === 0 ? [] : [startDnsmasq(place, id, dnsmasq)]),
          ...(kea === null ? [] : [startKea(place, id, kea)]),
        ];
      }),
  );
}
