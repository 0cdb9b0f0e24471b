// Tries every flow of the matrix and says which of them the policy did not foresee.
import type { Seen } from './agent-messages.js';
import { type Agents, agentOf } from './agents.js';
import { type Flow, showFlow } from './flow.js';
import type { Station } from './station.js';

export interface Difference {
  readonly flow: string;
  readonly expected: string;
  readonly seen: string;
  /** The rule that decides, or why there is none. */
  readonly by: string;
}

export interface Matrix {
  readonly flows: number;
  readonly open: number;
  readonly differences: readonly Difference[];
}

interface Observation {
  readonly flow: Flow;
  readonly seen: Seen;
}

export interface Patience {
  /** Milliseconds after which silence means no. */
  readonly timeout: number;
  readonly progress: (text: string) => void;
}

/** First what must be open, with time enough for a slow machine; then what must be closed, where silence takes its time. */
export async function tryMatrix(agents: Agents, flows: readonly Flow[], patience: Patience): Promise<Matrix> {
  const open = await tryOpen(
    agents,
    flows.filter((flow) => flow.allowed),
    patience,
  );
  const denied = flows.filter((flow) => !flow.allowed);
  const closed = await trySilence(agents, denied, { witnesses: witnessesOf(open), ...patience });
  const all = [...open, ...closed];
  return { flows: flows.length, open: all.filter(isOpen).length, differences: all.flatMap(differenceOf) };
}

/** Fewer at once each time, because a slow machine drops what it cannot take; the last only where a few are missing. */
const attempts = [
  { factor: 4, atOnce: 700, most: Number.POSITIVE_INFINITY },
  { factor: 4, atOnce: 200, most: Number.POSITIVE_INFINITY },
  { factor: 8, atOnce: 60, most: 400 },
];

async function tryOpen(agents: Agents, allowed: readonly Flow[], patience: Patience): Promise<Observation[]> {
  const open: Observation[] = [];
  let missed: Observation[] = [];
  let left = allowed;
  for (const { factor, atOnce, most } of attempts) {
    if (left.length === 0 || left.length > most) break;
    if (left !== allowed) patience.progress(`asking ${left.length} of ${allowed.length} open flows again`);
    const seen = await tryAll(agents, left, { timeout: patience.timeout * factor, atOnce, evenly: false });
    open.push(...seen.filter(isOpen));
    missed = seen.filter((one) => !isOpen(one));
    left = missed.map(({ flow }) => flow);
  }
  return [...open, ...missed];
}

/** Multiples of the timeout, and how many flows wait at once: with more, two cores answer too late to be believed. */
const paces = [
  { factor: 1, atOnce: 3_500 },
  { factor: 4, atOnce: 6_600 },
  { factor: 16, atOnce: 2_200 },
  { factor: 32, atOnce: 600 },
];

const isOpen = ({ seen }: Observation) => seen.outcome === 'open';

/** Some open flows of every source. */
function witnessesOf(open: readonly Observation[]): Flow[] {
  const known = open.filter(isOpen).map(({ flow }) => flow);
  return known.filter((_, index) => index % 40 === 0);
}

interface Silence extends Patience {
  /** Flows known to be open: silence is believed when they all answer in half of the time, among the silent ones. */
  readonly witnesses: readonly Flow[];
}

async function trySilence(agents: Agents, denied: readonly Flow[], silence: Silence): Promise<Observation[]> {
  const { witnesses, progress } = silence;
  const decided: Observation[] = [];
  let doubtful = denied;
  for (const { factor, atOnce } of paces) {
    const timeout = factor * silence.timeout;
    const seen = await tryAll(agents, mixed(doubtful, witnesses), { timeout, atOnce, evenly: true });
    const heard = seen.filter(({ flow }) => flow.allowed);
    const own = seen.filter(({ flow }) => !flow.allowed);
    const isQuiet = heard.every((one) => isOpen(one) && one.seen.after < timeout / 2);
    decided.push(...(isQuiet ? own : own.filter(isOpen)));
    doubtful = isQuiet ? [] : own.filter((one) => !isOpen(one)).map(({ flow }) => flow);
    if (doubtful.length === 0) return decided;
    progress(`this machine is busy: ${doubtful.length} silent flows once more, with more patience`);
  }
  throw new Error('This machine is too busy: not even the flows known to be open answer in time.');
}

/** The witnesses spread evenly among the others. */
function mixed(flows: readonly Flow[], witnesses: readonly Flow[]): Flow[] {
  const step = Math.max(1, Math.ceil(flows.length / Math.max(1, witnesses.length)));
  return flows.flatMap((flow, index) => {
    const witness = index % step === 0 ? witnesses[index / step] : undefined;
    return witness ? [flow, witness] : [flow];
  });
}

interface Pace {
  readonly timeout: number;
  /** Of all sources together. */
  readonly atOnce: number;
  /** Whether the first ones start over the time of one silence, or at once. */
  readonly evenly: boolean;
}

/** Every source has its share of those that wait, and begins with other targets than the next one. */
async function tryAll(
  agents: Agents,
  flows: readonly Flow[],
  { timeout, atOnce, evenly }: Pace,
): Promise<Observation[]> {
  const sources = [...bySource(flows)];
  const share = Math.min(1, atOnce / flows.length);
  const spread = evenly ? timeout * Math.min(1, flows.length / atOnce) : 0;
  const all = await Promise.all(
    sources.map(async ([id, own], index) => {
      const start = Math.floor((own.length * index) / sources.length);
      const turned = turn(own, start);
      const targets = turned.map(({ protocol, address, port }) => ({ protocol, address, port }));
      const pace = { timeout, atOnce: Math.ceil(own.length * share), spread };
      const seen = await agentOf(agents, id).ask<'probe'>({ kind: 'probe', targets, ...pace });
      return turn(
        turned.map((flow, nth): Observation => ({ flow, seen: seen[nth] as Seen })),
        own.length - start,
      );
    }),
  );
  return all.flat();
}

function bySource(flows: readonly Flow[]): Map<string, Flow[]> {
  const sources = new Map<string, Flow[]>();
  for (const flow of flows) {
    const own = sources.get(flow.from.id) ?? [];
    sources.set(flow.from.id, own);
    own.push(flow);
  }
  return sources;
}

const turn = <T>(all: readonly T[], start: number): T[] => [...all.slice(start), ...all.slice(0, start)];

function differenceOf({ flow, seen }: Observation): Difference[] {
  const expected = flow.allowed ? 'open' : 'closed';
  const text = describe(flow, seen);
  const wanted = seen.outcome === 'refused' ? 'closed' : text;
  return wanted === expected ? [] : [{ flow: showFlow(flow), expected, seen: text, by: flow.by }];
}

/** An answer counts only from the right machine, and in the Internet IPv4 only as the router's own address. */
function describe({ from, to, family }: Flow, { outcome, name, sender }: Seen): string {
  if (outcome !== 'open') return outcome;
  if (name !== to.id) return `open, answered by ${name}`;
  const shown = to.kind === 'wan' && from.kind === 'client' && family === 'ipv4' && has(from, sender);
  return shown ? `open, without masquerade from ${sender}` : 'open';
}

const has = ({ links }: Station, address: string) =>
  links.some(({ addresses }) => addresses.some((one) => one.startsWith(`${address}/`)));
