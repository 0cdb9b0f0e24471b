// Rules to networks on which the topology knows nobody.
import { childPath } from '../model-path.js';
import type { Report } from '../report.js';
import type { ResolvedNetwork, ResolvedTopology } from '../resolved.js';

/** A network with a DHCP pool has clients, known by name or not. */
export function emptyZoneFindings(topology: ResolvedTopology, report: Report): void {
  const empty = emptyNetworks(topology);
  for (const { at, to } of topology.policy) {
    const networks = at.startsWith('policy[') ? to.filter((name) => empty.has(name)) : [];
    if (networks.length === 0) continue;
    report({
      code: 'policy-empty-zone',
      at: childPath(at, 'to'),
      message: `There is no host or device on ${networks.join(' and ')}, and no DHCP for others.`,
      fix: 'Add the machines the rule is meant for, or remove the rule.',
      related: networks.map((name) => `networks.${name}`),
    });
  }
}

function emptyNetworks({ networks, hosts, devices }: ResolvedTopology): ReadonlySet<string> {
  const machines = [...Object.values(hosts).filter(({ router }) => !router), ...Object.values(devices)];
  const used = new Set(machines.flatMap(({ addresses }) => Object.keys(addresses)));
  const isEmpty = ({ name, dhcp }: ResolvedNetwork) => dhcp === null && !used.has(name);
  return new Set(
    Object.values(networks)
      .filter(isEmpty)
      .map(({ name }) => name),
  );
}
