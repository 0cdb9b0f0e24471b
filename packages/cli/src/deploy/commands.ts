// The commands an operator types to deploy a host and to see that it is well; they run in the root of the repository.
import type { DeployStep, ResolvedTopology } from '@groundplan/model';

export interface StepCommands {
  readonly deploy: readonly string[];
  /** Each ends with 0 when all is well. */
  readonly check: readonly string[];
}

const config = '-F docs/generated/ssh_config';

export function commandsOf(step: DeployStep, clusters: ResolvedTopology['clusters']): StepCommands {
  const patient = step.how === 'by-hand' ? '-o ConnectionAttempts=60 ' : '';
  const running = `ssh ${config} ${patient}${step.host} systemctl is-system-running --wait`;
  return { deploy: deployCommands(step), check: [running, ...nodeChecks(step, clusters)] };
}

function deployCommands({ host, how }: DeployStep): string[] {
  if (how === 'switch') return [`make deploy HOST=${host}`];
  return [
    `rsync --recursive --delete -e 'ssh ${config}' hosts/${host}/generated/etc/ ${host}:groundplan-etc/`,
    `ssh ${config} -t ${host} 'sudo cp -r groundplan-etc/. /etc/ && sudo systemctl reboot'`,
  ];
}

/** A server answers for itself, an agent is seen by the server that it registered with. */
function nodeChecks({ host, cluster }: DeployStep, clusters: ResolvedTopology['clusters']): string[] {
  if (cluster?.distribution !== 'k3s') return [];
  const asked = cluster.role === 'server' ? host : (clusters[cluster.name]?.api.host ?? host);
  const kubectl = `ssh ${config} -t ${asked} sudo k3s kubectl`;
  const ready = `${kubectl} wait --for=condition=Ready node/${host} --timeout=5m`;
  return cluster.role === 'server' ? [`${kubectl} get --raw /readyz`, ready] : [ready];
}
