// Names for real: a client of every network asks the router for every record it has, before the machines have leases.
import type { Reachability, ResolvedNameserver, ResolvedTopology } from '@groundplan/model';
import type { NameQuestion } from './agent-messages.js';
import { type Agents, agentOf } from './agents.js';
import { mayAsk } from './atoms.js';
import type { SiteFiles } from './plan.js';
import { addressesOf, familyOf, type Station } from './station.js';

export interface NamesResult {
  /** How many answers were compared. */
  readonly asked: number;
  readonly problems: readonly string[];
}

interface Context {
  readonly topology: ResolvedTopology;
  readonly files: SiteFiles;
  readonly analysis: Reachability;
  readonly agents: Agents;
}

export async function askForNames(stations: readonly Station[], context: Context): Promise<NamesResult> {
  const askers = stations
    .filter(({ kind }) => kind === 'router')
    .flatMap((router) => askersOf(router, stations, context));
  const results = await Promise.all(askers.map((asker) => askAll(asker, context.agents)));
  return {
    asked: results.reduce((sum, { asked }) => sum + asked, 0),
    problems: results.flatMap(({ problems }) => problems),
  };
}

interface Asker {
  readonly client: Station;
  /** Address of the nameserver in the client's network. */
  readonly server: string;
  readonly nameserver: ResolvedNameserver;
}

/** One client for each network that is told to ask this router, where the policy lets it and dnsmasq runs. */
function askersOf(
  { host, atom }: Station,
  stations: readonly Station[],
  { topology, files, analysis }: Context,
): Asker[] {
  const nameserver = topology.hosts[host ?? '']?.nameserver;
  const runs = (files[host ?? '']?.dnsmasq.length ?? 0) > 0;
  if (nameserver?.server !== 'dnsmasq' || !runs) return [];
  return Object.values(topology.networks).flatMap((network) => {
    const server = network.dns.find(
      (address) => familyOf(address) === 'ipv4' && nameserver.addresses.includes(address),
    );
    const client = stations.find(
      (one) => one.atom.network === network.name && hasIpv4(one) && mayAsk(analysis, [one.atom, atom], 53),
    );
    return server && client && network.router === host ? [{ client, server, nameserver }] : [];
  });
}

const hasIpv4 = (station: Station) => addressesOf(station).some((address) => familyOf(address) === 'ipv4');

async function askAll({ client, server, nameserver }: Asker, agents: Agents): Promise<NamesResult> {
  const expected = [...answersOf(nameserver)];
  const questions = expected.map(([, { question }]) => question);
  const answers = await agentOf(agents, client.id).ask<'names'>({ kind: 'names', server, questions });
  const problems = expected.flatMap(([key, { values }], index) => {
    const [seen, wanted] = [[...(answers[index] ?? [])].sort().join(' '), [...values].sort().join(' ')];
    return seen === wanted
      ? []
      : [`${client.label} asks ${server} for ${key}: ${seen || 'nothing'} instead of ${wanted}`];
  });
  return { asked: expected.length, problems };
}

interface Expected {
  readonly question: NameQuestion;
  readonly values: Set<string>;
}

/** By type and name. A machine whose IPv6 address nobody knows has no AAAA. */
export function answersOf({ records, aliases, reverseZones }: ResolvedNameserver): Map<string, Expected> {
  const all = new Map<string, Expected>();
  const add = (type: NameQuestion['type'], name: string, value: string) => {
    const one = all.get(`${type} ${name}`) ?? { question: { type, name }, values: new Set() };
    all.set(`${type} ${name}`, one);
    one.values.add(value);
  };
  const addAddresses = (name: string, of: string) => {
    for (const { names, ipv4, ipv6 } of records) {
      if (!names.includes(of)) continue;
      add('A', name, ipv4);
      if (ipv6 !== null) add('AAAA', name, ipv6);
    }
  };
  for (const name of new Set(records.flatMap(({ names }) => names))) addAddresses(name, name);
  for (const { name, target } of aliases) addAddresses(name, target);
  for (const { name: zone, pointers } of reverseZones)
    for (const { owner, target } of pointers) add('PTR', `${owner}.${zone}`, target);
  return all;
}
