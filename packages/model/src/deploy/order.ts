// In which order hosts are deployed, so that a bad change stops early and nothing that others depend on goes first.
import { byCodeUnit, sortedKeys } from '../names.js';
import type { ResolvedCluster, ResolvedHost, ResolvedTopology } from '../resolved.js';
import { type DeployNote, notesOf, providesForOthers } from './notes.js';

/** Why a batch stands where it stands; also the order of the batches. */
export const deployReasons = ['ordinary', 'server', 'agent', 'shared', 'router'] as const;
export type DeployReason = (typeof deployReasons)[number];

export interface DeployStep {
  readonly host: string;
  /** A NixOS host is switched; what is generated for another Linux is copied there by hand. */
  readonly how: 'switch' | 'by-hand';
  readonly address: string;
  readonly cluster: { readonly name: string; readonly role: 'server' | 'agent'; readonly distribution: string } | null;
  readonly router: boolean;
  readonly notes: readonly DeployNote[];
}

/** Hosts that may be deployed at the same time; the next batch waits until all of them are well. */
export interface DeployBatch {
  readonly reason: DeployReason;
  readonly steps: readonly DeployStep[];
}

export interface DeployOrder {
  readonly batches: readonly DeployBatch[];
  /** Nothing is deployed there from another machine. */
  readonly skipped: readonly { readonly host: string; readonly because: 'android' | 'no-address' }[];
}

type Parts = Pick<ResolvedTopology, 'hosts' | 'clusters' | 'networks' | 'dns'>;

/** Every host once, in a batch or skipped; with `only`, those hosts. */
export function deployOrder(topology: Parts, only?: readonly string[]): DeployOrder {
  const chosen = sortedKeys(topology.hosts).filter((name) => !only || only.includes(name));
  const hosts = chosen.map((name) => topology.hosts[name] as ResolvedHost);
  const deployable = hosts.filter((host) => !skipReason(host));
  const batches = deployReasons.flatMap((reason) =>
    batchesOf(
      reason,
      deployable.filter((host) => reasonOf(host) === reason),
      topology,
    ).map((members) => ({ reason, steps: members.map((host) => stepOf(host, topology)) })),
  );
  const skipped = hosts.flatMap((host) => {
    const because = skipReason(host);
    return because ? [{ host: host.name, because }] : [];
  });
  return { batches, skipped };
}

function skipReason({ os, address }: ResolvedHost): 'android' | 'no-address' | undefined {
  if (os === 'android') return 'android';
  return address ? undefined : 'no-address';
}

/** What connects others outweighs what computes: a router that is a server goes last. */
function reasonOf(host: ResolvedHost): DeployReason {
  if (host.router) return 'router';
  if (providesForOthers(host)) return 'shared';
  return host.node?.role ?? 'ordinary';
}

function batchesOf(reason: DeployReason, hosts: readonly ResolvedHost[], { clusters }: Parts): ResolvedHost[][] {
  if (hosts.length === 0) return [];
  if (reason === 'ordinary') return [[...hosts]];
  if (reason === 'agent') return rounds(hosts, clusters);
  return [...hosts]
    .sort((a, b) => rank(a, clusters) - rank(b, clusters) || byCodeUnit(a.name, b.name))
    .map((one) => [one]);
}

/** Servers after others; among them the one that created the cluster later, the one that nodes register with last. */
function rank({ name, node }: ResolvedHost, clusters: Parts['clusters']): number {
  if (node?.role !== 'server') return 0;
  const isApi = clusters[node.cluster]?.api.host === name;
  return 1 + (node.init ? 1 : 0) + (isApi ? 2 : 0);
}

/** At most a third of a cluster's agents at a time, so that workloads have somewhere to go. */
function rounds(hosts: readonly ResolvedHost[], clusters: Parts['clusters']): ResolvedHost[][] {
  const seen = new Map<string, number>();
  const batches: ResolvedHost[][] = [];
  for (const host of hosts) {
    const name = host.node?.cluster ?? '';
    const index = seen.get(name) ?? 0;
    seen.set(name, index + 1);
    const round = Math.floor(index / Math.ceil((clusters[name] as ResolvedCluster).agents.length / 3));
    const batch = batches[round];
    if (batch) batch.push(host);
    else batches[round] = [host];
  }
  return batches;
}

function stepOf(host: ResolvedHost, topology: Parts): DeployStep {
  const { node } = host;
  const distribution = node && (topology.clusters[node.cluster]?.distribution ?? '');
  return {
    host: host.name,
    how: host.os === 'nixos' ? 'switch' : 'by-hand',
    address: host.address?.value ?? '',
    cluster: node && { name: node.cluster, role: node.role, distribution: distribution ?? '' },
    router: host.router,
    notes: notesOf(host, topology),
  };
}
