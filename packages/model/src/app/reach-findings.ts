// Apps whose zones the policy keeps from the address and ports that requests enter the cluster by.
import type { ResolvedApp } from '../component/resolved.js';
import { childPath, modelPath } from '../model-path.js';
import { parsePorts, stretchOf } from '../policy/ports.js';
import { type Reachability, reach, reachability } from '../policy/reach.js';
import type { Report } from '../report.js';
import type { ResolvedEnvironment, ResolvedTopology } from '../resolved.js';

export function reachFindings(topology: ResolvedTopology, report: Report): void {
  const said = new Set<string>();
  let analysis: Reachability | undefined;
  for (const environment of Object.values(topology.environments)) {
    for (const app of Object.values(environment.apps)) {
      if (app.host === null) continue;
      const network = entryNetwork(environment, topology);
      analysis ??= reachability(topology);
      for (const finding of findingsOf({ app, environment, network, analysis, topology })) {
        if (said.has(finding.at + finding.message)) continue;
        said.add(finding.at + finding.message);
        report(finding);
      }
    }
  }
}

/** Of the load balancer; nodes answer themselves where there is none. */
function entryNetwork({ cluster }: ResolvedEnvironment, { clusters }: ResolvedTopology): string {
  const found = clusters[cluster];
  return found?.loadBalancer?.network ?? found?.network ?? '';
}

interface Question {
  readonly app: ResolvedApp;
  readonly environment: ResolvedEnvironment;
  readonly network: string;
  readonly analysis: Reachability;
  readonly topology: ResolvedTopology;
}

type AppFinding = Parameters<Report>[0];

function findingsOf({ app, environment, network, analysis, topology }: Question): AppFinding[] {
  const at = app.pinned ? modelPath('environments', environment.name) : childPath(app.from, 'host');
  const code = 'app-unreachable';
  const { host, zones } = app;
  if (zones.length === 0)
    return [
      {
        code,
        at,
        message: `Nobody may ask for ${host}.`,
        fix: "Say who may, such as from: ['lan']; or leave host out.",
      },
    ];
  if (environment.entrance.entry === null) {
    // An app that waits for the owner of a shared cluster is told so by what it needs.
    if (!environment.ownsCluster) return [];
    return [
      {
        code,
        at,
        message: `Nothing in the cluster ${environment.cluster} takes requests for ${host}.`,
        fix: "Add what does, such as components: { traefik: { version: '…' } }.",
      },
    ];
  }
  const ports = environment.entrance.wildcard === null ? ['tcp/80', 'tcp/443'] : ['tcp/443'];
  return zones
    .filter((zone) => ports.every((port) => !isOpen(zone, network, port, analysis)))
    .map((zone) => ({
      code,
      at: app.pinned ? at : childPath(app.from, 'from'),
      message: `${app.name} is for ${zone}, and the policy keeps ${zone} from ${ports.join(' and ')} of ${network}, where requests arrive.`,
      fix:
        zone === 'wan'
          ? 'Take wan out of from: strangers reach no address of the load balancer.'
          : `Allow it: { from: '${zone}', to: '${network}', allow: ['tcp/443'] }; or take ${zone} out of from.`,
      related: topology.policy.some(({ at: stated }) => stated.startsWith('policy[')) ? ['policy'] : [],
    }));
}

/** For somebody of the zone, towards somebody of the network: the address is of no machine that a rule names. */
function isOpen(zone: string, network: string, port: string, analysis: Reachability): boolean {
  const parsed = parsePorts(port);
  const answer = reach(analysis, { from: zone, to: network, ports: parsed ? [stretchOf(parsed)] : [] });
  return answer === undefined || answer.parts.some((part) => part.allowed && part.to.includes(network));
}
