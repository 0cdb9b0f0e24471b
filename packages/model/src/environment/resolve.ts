// Decides each environment: its place, and what runs there by topology.ts and by its pins.

import { appFindings, hostFindings } from '../app/findings.js';
import { type AppFolders, folderFindings } from '../app/folders.js';
import { appRelease, appsOf } from '../app/resolve.js';
import type { EnvironmentFacts } from '../component/facts.js';
import { impliedNeeds } from '../component/implied-needs.js';
import { orderReleases, type Release, type Place as ReleasePlace, wavesOf } from '../component/order.js';
import { orderFindings, waitingFindings } from '../component/order-findings.js';
import { isApplied, settleCharts, settleComponents } from '../component/releases.js';
import type { ResolvedComponents } from '../component/resolved.js';
import { unfitFindings } from '../component/unfit-findings.js';
import { versionFindings } from '../component/version-findings.js';
import { recordOf } from '../names.js';
import { type Entries, entriesOf, noEntries, sharedEntries } from '../pins/entries.js';
import { pinFindings } from '../pins/findings.js';
import type { Pins } from '../pins/pins.js';
import type { Report } from '../report.js';
import type { ResolvedCluster, ResolvedEnvironment, ResolvedNetwork, ResolvedSite } from '../resolved.js';
import type { AnyTopology } from '../topology.js';
import { withEntrances } from './entrance.js';
import { domainOf } from './host-name.js';
import { type Place, placeEnvironments } from './places.js';

type Named<T> = { readonly [name: string]: T };

export interface EnvironmentContext {
  readonly site: ResolvedSite;
  readonly networks: Named<ResolvedNetwork>;
  readonly clusters: Named<ResolvedCluster>;
  readonly pins: Pins;
  readonly folders: AppFolders | undefined;
  readonly report: Report;
}

/** Sorted by promotion order, then by name. */
export function resolveEnvironments(topology: AnyTopology, context: EnvironmentContext): Named<ResolvedEnvironment> {
  const report = onceEach(context.report);
  const places = placeEnvironments(topology, report);
  const shared = sharedEntries(topology);
  const entriesOfPlace = (place: Place) => environmentEntries(place, topology, context.pins, shared);
  pinFindings({ topology, places, pins: context.pins, shared, report });
  const resolved = places.map((place) => {
    const cluster = context.clusters[place.cluster] as ResolvedCluster;
    const owner = places.find(({ name }) => name === place.owner) as Place;
    return resolveEnvironment({
      place,
      entries: entriesOfPlace(place),
      owned: entriesOfPlace(owner),
      shared,
      pinned: isPinned(place, topology),
      topology,
      site: context.site,
      cluster,
      network: cluster.loadBalancer ? (context.networks[cluster.loadBalancer.network] ?? null) : null,
      folders: context.folders,
      report,
    });
  });
  hostFindings(resolved, topology, context.site, report);
  const entered = withEntrances(resolved, context.clusters);
  return Object.fromEntries(entered.map((environment) => [environment.name, environment]));
}

/** The first environment of an order, and each that has a branch of its own, takes what topology.ts says. */
export function isPinned({ order }: Pick<Place, 'order'>, { promotion }: AnyTopology): boolean {
  return order > 0 && promotion !== 'branches';
}

/** What runs in an environment; apps only where they belong. */
export function environmentEntries(place: Place, topology: AnyTopology, pins: Pins, shared: Entries): Entries {
  const all = isPinned(place, topology) ? (pins.get(place.name) ?? noEntries) : shared;
  return new Map(
    [...all].filter(([key]) => !key.startsWith('apps/') || belongs(key.slice('apps/'.length), place, topology)),
  );
}

function belongs(app: string, place: Place, topology: AnyTopology): boolean {
  const environments = topology.apps?.[app]?.environments;
  return environments === undefined || environments.includes(place.name);
}

function resolveEnvironment(facts: EnvironmentFacts): Omit<ResolvedEnvironment, 'entrance'> {
  const { place, topology } = facts;
  const settled = settleComponents(facts);
  const charts = settleCharts(facts);
  const apps = appsOf(facts);
  const releases = impliedNeeds(settled, charts);
  const brought = new Set(releases.flatMap(({ brings }) => brings));
  const order = orderReleases([...releases, ...apps.map((app) => appRelease(app, brought))]);
  orderFindings(order, facts);
  versionFindings(apps, facts);
  unfitFindings(settled, facts);
  waitingFindings(apps, facts);
  appFindings(apps, facts);
  folderFindings(apps, facts);
  const placed = <T extends { readonly name: string }>({ value, release }: { value: T; release: Release }) => {
    const at = order.places.get(value.name) as ReleasePlace;
    return [value.name, { ...value, ...at, applied: isApplied(release.layer, facts) }] as const;
  };
  return {
    name: place.name,
    cluster: place.cluster,
    branch: topology.environments?.[place.name]?.branch ?? (topology.promotion === 'branches' ? place.name : 'main'),
    after: place.after,
    order: place.order,
    last: place.last,
    suffix: place.suffix,
    approvers: topology.environments?.[place.name]?.approval?.owners ?? [],
    domain: domainOf(place.name, topology),
    owner: place.owner,
    ownsCluster: place.owner === place.name,
    components: recordOf(settled.map(placed)) as ResolvedComponents,
    charts: recordOf(charts.map(placed)),
    apps: recordOf(apps.map((app) => [app.name, app])),
    waves: wavesOf(order.places),
    platform: recordOf(entriesOf('platform', facts.entries).map(([name, { version }]) => [name, version as string])),
  };
}

/** The same fault in an entry that several environments share is said once. */
function onceEach(report: Report): Report {
  const said = new Set<string>();
  return (finding) => {
    const key = JSON.stringify([finding.code, finding.at, finding.message]);
    if (said.has(key)) return;
    said.add(key);
    report(finding);
  };
}
