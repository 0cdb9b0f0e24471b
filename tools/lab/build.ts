// Builds a site: all in namespaces here, or the routers and the switch in a virtual machine and the others here.
import type { Agents } from './agents.js';
import { networkdRouters, startProvider } from './networkd.js';
import { here, inside, ipBatch, type Place } from './place.js';
import type { Plan } from './plan.js';
import type { Site, Station } from './station.js';
import { type Card, directFabric, trunkFabric } from './trunk.js';
import { configure, createNamespaces, loadRulesets, offloadFlows, type Part, wire } from './twin.js';
import { startGuest } from './vm/guest.js';
import { cardAddress } from './vm/machine.js';
import type { MachineTools } from './vm/machine-tools.js';
import { switchId } from './wiring.js';

export interface Built {
  readonly clients: Place;
  readonly routers: Place;
  readonly agents: Agents;
  /** Addresses that routers should have and have not. */
  readonly problems: readonly string[];
}

export type Say = (text: string) => void;

export function build(plan: Plan, site: Site, say: Say): Promise<Built> {
  return plan.machine === null ? buildHere(plan, site) : buildAround(plan.machine, { plan, site, say });
}

/** Agents start while the cables are laid. */
async function buildHere({ tools, files }: Plan, site: Site): Promise<Built> {
  const place = here(tools);
  const part = { place, stations: site.stations, fabric: directFabric(site) };
  await createNamespaces(part);
  const agents = startAgents(part);
  await wire(part);
  await configure(part);
  await loadRulesets({ place, stations: site.stations.filter(isRouter) }, files);
  return { clients: place, routers: place, agents, problems: [] };
}

const isRouter = ({ kind }: Station) => kind === 'router';

/** The machine starts while the stations are set up. */
async function buildAround(
  machine: MachineTools,
  { plan, site, say }: { plan: Plan; site: Site; say: Say },
): Promise<Built> {
  const { outside, inside: within, cards } = trunkFabric(site, plan.topology);
  const place = here(plan.tools);
  const clients = { place, stations: site.stations.filter((one) => !isRouter(one)), fabric: outside };
  await createNamespaces(clients);
  await ipBatch(place, cards.map(tapLine), switchId);
  const guest = startGuest(
    { machine, tools: plan.tools },
    {
      folder: '/run/lab/machine',
      taps: cards.map((_, index) => tapName(index)),
      within: (command) => inside(place, switchId, command),
      heard: (line) => say(`machine: ${line}`),
    },
  );
  const agents = startAgents(clients);
  await wire(clients);
  await ipBatch(place, cards.map(plugLine), switchId);
  await configure(clients);
  const routers = { place: await guest, stations: site.stations.filter(isRouter), fabric: within };
  say('the machine answers');
  const problems = await buildRouters(plan, routers, cards);
  return { clients: place, routers: routers.place, agents: new Map([...agents, ...startAgents(routers)]), problems };
}

async function buildRouters(plan: Plan, routers: Part, cards: readonly Card[]): Promise<string[]> {
  await createNamespaces(routers);
  await wire(routers);
  await plugCards(routers.place, cards);
  const provider = await startProvider(plan, here(plan.tools));
  const problems = await networkdRouters(plan, routers);
  await provider?.end();
  await loadRulesets(routers, plan.files);
  await offloadFlows(routers, plan);
  return problems;
}

const startAgents = ({ place, stations }: Pick<Part, 'place' | 'stations'>): Agents =>
  new Map(stations.map(({ id }) => [id, place.startAgent(id)]));

const tapName = (index: number) => `tap${index}`;

const tapLine = (_: Card, index: number) => `tuntap add dev ${tapName(index)} mode tap`;

/** The queue holds a whole round of questions while the machine is slow. */
const plugLine = ({ bridge }: Card, index: number) =>
  `link set dev ${tapName(index)} txqueuelen 20000 master ${bridge} up`;

/** Puts the cards of the machine, known by their addresses, where they belong. */
async function plugCards(place: Place, cards: readonly Card[]): Promise<void> {
  const links = JSON.parse(await place.output([place.tools.ip, '-json', 'link', 'show'])) as readonly {
    readonly ifname: string;
    readonly address: string;
  }[];
  const nameOf = (index: number) => links.find(({ address }) => address === cardAddress(index))?.ifname ?? '';
  const moved = cards.map(({ inside: to }, index) => {
    if ('vlan' in to) return `link set dev ${nameOf(index)} netns ${switchId} name card${index}`;
    return `link set dev ${nameOf(index)} netns ${to.station} name ${to.interface}`;
  });
  await ipBatch(place, moved);
  const ports = cards.flatMap(({ inside: to }, index) => ('vlan' in to ? [{ name: `card${index}`, ...to }] : []));
  await ipBatch(
    place,
    ports.map(({ name, bridge }) => `link set dev ${name} master ${bridge} up`),
    switchId,
  );
  const vlans = ports.map(({ name, vlan }) => `vlan add dev ${name} vid ${vlan} pvid untagged`);
  await place.output(inside(place, switchId, [place.tools.bridge, '-batch', '-']), `${vlans.join('\n')}\n`);
}
