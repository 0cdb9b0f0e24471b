// The whole experiment inside the namespaces: build, hand out leases, try every flow, and sum up.
import { type Reachability, type ResolvedTopology, reachability } from '@groundplan/model';
import { type Agents, agentOf, startAgents } from './agents.js';
import type { Tools } from './commands.js';
import { flowsOf } from './flow.js';
import { forgeriesOf, tryForgeries } from './forged.js';
import type { Asked } from './leases.js';
import { type Difference, tryMatrix } from './matrix.js';
import { probedPorts } from './probed-ports.js';
import { siteOf } from './site.js';
import { addressesOf, type Station } from './station.js';
import { createNamespaces, handOutLeases, loadRulesets, type RouterFiles, wire } from './twin.js';

/** Everything the experiment needs; plain JSON. */
export interface Plan {
  readonly topology: ResolvedTopology;
  /** In the order of the routers' names. */
  readonly files: readonly RouterFiles[];
  readonly tools: Tools;
  readonly timeout: number;
  readonly keepGoing: boolean;
}

export interface LeaseResult {
  readonly client: string;
  readonly address: string | null;
  readonly problems: readonly string[];
}

export interface Result {
  readonly stations: number;
  readonly leases: readonly LeaseResult[];
  /** False when a wrong lease stopped the experiment. */
  readonly tried: boolean;
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
  const { agents, asked, stations } = await build(context);
  const leases = asked.map(leaseResult);
  const isWrong = leases.some(({ problems }) => problems.length > 0);
  const tried = isWrong && !plan.keepGoing ? untried : await tryFlows(agents, stations, context);
  return { stations: stations.length, leases, ...tried, took: context.clock.laps };
}

/** Agents start while the cables are laid. */
async function build({ plan, analysis, progress, clock }: Context) {
  const { topology, files, tools } = plan;
  const site = siteOf(topology, analysis);
  progress(`wiring ${site.stations.length} stations`);
  await createNamespaces(tools, site);
  const agents = startAgents(
    tools,
    site.stations.map(({ id }) => id),
  );
  await wire(tools, site);
  clock.lap('wiring');
  await loadRulesets(tools, files);
  clock.lap('ruleset');
  progress('asking for leases');
  const round = await handOutLeases(tools, site, { topology, files });
  clock.lap('leases');
  return { agents, ...round };
}

async function tryFlows(agents: Agents, stations: readonly Station[], { plan, analysis, progress, clock }: Context) {
  const { topology, tools, timeout } = plan;
  const ports = probedPorts(topology.policy);
  const flows = flowsOf(stations, { ports, analysis });
  await listenAll(agents, stations, ports);
  clock.lap('servers');
  progress(`trying ${flows.length} flows`);
  const matrix = await tryMatrix(agents, flows, { timeout, progress });
  clock.lap('flows');
  const forgeries = forgeriesOf(topology, stations, flows);
  const forged = await tryForgeries(tools, agents, forgeries);
  clock.lap('forgeries');
  const differences = [...matrix.differences, ...forged];
  return { tried: true, ...matrix, forgeries: forgeries.length, differences };
}

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
