// The secrets that nodes join a cluster with: one for all of k3s; k0s signs one for controllers and another for workers.
import { childPath, type ModelPath } from '../model-path.js';
import { own, sortedKeys } from '../names.js';
import { checkSecret } from '../reference.js';
import type { Report } from '../report.js';
import type { AnyTopology } from '../topology.js';

type AnyCluster = NonNullable<AnyTopology['clusters']>[string];

export interface JoinToken {
  readonly field: 'token' | 'controllerToken';
  /** Who joins with it, as k0s names the role; null for every node of k3s. */
  readonly role: 'controller' | 'worker' | null;
  /** Name of the secret. */
  readonly secret: string;
  /** The hosts that read it. */
  readonly by: readonly string[];
}

/** The secret of agents, by distribution. */
export const defaultTokens = { k3s: 'k3s-token', k0s: 'k0s-worker-token' } as const;

/** Those that the cluster's nodes need. The server that creates a k0s cluster needs none. */
export function joinTokens(cluster: AnyCluster): JoinToken[] {
  const agents = sortedKeys(cluster.agents);
  const servers = sortedKeys(cluster.servers);
  if (cluster.distribution === 'k3s')
    return [{ field: 'token', role: null, secret: cluster.token ?? defaultTokens.k3s, by: [...servers, ...agents] }];
  const joining = servers.filter((server) => !createsCluster(server, cluster));
  const needed: JoinToken[] = [
    { field: 'token', role: 'worker', secret: cluster.token ?? defaultTokens.k0s, by: agents },
    {
      field: 'controllerToken',
      role: 'controller',
      secret: cluster.controllerToken ?? 'k0s-controller-token',
      by: joining,
    },
  ];
  return needed.filter(({ by }) => by.length > 0);
}

/** The server that is there first: the one that says so, or the only one. */
export function createsCluster(server: string, { servers }: AnyCluster): boolean {
  return servers[server]?.init === true || Object.keys(servers).length === 1;
}

export function tokenReferences(at: ModelPath, cluster: AnyCluster, topology: AnyTopology, report: Report): void {
  for (const field of ['token', 'controllerToken'] as const) {
    const secret = cluster[field];
    if (secret !== undefined) checkSecret(childPath(at, field), secret, topology.secrets, report);
  }
  for (const token of joinTokens(cluster)) {
    if (cluster[token.field] === undefined && own(topology.secrets, token.secret) === undefined)
      reportMissing(at, token, report);
  }
}

function reportMissing(at: ModelPath, { field, role, secret }: JoinToken, report: Report): void {
  const add = `Add '${secret}': {} to secrets, or name another: ${field}: '…'.`;
  report({
    code: 'secret-unknown',
    at,
    message: `The cluster’s join token${role === null ? '' : ` for ${role}s`}, the secret ${secret}, is not declared.`,
    fix: role === null ? add : `${add} Its value is what k0s token create --role=${role} prints on a server that runs.`,
  });
}
