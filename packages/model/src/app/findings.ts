// What is wrong with apps: names that two of them would have, and pins that name what is gone.
import { type EnvironmentFacts, placeOfFault } from '../component/facts.js';
import type { ResolvedApp, ResolvedComponent } from '../component/resolved.js';
import { type ModelPath, modelPath } from '../model-path.js';
import { checkSecret } from '../reference.js';
import type { Report } from '../report.js';
import type { ResolvedEnvironment, ResolvedSite } from '../resolved.js';
import type { AnyTopology } from '../topology.js';
import { zoneReference } from './references.js';

export function appFindings(apps: readonly ResolvedApp[], facts: EnvironmentFacts): void {
  for (const app of apps) longNames(app, facts);
  if (facts.pinned) pinnedReferences(apps, facts);
}

/** With the environment's ending: a namespace and a DNS label have 63 characters (RFC 1123). */
function longNames({ name, namespace, host }: ResolvedApp, facts: EnvironmentFacts): void {
  const long = [namespace, host?.split('.')[0] ?? ''].find((label) => label.length > 63);
  if (long === undefined) return;
  facts.report({
    code: 'name-unsafe',
    at: placeOfFault('apps', name, facts),
    message: `${long} has ${long.length} characters, with what ${facts.place.name} adds to it; 63 are allowed.`,
    fix: `Shorten the name, or the nameSuffix of ${facts.place.name}.`,
  });
}

/** What a pin names may be gone; the entries of topology.ts are checked before. */
function pinnedReferences(apps: readonly ResolvedApp[], { place, topology, report }: EnvironmentFacts): void {
  const at = modelPath('environments', place.name);
  for (const app of apps) {
    for (const zone of app.zones) zoneReference(at, zone, topology, report);
    for (const secret of app.secrets) checkSecret(at, secret, topology.secrets, report);
  }
}

/** All environments are below one domain: a name there is of one app, or of one machine. */
export function hostFindings(
  environments: readonly Omit<ResolvedEnvironment, 'entrance'>[],
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

/** With the app's or component's name and its place in topology.ts. */
export function namedHosts({ apps, components }: Pick<ResolvedEnvironment, 'apps' | 'components'>): NamedHost[] {
  const applied = (Object.values(components) as ResolvedComponent[]).filter((component) => component.applied);
  const named = [
    ...Object.values(apps),
    ...applied.map(({ name, from, configuration }) => ({ name, from, ...(configuration as { host?: string | null }) })),
  ];
  return named.flatMap(({ name, host, from }) => (typeof host === 'string' ? [[name, host, from] as const] : []));
}
