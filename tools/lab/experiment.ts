// The whole experiment inside the namespaces: build, hand out leases, try every flow, and sum up.
import { type Reachability, reachability } from '@groundplan/model';
import { type Agents, agentOf } from './agents.js';
import { type Built, build } from './build.js';
import { insidePorts } from './exposures.js';
import { flowsOf, someOf } from './flow.js';
import { forgeriesOf, tryForgeries } from './forged.js';
import type { Asked } from './leases.js';
import { type Difference, tryMatrix } from './matrix.js';
import type { NamesResult } from './names.js';
import type { Plan } from './plan.js';
import { probedPorts } from './probed-ports.js';
import { tryServices } from './services.js';
import { siteOf } from './site.js';
import { addressesOf, type Station } from './station.js';
import { furtherPorts } from './trunk.js';
import { loadRulesets } from './twin.js';

export interface LeaseResult {
  readonly client: string;
  readonly address: string | null;
  readonly problems: readonly string[];
}

export interface Result {
  readonly stations: number;
  /** Addresses that routers should have and have not. */
  readonly problems: readonly string[];
  readonly names: NamesResult;
  readonly leases: readonly LeaseResult[];
  /** False when a wrong lease stopped the experiment. */
  readonly tried: boolean;
  /** Those to hosts with a firewall of their own count twice: without it and with it. */
  readonly flows: number;
  readonly open: number;
  readonly forgeries: number;
  readonly differences: readonly Difference[];
  /** Milliseconds per step. */
  readonly took: { readonly [step: string]: number };
}

interface Context {
  readonly plan: Plan;
  readonly analysis: Reachability;
  readonly progress: (text: string) => void;
  readonly clock: Stopwatch;
}

const untried = { tried: false, flows: 0, open: 0, forgeries: 0, differences: [] };

export async function experiment(plan: Plan, progress: (text: string) => void): Promise<Result> {
  const context = { plan, analysis: reachability(plan.topology), progress, clock: stopwatch() };
  const { agents, clients, problems, asked, names, stations } = await prepare(context);
  const leases = asked.map(leaseResult);
  const isWrong = problems.length + names.problems.length > 0 || leases.some((lease) => lease.problems.length > 0);
  const tried = isWrong && !plan.keepGoing ? untried : await tryFlows({ agents, clients }, stations, context);
  return { stations: stations.length, problems, names, leases, ...tried, took: context.clock.laps };
}

async function prepare({ plan, analysis, progress, clock }: Context) {
  const site = siteOf(plan.topology, analysis, plan.machine ? furtherPorts(plan.topology) : []);
  progress(`wiring ${site.stations.length} stations`);
  const built = await build(plan, site, progress);
  clock.lap('wiring');
  progress('asking for leases and names');
  const round = await tryServices(plan, site, { built, analysis });
  clock.lap('services');
  return { ...built, ...round };
}

/** First what the routers do, then the same with the firewalls of the hosts, which would hide an open router. */
async function tryFlows(
  { agents, clients }: Pick<Built, 'agents' | 'clients'>,
  stations: readonly Station[],
  { plan, analysis, progress, clock }: Context,
) {
  const { topology, files, timeout } = plan;
  const ports = plan.ports ?? probedPorts(topology);
  const guarded = ({ kind, host }: Station) => kind !== 'router' && typeof files[host ?? '']?.ruleset === 'string';
  const all = flowsOf(stations, { topology, ports, analysis, guarded });
  const flows = someOf(all, plan.most);
  const routed = flows.filter((flow) => !(flow.local && guarded(flow.to)));
  await listenAll(agents, stations, [...new Set([...ports, ...insidePorts(topology, ports)])]);
  clock.lap('servers');
  progress(`trying ${routed.length} flows`);
  const first = await tryMatrix(agents, routed, { timeout, progress });
  clock.lap('flows');
  const forgeries = forgeriesOf(topology, stations, all);
  const forged = await tryForgeries(clients, agents, forgeries);
  clock.lap('forgeries');
  await loadRulesets({ place: clients, stations: stations.filter(guarded) }, files);
  const own = flows.filter((flow) => guarded(flow.to));
  progress(`trying ${own.length} flows to hosts with firewalls of their own`);
  const second = await tryMatrix(agents, own, { timeout, progress });
  clock.lap('hosts');
  return {
    tried: true,
    flows: first.flows + second.flows,
    open: first.open + second.open,
    forgeries: forgeries.length,
    differences: once([...first.differences, ...forged, ...second.differences]),
  };
}

/** What is closed at the router is closed in the second round too. */
const once = (differences: readonly Difference[]) => [
  ...new Map(differences.map((one) => [`${one.flow} ${one.seen}`, one])).values(),
];

async function listenAll(agents: Agents, stations: readonly Station[], ports: readonly number[]): Promise<void> {
  await Promise.all(
    stations.map((station) =>
      agentOf(agents, station.id).ask<'listen'>({
        kind: 'listen',
        name: station.id,
        addresses: addressesOf(station),
        ports,
      }),
    ),
  );
}

function leaseResult({ station, lease, problems }: Asked): LeaseResult {
  return { client: station.label, address: lease?.ip ?? null, problems };
}

type Stopwatch = ReturnType<typeof stopwatch>;

function stopwatch() {
  const laps: { [step: string]: number } = {};
  let last = performance.now();
  return {
    laps,
    lap(step: string) {
      const now = performance.now();
      laps[step] = Math.round(now - last);
      last = now;
    },
  };
}
