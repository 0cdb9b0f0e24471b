// Decides what only k0s has: the part of each node, its join token, the pods' network, the way to several controllers.
import { recordOf, sortedKeys } from '../names.js';
import { secretFile } from '../secret/resolve.js';
import type { AnyTopology } from '../topology.js';
import { joinTokens } from './join-tokens.js';
import type { K0sRole, ResolvedK0s } from './resolved.js';

type AnyCluster = NonNullable<AnyTopology['clusters']>[string];

/** Null for another distribution. */
export function resolveK0s(
  name: string,
  cluster: AnyCluster,
  vip: string | null,
  topology: AnyTopology,
): ResolvedK0s | null {
  if (cluster.distribution !== 'k0s') return null;
  return {
    networkProvider: hasCilium(name, topology) ? 'custom' : 'kuberouter',
    externalAddress: vip,
    nodeLocalLoadBalancing: vip === null && Object.keys(cluster.servers).length > 1,
    nodes: nodesOf(cluster),
  };
}

/** Cilium, where an environment brings it into the cluster. */
function hasCilium(cluster: string, { components, environments }: AnyTopology): boolean {
  const used = Object.values(environments ?? {}).some((environment) => environment.cluster === cluster);
  return used && components?.cilium !== undefined;
}

function nodesOf(cluster: AnyCluster): ResolvedK0s['nodes'] {
  const files = new Map(joinTokens(cluster).flatMap(({ secret, by }) => by.map((host) => [host, secretFile(secret)])));
  const node = (role: K0sRole) => (host: string) => [host, { role, tokenFile: files.get(host) ?? null }] as const;
  return recordOf([
    ...sortedKeys(cluster.servers).map((host) => node(serverRole(host, cluster))(host)),
    ...sortedKeys(cluster.agents).map(node('worker')),
  ]);
}

const serverRole = (host: string, { servers }: AnyCluster): K0sRole =>
  (servers[host]?.schedulable ?? true) ? 'controller+worker' : 'controller';
