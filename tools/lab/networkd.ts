// Routers set up by the real systemd-networkd from the generated units, with a provider that answers their DHCP.
import type { ResolvedHost, ResolvedTopology } from '@groundplan/model';
import type { TempFile } from '../real/temp-folder.js';
import { type Background, inside, ipBatch, type Place } from './place.js';
import type { Plan } from './plan.js';
import { resource } from './resource.js';
import { familyOf, type Station, withoutPrefix } from './station.js';
import type { Part } from './twin.js';
import { type Uplink, uplinksOf } from './wan.js';
import { addressLine, routeLine } from './wiring.js';

/** Milliseconds until an address that is not there is missing. */
const patience = 30_000;

/**
 * What the routers should have and have not; what networkd does not do, such as PPP, the lab does.
 * The daemons end when all is set: their ports are wanted for the flow matrix.
 */
export async function networkdRouters(plan: Plan, { place, stations }: Part): Promise<string[]> {
  const problems = await Promise.all(stations.map((station) => networkdRouter(plan, place, station)));
  return problems.flat();
}

async function networkdRouter({ topology, files }: Plan, place: Place, station: Station): Promise<string[]> {
  const host = topology.hosts[station.host ?? ''];
  if (!host) throw new Error(`${station.id} is no host.`);
  await ipBatch(place, ['link set dev lo up'], station.id);
  const networkd = await startNetworkd(place, station.id, unitsOf(files[host.name]?.units ?? [], topology));
  const own = station.links.map((link) => ({ ...link, addresses: link.addresses.filter(isNetworkds(host, link)) }));
  const wanted = own.flatMap(({ interface: name, addresses }) => addresses.map((address) => `${name} ${address}`));
  const missing = await settled(place, station.id, wanted);
  const said = (await networkd.end()).trimEnd();
  const added = addedLines(host, station);
  if (added.length > 0) await ipBatch(place, added, station.id);
  if (missing.length === 0) return [];
  return [...missing.map((address) => `${host.name}: networkd has not set ${address}`), `${host.name}: ${said}`];
}

/** Uplinks have IPv4 by DHCP or as stated; their IPv6 and what runs over PPP is the lab's. */
const isNetworkds = (host: ResolvedHost, link: { readonly interface: string }) => (address: string) => {
  const one = host.interfaces[link.interface];
  if (!one?.uplink) return one !== undefined && one.kind !== 'wireguard';
  return familyOf(address) === 'ipv4' && one.kind !== 'ppp' && (one.dhcp || one.addresses.length > 0);
};

function addedLines(host: ResolvedHost, { links, routes }: Station): string[] {
  const added = links.flatMap((link) => {
    const addresses = link.addresses.filter((address) => !isNetworkds(host, link)(address));
    if (addresses.length === 0) return [];
    return [`link set dev ${link.interface} up`, ...addresses.map((address) => addressLine(address, link.interface))];
  });
  const isReached = (via: string) => added.some((line) => familyOf(via) === 'ipv6' || line.includes(prefixOf(via)));
  return [...added, ...routes.filter(({ via }) => isReached(via)).map(routeLine)];
}

const prefixOf = (ipv4: string) => ` ${ipv4.replace(/\.\d+$/, '.')}`;

/** Without the tunnels of the VPN: their keys are not here, and a card takes their place. */
const unitsOf = (units: readonly TempFile[], { vpn }: ResolvedTopology) =>
  units.filter(({ content }) => vpn === null || !content.includes(`Name=${vpn.interface}\n`));

async function startNetworkd(place: Place, id: string, units: readonly TempFile[]): Promise<Background> {
  const folder = `/run/lab/${id}.units`;
  await place.output(['mkdir', folder]);
  for (const { name, content } of units) await place.write(`${folder}/${name}`, content);
  const alone = [place.tools.unshare, '--mount', '--propagation', 'private', place.tools.sh] as const;
  const command = inside(place, id, [...alone, resource('networkd-inside'), folder, '/lib/systemd/systemd-networkd']);
  return place.background(command, /Enumeration completed/);
}

/** Those of the wanted `interface address` lines that do not come in time. */
async function settled(place: Place, id: string, wanted: readonly string[]): Promise<string[]> {
  const end = performance.now() + patience;
  for (;;) {
    const there = await addressesIn(place, id);
    const missing = wanted.filter((one) => !there.has(one));
    if (missing.length === 0 || performance.now() > end) return missing;
    await new Promise((done) => setTimeout(done, 200));
  }
}

interface ShownLink {
  readonly ifname: string;
  readonly addr_info: readonly { readonly local: string; readonly prefixlen: number; readonly tentative?: boolean }[];
}

async function addressesIn(place: Place, id: string): Promise<Set<string>> {
  const links = JSON.parse(
    await place.output([place.tools.ip, '-netns', id, '-json', 'address', 'show']),
  ) as ShownLink[];
  const settledOnes = links.flatMap(({ ifname, addr_info }) =>
    addr_info.filter(({ tentative }) => !tentative).map(({ local, prefixlen }) => `${ifname} ${local}/${prefixlen}`),
  );
  return new Set(settledOnes);
}

/** Hands every router that asks on an uplink the one address there is. */
export async function startProvider({ topology }: Plan, place: Place): Promise<Background | undefined> {
  const isAsking = ({ router, interface: name }: Uplink) => topology.hosts[router]?.interfaces[name]?.dhcp === true;
  const lines = uplinksOf(topology).flatMap((uplink, index) =>
    isAsking(uplink) ? providerLines(`wan${index}`, uplink) : [],
  );
  if (lines.length === 0) return undefined;
  const file = '/run/lab/provider.conf';
  const own = ['port=0', 'user=', 'group=', 'no-ping', 'pid-file=', 'dhcp-leasefile=/run/lab/provider.leases'];
  await place.write(file, [...own, 'bind-dynamic', 'dhcp-authoritative', ...lines, ''].join('\n'));
  const command = [place.tools.dnsmasq, '--keep-in-foreground', '--log-facility=-', `--conf-file=${file}`] as const;
  return place.background(inside(place, 'wan', [...command]), /started, version/);
}

function providerLines(link: string, { near: [near], far: [far] }: Uplink): string[] {
  const address = withoutPrefix(near);
  return [
    `interface=${link}`,
    `dhcp-range=set:${link},${address},${address},1h`,
    `dhcp-option=tag:${link},option:router,${withoutPrefix(far)}`,
  ];
}
