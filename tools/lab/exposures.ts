// What reachability leaves out: a port forward leads through an address of the router.
import { parsePorts, type ResolvedExposure, type ResolvedTopology, stretchOf } from '@groundplan/model';
import type { Expectations, Flow } from './flow.js';
import type { Station } from './station.js';

interface Site {
  readonly topology: ResolvedTopology;
  readonly stations: readonly Station[];
}

/** The flow as it must be, and who must answer it. */
export function withExposures(flow: Flow, site: Site, { analysis }: Expectations): Flow {
  const { from, to, by, family } = flow;
  if (from.kind !== 'wan') return flow;
  const isForward = ({ at }: ResolvedExposure) => at === by;
  const own = site.topology.exposures.find(isForward);
  if (own && to.kind === 'client') return family === 'ipv6' && own.to.ipv6Suffix !== null ? flow : closed(flow);
  return to.kind === 'router' && family === 'ipv4' ? forwarded(flow, site, analysis) : flow;
}

const closed = (flow: Flow): Flow => ({ ...flow, allowed: false, by: `${flow.by}, but not here` });

/** What is sent to any address of the router on a forwarded port is for the machine inside. */
function forwarded(flow: Flow, { topology, stations }: Site, analysis: Expectations['analysis']): Flow {
  const exposure = topology.exposures.find(
    ({ protocol, ports, to }) =>
      protocol === flow.protocol &&
      topology.networks[to.network]?.router === flow.to.host &&
      offset(ports, flow.port) !== undefined,
  );
  const machine = stations.find(
    ({ host, atom }) => host === exposure?.to.machine && atom.network === exposure?.to.network,
  );
  if (!exposure || !machine) return flow;
  const port = Number(exposure.to.ports.split('-')[0]) + (offset(exposure.ports, flow.port) ?? 0);
  const place = stretchOf({ protocol: flow.protocol, first: port, last: port }).first;
  const verdict = analysis
    .verdicts(flow.from.atom, machine.atom)
    .find(({ stretches }) => stretches.some(({ first, last }) => first <= place && place <= last));
  return verdict?.allowed ? { ...flow, to: machine, allowed: true, by: exposure.at } : closed(flow);
}

/** Where machines inside are asked when the given ports are tried outside. */
export function insidePorts({ exposures }: ResolvedTopology, tried: readonly number[]): number[] {
  return exposures.flatMap(({ ports, to }) =>
    tried.flatMap((port) => {
      const from = offset(ports, port);
      return from === undefined ? [] : [Number(to.ports.split('-')[0]) + from];
    }),
  );
}

/** How far a port is from the first of a range; undefined outside of it. */
function offset(ports: string, port: number): number | undefined {
  const range = parsePorts(`tcp/${ports}`);
  return range && range.first <= port && port <= range.last ? port - range.first : undefined;
}
