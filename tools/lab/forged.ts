// Anti-spoofing: a datagram with the sender of another network must not pass, even where that network may go.
import type { ResolvedNetwork, ResolvedTopology } from '@groundplan/model';
import { type Agents, agentOf } from './agents.js';
import type { Flow } from './flow.js';
import { freeAddress } from './free-address.js';
import type { Difference } from './matrix.js';
import { ipBatches, type Place } from './place.js';
import type { Family, Station } from './station.js';
import { addressLine } from './wiring.js';

export interface Forgery {
  /** Who forges. */
  readonly by: Station;
  /** The network that the sender pretends to be in. */
  readonly network: string;
  readonly sender: string;
  /** What that network may do. */
  readonly flow: Flow;
}

/** One per network and family and from the Internet, where some other network may send datagrams to somebody else. */
export function forgeriesOf(
  topology: ResolvedTopology,
  stations: readonly Station[],
  flows: readonly Flow[],
): Forgery[] {
  const forgers = stations.filter(({ kind, atom }) => kind === 'wan' || (kind === 'client' && atom.name === null));
  const useful = flows.filter(
    ({ from, to, protocol, allowed }) =>
      protocol === 'udp' &&
      allowed &&
      from.kind === 'client' &&
      from.atom.network !== null &&
      from.atom.network !== to.atom.network,
  );
  const families: readonly Family[] = ['ipv4', 'ipv6'];
  return forgers.flatMap((by) =>
    families.flatMap((family) => {
      const flow = useful.find(
        ({ from, to, family: own }) => own === family && from.atom.network !== by.atom.network && passesRouter(by, to),
      );
      const victim = topology.networks[flow?.from.atom.network ?? ''];
      const sender = victim && senderIn(victim, topology, family);
      return flow && victim && sender ? [{ by, network: victim.name, sender, flow }] : [];
    }),
  );
}

/** Neighbours hear the forger without the router. */
const passesRouter = (by: Station, to: Station) =>
  to.atom !== by.atom && (to.atom.network === null || to.atom.network !== by.atom.network);

function senderIn(network: ResolvedNetwork, topology: ResolvedTopology, family: Family): string | undefined {
  if (family === 'ipv4') return freeAddress(network, topology);
  return network.ipv6?.cidr.replace(/\/\d+$/, 'f00:2');
}

export async function tryForgeries(place: Place, agents: Agents, forgeries: readonly Forgery[]): Promise<Difference[]> {
  await ipBatches(
    place,
    forgeries.map(({ by, sender }) => ({ id: by.id, lines: [addressLine(sender, 'lo')] })),
  );
  for (const [index, { by, sender, flow }] of forgeries.entries()) {
    const { protocol, address, port } = flow;
    await agentOf(agents, by.id).ask<'forge'>({
      kind: 'forge',
      sender,
      target: { protocol, address, port },
      text: `${index}`,
    });
  }
  await new Promise((done) => setTimeout(done, 100));
  const heard = await allHeard(agents, forgeries);
  return forgeries.flatMap((one, index) => (heard.has(`${index}`) ? [difference(one)] : []));
}

async function allHeard(agents: Agents, forgeries: readonly Forgery[]): Promise<Set<string>> {
  const targets = [...new Set(forgeries.map(({ flow }) => flow.to.id))];
  const texts = await Promise.all(targets.map((id) => agentOf(agents, id).ask<'heard'>({ kind: 'heard' })));
  return new Set(texts.flat());
}

function difference({ by, network, sender, flow }: Forgery): Difference {
  const { to, address, protocol, port } = flow;
  return {
    flow: `${by.label} as ${sender} → ${to.label} (${address}) ${protocol}/${port}`,
    expected: 'closed',
    seen: 'open',
    by: `sender forged: ${sender} is of ${network}`,
  };
}
