// What can be wrong with a cluster's members: no or two first servers, hosts that cannot be nodes.
import { childPath, type ModelPath, modelPath } from '../model-path.js';
import { own, sortedKeys } from '../names.js';
import { checkReference } from '../reference.js';
import type { Report } from '../report.js';
import type { AnyTopology } from '../topology.js';
import { tokenReferences } from './join-tokens.js';
import { optionFindings } from './option-findings.js';
import { phoneTaintFindings } from './phone-taints.js';

export type AnyCluster = NonNullable<AnyTopology['clusters']>[string];

export function clusterReferences(topology: AnyTopology, report: Report): void {
  for (const [name, cluster] of Object.entries(topology.clusters ?? {})) {
    const at = modelPath('clusters', name);
    const host = (field: ModelPath, value: string) =>
      checkReference({ at: field, name: value, kind: 'host' }, topology.hosts, report);
    const network = (field: ModelPath, value: string | undefined) => {
      if (value !== undefined) checkReference({ at: field, name: value, kind: 'network' }, topology.networks, report);
    };
    host(childPath(at, 'api'), cluster.api);
    for (const server of Object.keys(cluster.servers)) host(childPath(at, 'servers', server), server);
    for (const agent of Object.keys(cluster.agents ?? {})) host(childPath(at, 'agents', agent), agent);
    network(childPath(at, 'network'), cluster.network);
    network(childPath(at, 'loadBalancer', 'network'), cluster.loadBalancer?.network);
    network(childPath(at, 'vip', 'network'), cluster.vip?.network);
    tokenReferences(at, cluster, topology, report);
  }
}

export function memberFindings(topology: AnyTopology, report: Report): void {
  const nodes = new Map<string, ModelPath>();
  for (const name of sortedKeys(topology.clusters)) {
    const cluster = topology.clusters?.[name] as AnyCluster;
    const at = modelPath('clusters', name);
    serverFindings(at, cluster, topology, report);
    phoneFindings(at, cluster, topology, report);
    optionFindings(at, cluster, topology, report);
    for (const field of ['servers', 'agents'] as const) {
      for (const host of sortedKeys(cluster[field])) oneNode(childPath(at, field, host), host, nodes, report);
    }
  }
}

function phoneFindings(at: ModelPath, { agents }: AnyCluster, { hosts }: AnyTopology, report: Report): void {
  for (const name of sortedKeys(agents)) {
    const taints = agents?.[name]?.taints;
    if (taints && own(hosts, name)?.os === 'android')
      phoneTaintFindings(childPath(at, 'agents', name), name, taints, report);
  }
}

function oneNode(at: ModelPath, host: string, nodes: Map<string, ModelPath>, report: Report): void {
  const earlier = nodes.get(host);
  if (earlier === undefined) nodes.set(host, at);
  else
    report({
      code: 'node-twice',
      at,
      message: `${host} is already a node: ${earlier}.`,
      fix: 'Take it out of one of the two.',
      related: [earlier],
    });
}

function serverFindings(at: ModelPath, cluster: AnyCluster, topology: AnyTopology, report: Report): void {
  const servers = sortedKeys(cluster.servers);
  if (servers.length === 0)
    report({
      code: 'cluster-no-server',
      at: childPath(at, 'servers'),
      message: 'The cluster has no server.',
      fix: 'Name at least one host under servers.',
    });
  else if (!servers.includes(cluster.api)) {
    report({
      code: 'cluster-api-not-server',
      at: childPath(at, 'api'),
      message: `${cluster.api} is no server of the cluster.`,
      fix: `Name one of its servers: ${servers.join(', ')}.`,
    });
  }
  initFindings(at, cluster, servers, report);
  for (const server of servers) {
    if (own(topology.hosts, server)?.os !== 'android') continue;
    report({
      code: 'node-os',
      at: childPath(at, 'servers', server),
      message: `${server} runs Android and cannot be a server.`,
      fix: 'Make it an agent.',
    });
  }
}

function initFindings(at: ModelPath, cluster: AnyCluster, servers: readonly string[], report: Report): void {
  const first = servers.filter((server) => cluster.servers[server]?.init);
  const path = (server: string) => childPath(at, 'servers', server, 'init');
  if (servers.length > 1 && first.length === 0) {
    report({
      code: 'cluster-no-init',
      at: childPath(at, 'servers'),
      message: 'No server creates the cluster.',
      fix: 'Add init: true to the server that is installed first.',
    });
  }
  if (first.length > 1) {
    report({
      code: 'cluster-two-inits',
      at: path(first[1] as string),
      message: `${first.join(' and ')} would each create the cluster.`,
      fix: 'Keep init: true on the server that is installed first.',
      related: [path(first[0] as string)],
    });
  }
  if (servers.length > 0 && servers.length % 2 === 0) {
    const survives = servers.length / 2 - 1;
    report({
      code: 'etcd-even',
      at: childPath(at, 'servers'),
      message: `${servers.length} servers survive the loss of ${survives === 0 ? 'none' : survives}, as ${servers.length - 1} would.`,
      fix: 'Use 1, 3 or 5 servers; make the others agents.',
    });
  }
}
