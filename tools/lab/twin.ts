// Builds the twin out of namespaces, loads the real ruleset and hands out the real leases.
import { mkdirSync, writeFileSync } from 'node:fs';
import type { ResolvedTopology } from '@groundplan/model';
import { inNamespace, ipBatch, output, type Tools } from './commands.js';
import { type Asked, askForLease, startDnsmasq, writeLeaseScript } from './leases.js';
import { routerId } from './routers.js';
import type { Site, Station } from './station.js';
import {
  cableLines,
  namespaceLines,
  namespacesOf,
  type Setting,
  settingsOf,
  stationLines,
  switchId,
} from './wiring.js';

/** The generated files of one router. */
export interface RouterFiles {
  /** For `nft -f`. */
  readonly ruleset: string;
  /** Lines of dnsmasq.conf; none when the router serves no network. */
  readonly dnsmasq: readonly string[];
}

export async function createNamespaces(tools: Tools, site: Site): Promise<void> {
  mkdirSync('/run/lab');
  mkdirSync('/run/netns');
  await ipBatch(tools, namespaceLines(site));
}

export async function wire(tools: Tools, site: Site): Promise<void> {
  const kinds = new Map(site.stations.map(({ id, kind }) => [id, kind]));
  await Promise.all(namespacesOf(site).map((id) => set(tools, id, settingsOf(kinds.get(id) ?? 'switch'))));
  const { outside, inside } = cableLines(site);
  await ipBatch(tools, outside);
  await ipBatch(tools, inside, switchId);
  await Promise.all(site.stations.map((station) => ipBatch(tools, stationLines(station), station.id)));
}

/** A setting that this kernel does not have is none that could disturb. */
function set(tools: Tools, id: string, settings: readonly Setting[]): Promise<string> {
  const lines = settings.map(
    ([path, value]) => `[ ! -w /proc/sys/net/${path} ] || echo ${value} >/proc/sys/net/${path}`,
  );
  return output(inNamespace(tools, id, [tools.sh, '-e']), `${lines.join('\n')}\n`);
}

export async function loadRulesets(tools: Tools, files: readonly RouterFiles[]): Promise<void> {
  await Promise.all(
    files.map(({ ruleset }, index) => {
      const file = `/run/lab/${routerId(index)}.nft`;
      writeFileSync(file, ruleset);
      return output(inNamespace(tools, routerId(index), [tools.nft, '-f', file]));
    }),
  );
}

export interface LeaseRound {
  readonly asked: readonly Asked[];
  /** All of the site, with the addresses that were handed out. */
  readonly stations: readonly Station[];
}

/** dnsmasq ends with the round: its ports are wanted for the flow matrix. */
export async function handOutLeases(
  tools: Tools,
  site: Site,
  { topology, files }: { topology: ResolvedTopology; files: readonly RouterFiles[] },
): Promise<LeaseRound> {
  writeLeaseScript();
  const servers = await Promise.all(
    files.flatMap(({ dnsmasq }, index) =>
      dnsmasq.length === 0 ? [] : [startDnsmasq(tools, routerId(index), dnsmasq)],
    ),
  );
  const asking = site.stations.filter(({ dhcp }) => dhcp !== null);
  const asked = await Promise.all(asking.map((station) => askForLease(tools, station, topology)));
  await Promise.all(servers.map((server) => ended(server)));
  const settled = new Map(asked.map(({ station }) => [station.id, station]));
  return { asked, stations: site.stations.map((station) => settled.get(station.id) ?? station) };
}

function ended(child: Awaited<ReturnType<typeof startDnsmasq>>): Promise<void> {
  return new Promise((done) => {
    child.removeAllListeners('exit');
    child.once('exit', () => done());
    child.kill('SIGKILL');
  });
}
