// The commands an operator types to deploy a host and to see that it is well; they run in the root of the repository.
import type { DeployStep, ResolvedTopology } from '@groundplan/model';

export interface StepCommands {
  /** What must be well before; each ends with 0 when it is, as those of `check` do. */
  readonly before: readonly string[];
  readonly deploy: readonly string[];
  readonly check: readonly string[];
}

type Clusters = ResolvedTopology['clusters'];

const config = '-F docs/generated/ssh_config';

export function commandsOf(step: DeployStep, clusters: Clusters): StepCommands {
  const patient = step.how === 'by-hand' ? '-o ConnectionAttempts=60 ' : '';
  const running = `ssh ${config} ${patient}${step.host} systemctl is-system-running --wait`;
  return {
    before: otherServers(step, clusters),
    deploy: deployCommands(step),
    check: [running, ...nodeChecks(step, clusters)],
  };
}

function deployCommands({ host, how }: DeployStep): string[] {
  if (how === 'switch') return [`make deploy HOST=${host}`];
  return [
    `rsync --recursive --delete -e 'ssh ${config}' hosts/${host}/generated/etc/ ${host}:groundplan-etc/`,
    `ssh ${config} -t ${host} 'sudo cp -r groundplan-etc/. /etc/ && sudo systemctl reboot'`,
  ];
}

const kubectl = (server: string, distribution: string) => `ssh ${config} -t ${server} sudo ${distribution} kubectl`;
const ready = (nodes: readonly string[], timeout: string) =>
  `wait --for=condition=Ready ${nodes.map((node) => `node/${node}`).join(' ')} --timeout=${timeout}`;

/** A member that is away already and one that is deployed are two. */
function otherServers({ host, cluster }: DeployStep, clusters: Clusters): string[] {
  if (cluster?.role !== 'server') return [];
  const { distribution } = cluster;
  const others = clusters[cluster.name]?.servers.filter((name) => name !== host) ?? [];
  if (others.length === 0) return [];
  // Not every server of k0s is a node.
  if (distribution === 'k0s') return others.map((other) => `${kubectl(other, distribution)} get --raw /readyz`);
  return [`${kubectl(host, distribution)} ${ready(others, '1m')}`];
}

/** A server answers for itself, an agent is seen by the server that it registered with. */
function nodeChecks({ host, cluster }: DeployStep, clusters: Clusters): string[] {
  if (!cluster) return [];
  const { distribution, name, role } = cluster;
  const { api, k0s } = clusters[name] ?? {};
  const isNode = k0s?.nodes[host]?.role !== 'controller';
  if (role === 'agent') return [`${kubectl(api?.host ?? host, distribution)} ${ready([host], '5m')}`];
  const ask = kubectl(host, distribution);
  return [`${ask} get --raw /readyz`, ...(isNode ? [`${ask} ${ready([host], '5m')}`] : [])];
}
