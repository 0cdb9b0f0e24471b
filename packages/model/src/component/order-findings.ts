// What is wrong with the order of an environment's releases: circles, needs that nobody meets, CRDs of two owners.
import { childPath, modelPath } from '../model-path.js';
import { entriesOf } from '../pins/entries.js';
import { catalogue, catalogued, componentNames } from './catalogue/index.js';
import { type EnvironmentFacts, isDeclared, originOf, ownsCluster, pinnedIn, placeOfFault } from './facts.js';
import type { Order } from './order.js';
import { isGroup } from './references.js';
import type { ResolvedApp } from './resolved.js';

type Kind = 'components' | 'charts' | 'apps';

/** The kind of a release of the environment; names are unique among the three. */
function kindOf(name: string, { entries }: EnvironmentFacts): Kind {
  if (catalogued(name)) return 'components';
  return entries.has(`charts/${name}`) ? 'charts' : 'apps';
}

export function orderFindings(order: Order, facts: EnvironmentFacts): void {
  for (const cycle of order.cycles) reportCycle(cycle, facts);
  for (const [group, releases] of order.twice) reportTwice(group, releases, facts);
  for (const [release, need] of order.unmet) reportUnmet(release, need, facts);
}

const needsPath = (name: string, facts: EnvironmentFacts) => {
  const kind = kindOf(name, facts);
  const at = placeOfFault(kind, name, facts);
  return kind === 'components' || facts.pinned ? at : childPath(at, 'needs');
};

function reportCycle(cycle: readonly string[], facts: EnvironmentFacts): void {
  const at = cycle.map((name) => needsPath(name, facts));
  facts.report({
    code: 'component-cycle',
    at: at[0] as string,
    message: `${listed(cycle)} need each other${pinnedIn(facts)}.`,
    fix: 'Take one of the needs out, or split what is needed into a chart of its own.',
    related: [...new Set(at.slice(1))],
  });
}

const listed = (names: readonly string[]) => `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

function reportTwice(group: string, releases: readonly string[], facts: EnvironmentFacts): void {
  const [first = '', second = ''] = releases;
  facts.report({
    code: 'crd-twice',
    at: placeOfFault(kindOf(second, facts), second, facts),
    message: `${listed(releases)} each install the CRDs of ${group}${pinnedIn(facts)}.`,
    fix: 'Keep one of them, or switch the CRDs of the other off in its values and take the group out of its crds.',
    related: [placeOfFault(kindOf(first, facts), first, facts)],
  });
}

function reportUnmet(release: string, need: string, facts: EnvironmentFacts): void {
  if (isGroup(need) && isProvided(need, facts)) return;
  const at = needsPath(release, facts);
  if (isElsewhere(need, facts)) reportForeign(release, need, facts);
  else if (facts.pinned) reportNotPromoted(release, need, facts);
  else if (isGroup(need))
    facts.report({
      code: 'crd-missing',
      at,
      message: `${release} needs the API group ${need}, which nothing in ${facts.place.name} brings.`,
      fix: bringing(need),
    });
  else
    facts.report({
      code: 'reference-unknown',
      at,
      message: `${release} needs ${need}, which is not declared.`,
      fix: catalogued(need)
        ? `Add it: components: { ${quoted(need)}: { version: '…' } }.`
        : 'Declare it, or take the need out.',
    });
}

const quoted = (name: string) => (name.includes('-') ? `'${name}'` : name);

function bringing(group: string): string {
  const known = componentNames.find((name) => catalogue[name].apis.some((api) => api.group === group));
  return known
    ? `Add the component that brings it: ${quoted(known)}: { version: '…' }.`
    : `Say which chart brings it: crds: ['${group}'].`;
}

/** An app that is declared for other environments only. */
function isElsewhere(need: string, facts: EnvironmentFacts): boolean {
  const environments = facts.topology.apps?.[need]?.environments;
  return environments !== undefined && !environments.includes(facts.place.name);
}

function reportForeign(release: string, need: string, facts: EnvironmentFacts): void {
  const where = (facts.topology.apps?.[need]?.environments ?? []).join(', ') || 'none';
  facts.report({
    code: 'environment-dependency',
    at: needsPath(release, facts),
    message: `${release} runs in ${facts.place.name} and needs ${need}, which runs in ${where} only.`,
    fix: `Run ${need} in ${facts.place.name} too, or ${release} where ${need} runs.`,
    related: [modelPath('apps', need, 'environments')],
  });
}

function reportNotPromoted(release: string, need: string, facts: EnvironmentFacts): void {
  const { place } = facts;
  const bringer = isGroup(need) ? bringerIn(need, facts) : need;
  const known =
    bringer !== undefined &&
    (['components', 'charts', 'apps'] as const).some((kind) => isDeclared(kind, bringer, facts));
  facts.report({
    code: 'pin-missing',
    at: modelPath('environments', place.name),
    message: `${release} has been promoted to ${place.name} without ${need}, which it needs.`,
    fix: known
      ? `Promote it: groundplan promote ${place.after} ${place.name} --only ${bringer}.`
      : `Declare it, let it pass through the environments before, or roll back ${release}.`,
  });
}

function bringerIn(group: string, { shared }: EnvironmentFacts): string | undefined {
  const charts = entriesOf('charts', shared).find(([, { crds }]) => Array.isArray(crds) && crds.includes(group));
  if (charts) return charts[0];
  return entriesOf('components', shared).find(([name]) =>
    catalogued(name)?.apis.some((api) => api.group === group),
  )?.[0];
}

/** Groups of Kubernetes itself (kubernetes.io/docs/reference/kubernetes-api), besides those without a dot. */
const builtIn = new Set(
  'admissionregistration apiextensions apiregistration authentication authorization certificates coordination discovery events networking node rbac.authorization resource scheduling storage'
    .split(' ')
    .map((name) => `${name}.k8s.io`),
);

/** Groups that are there before any release: of Kubernetes, of Flux, and of what the distribution installs. */
function isProvided(group: string, { cluster }: EnvironmentFacts): boolean {
  if (builtIn.has(group) || group === 'flowcontrol.apiserver.k8s.io' || group.endsWith('.toolkit.fluxcd.io'))
    return true;
  if (cluster.distribution === 'k0s') return group.endsWith('.k0sproject.io');
  return /^(helm|k3s)\.cattle\.io$/.test(group) || (group === 'traefik.io' && !cluster.disable.includes('traefik'));
}

/** On a shared cluster, what the owner must have before an app of another environment can start. */
export function waitingFindings(apps: readonly ResolvedApp[], facts: EnvironmentFacts): void {
  if (ownsCluster(facts)) return;
  for (const app of apps)
    for (const need of app.needs) {
      const key = catalogued(need) ? `components/${need}` : `charts/${need}`;
      if (!facts.entries.has(key) || facts.owned.has(key) || facts.entries.get(key)?.layer === 'apps') continue;
      if (catalogued(need)?.layer === 'apps') continue;
      facts.report({
        code: 'component-not-applied',
        at: originOf('apps', app.name, facts),
        message: `${app.name} needs ${need} in ${facts.place.name}, but ${facts.place.owner} owns the cluster ${facts.place.cluster} and does not have it yet.`,
        fix: `Promote ${need} up to ${facts.place.owner} first.`,
      });
    }
}
