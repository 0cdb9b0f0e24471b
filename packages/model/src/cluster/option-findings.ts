// Settings that the cluster's distribution does not have, and would pass over in silence.
import { childPath, type ModelPath } from '../model-path.js';
import { own, sortedKeys } from '../names.js';
import type { Report } from '../report.js';
import type { AnyTopology } from '../topology.js';
import { componentsOf } from './schema.js';

type AnyCluster = NonNullable<AnyTopology['clusters']>[string];

const onlyOf = {
  k3s: ['flannelBackend', 'registries'],
  k0s: ['controllerToken'],
} as const;

export function optionFindings(at: ModelPath, cluster: AnyCluster, topology: AnyTopology, report: Report): void {
  const { distribution } = cluster;
  const other = distribution === 'k3s' ? 'k0s' : 'k3s';
  for (const option of onlyOf[other]) {
    if (cluster[option] === undefined) continue;
    report({
      code: 'cluster-option',
      at: childPath(at, option),
      message: `${distribution} has no ${option}.`,
      fix: `Remove ${option}, or make the cluster one of ${other}.`,
    });
  }
  componentFindings(at, cluster, report);
  if (distribution === 'k0s') k0sFindings(at, cluster, topology, report);
}

function componentFindings(at: ModelPath, { distribution, disable = [] }: AnyCluster, report: Report): void {
  const known: readonly string[] = componentsOf[distribution];
  disable.forEach((component, index) => {
    if (known.includes(component)) return;
    report({
      code: 'cluster-option',
      at: childPath(at, 'disable', index),
      message: `${distribution} installs no ${component} that could be left out.`,
      fix: `Remove it. What ${distribution} may leave out: ${known.join(', ')}.`,
    });
  });
}

function k0sFindings(at: ModelPath, cluster: AnyCluster, { hosts }: AnyTopology, report: Report): void {
  for (const server of sortedKeys(cluster.servers))
    marksFindings(childPath(at, 'servers', server), server, cluster, report);
  for (const agent of sortedKeys(cluster.agents)) {
    if (own(hosts, agent)?.os !== 'android') continue;
    report({
      code: 'node-os',
      at: childPath(at, 'agents', agent),
      message: `${agent} runs Android, where nothing here starts k0s.`,
      fix: 'Take it out, or make the cluster one of k3s.',
    });
  }
  if (cluster.vip && Object.values(cluster.servers).every((server) => server?.schedulable === false))
    report({
      code: 'cluster-option',
      at: childPath(at, 'vip'),
      message: 'No server of the cluster runs pods, so none can run kube-vip, which moves the address.',
      fix: 'Remove schedulable: false from the servers, or vip: workers reach all servers of k0s without it.',
    });
}

/** A controller without a kubelet registers no node that could be labelled. */
function marksFindings(at: ModelPath, server: string, { servers }: AnyCluster, report: Report): void {
  const { schedulable = true, ...marks } = servers[server] ?? {};
  if (schedulable) return;
  for (const field of ['labels', 'taints'] as const) {
    if (marks[field] === undefined) continue;
    report({
      code: 'cluster-option',
      at: childPath(at, field),
      message: `${server} runs no pods, and is no node that could have ${field}.`,
      fix: `Remove ${field}, or schedulable: false.`,
    });
  }
}
