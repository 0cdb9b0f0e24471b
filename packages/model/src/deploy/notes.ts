// What an operator should know before deploying a host: who depends on it meanwhile.
import { byCodeUnit, sortedKeys } from '../names.js';
import type { ResolvedHost, ResolvedTopology } from '../resolved.js';

export type DeployNote =
  /** Networks whose machines reach others, and the Internet, through it. */
  | { readonly kind: 'routes'; readonly names: readonly string[] }
  /** Its cluster cannot decide anything while it is away: this many servers must all be up. */
  | { readonly kind: 'no-quorum'; readonly servers: number }
  /** Nodes register with it. */
  | { readonly kind: 'api' }
  /** Servers of its cluster that are deployed after it, although nodes should not be newer than they. */
  | { readonly kind: 'before-servers'; readonly names: readonly string[] }
  | { readonly kind: 'nameserver' }
  /** SSIDs. */
  | { readonly kind: 'wifi'; readonly names: readonly string[] };

type Parts = Pick<ResolvedTopology, 'hosts' | 'clusters' | 'networks'>;

export function notesOf(host: ResolvedHost, topology: Parts): DeployNote[] {
  const ssids = ssidsOf(host);
  return [
    ...routeNotes(host, topology),
    ...clusterNotes(host, topology),
    ...(host.nameserver && !host.router ? [{ kind: 'nameserver' } as const] : []),
    ...(ssids.length > 0 ? [{ kind: 'wifi', names: ssids } as const] : []),
  ];
}

/** Others, who are not routed by it, would miss it at once. */
export function providesForOthers(host: ResolvedHost): boolean {
  return host.nameserver !== null || ssidsOf(host).length > 0;
}

function ssidsOf({ interfaces }: ResolvedHost): string[] {
  const ssids = Object.values(interfaces).flatMap(({ radio }) => radio?.networks.map(({ ssid }) => ssid) ?? []);
  return [...new Set(ssids)].sort(byCodeUnit);
}

function routeNotes({ name }: ResolvedHost, { networks }: Parts): DeployNote[] {
  const names = sortedKeys(networks).filter((network) => networks[network]?.router === name);
  return names.length > 0 ? [{ kind: 'routes', names }] : [];
}

function clusterNotes({ name, node }: ResolvedHost, { hosts, clusters }: Parts): DeployNote[] {
  const cluster = clusters[node?.cluster ?? ''];
  if (!node || !cluster) return [];
  if (node.role === 'agent') {
    const later = cluster.servers.filter((server) => isLate(hosts[server]));
    return later.length > 0 && !isLate(hosts[name]) ? [{ kind: 'before-servers', names: later }] : [];
  }
  return [
    ...(cluster.servers.length < 3 ? [{ kind: 'no-quorum', servers: cluster.servers.length } as const] : []),
    ...(cluster.api.host === name ? [{ kind: 'api' } as const] : []),
  ];
}

const isLate = (host: ResolvedHost | undefined) => host !== undefined && (host.router || providesForOthers(host));
