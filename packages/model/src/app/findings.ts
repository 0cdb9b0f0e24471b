// What is wrong with apps: names that two of them would have, and pins that name what is gone.
import type { EnvironmentFacts } from '../component/facts.js';
import type { ResolvedApp } from '../component/resolved.js';
import { type ModelPath, modelPath } from '../model-path.js';
import { checkSecret } from '../reference.js';
import type { Report } from '../report.js';
import type { ResolvedEnvironment, ResolvedSite } from '../resolved.js';
import type { AnyTopology } from '../topology.js';
import { zoneReference } from './references.js';

/** Of a pinned app: topology.ts is checked before. */
export function appFindings(apps: readonly ResolvedApp[], { pinned, place, topology, report }: EnvironmentFacts): void {
  if (!pinned) return;
  const at = modelPath('environments', place.name);
  for (const app of apps) {
    for (const zone of app.zones) zoneReference(at, zone, topology, report);
    for (const secret of app.secrets) checkSecret(at, secret, topology.secrets, report);
  }
}

/** All environments are below one domain: a name there is of one app, or of one machine. */
export function hostFindings(
  environments: readonly ResolvedEnvironment[],
  topology: AnyTopology,
  site: ResolvedSite,
  report: Report,
): void {
  const machines = [...Object.keys(topology.hosts), ...Object.keys(topology.devices ?? {})];
  const taken = new Map<string, readonly [label: string, at: ModelPath]>();
  for (const machine of machines)
    taken.set(`${machine}.${site.domain}`, [
      machine,
      modelPath(topology.hosts[machine] ? 'hosts' : 'devices', machine),
    ]);
  for (const environment of environments)
    for (const [name, host, at] of namedHosts(environment)) {
      const earlier = taken.get(host);
      if (earlier)
        report({
          code: 'name-duplicate',
          at,
          message: `${host} is the name of ${name} in ${environment.name}, and of ${earlier[0]}.`,
          fix: 'Give one of them another host.',
          related: [earlier[1]],
        });
      else taken.set(host, [`${name} in ${environment.name}`, at]);
    }
}

type NamedHost = readonly [name: string, host: string, at: ModelPath];

function namedHosts({ apps }: ResolvedEnvironment): NamedHost[] {
  return Object.values(apps).flatMap(({ name, host, from }) => (host === null ? [] : [[name, host, from] as const]));
}
