// The releases of one environment before their order is known: configuration and values merged, needs listed.

import { formatIpv4, type Ipv4Prefix, parseIpv4, parseIpv4Prefix } from '../address/ipv4.js';
import type { ChartInput } from '../chart/schema.js';
import { chartSourceOf } from '../chart/source.js';
import { hostName } from '../environment/host-name.js';
import { modelPath } from '../model-path.js';
import { own } from '../names.js';
import { entriesOf, type PinnedComponent } from '../pins/entries.js';
import { type CatalogueEntry, servedKinds } from './catalogue/entry.js';
import { catalogued } from './catalogue/index.js';
import { type EnvironmentFacts, ownsCluster } from './facts.js';
import type { Release } from './order.js';
import type { ResolvedChart, ResolvedComponent } from './resolved.js';
import { type HelmValues, mergeValues, sorted } from './values.js';

type Unplaced<T> = Omit<T, 'layer' | 'wave' | 'dependsOn' | 'applied'>;

interface Settled<T> {
  readonly release: Release;
  readonly value: Unplaced<T>;
}

export type SettledComponent = Settled<ResolvedComponent> & { readonly entry: CatalogueEntry };
export type SettledChart = Settled<ResolvedChart>;

export function settleComponents(facts: EnvironmentFacts): SettledComponent[] {
  return entriesOf('components', facts.entries).flatMap(([name, pinned]) => {
    const entry = catalogued(name);
    return entry ? [settleComponent(entry, pinned as unknown as PinnedComponent, facts)] : [];
  });
}

function settleComponent(entry: CatalogueEntry, shared: PinnedComponent, facts: EnvironmentFacts): SettledComponent {
  const { name } = entry;
  const { values, ...ownConfiguration } = ownPart('components', name, facts);
  const stated = { ...entry.defaults, ...shared.configuration, ...ownConfiguration };
  const configuration = withHost(withAddress(stated as HelmValues, facts), facts);
  const source = typeof entry.source === 'function' ? entry.source(configuration) : entry.source;
  return {
    entry,
    release: {
      name,
      layer: entry.layer,
      brings: entry.apis.map(({ group }) => group),
      needs: entry.needs(configuration),
    },
    value: {
      ...common(name, 'components', shared, facts),
      ...named(entry.builtInto?.(configuration) ?? entry.namespace, entry.layer, facts),
      source,
      values: mergeValues(shared.values ?? {}, values ?? {}),
      configuration: sorted(configuration) as never,
      apis: servedKinds(entry.apis, shared.version),
    },
  };
}

/** An offset counts from the address of the load balancer's network. */
function withAddress(configuration: HelmValues, { network }: EnvironmentFacts): HelmValues {
  const { address } = configuration;
  if (typeof address !== 'number') return configuration;
  const prefix = network ? parseIpv4Prefix(network.ipv4.cidr) : undefined;
  return { ...configuration, address: prefix ? formatOffset(prefix, address) : null };
}

/** A label becomes the whole name. */
function withHost(configuration: HelmValues, { place, topology }: EnvironmentFacts): HelmValues {
  const { host } = configuration;
  return typeof host === 'string' ? { ...configuration, host: hostName(host, place, topology) } : configuration;
}

function formatOffset(prefix: Ipv4Prefix, offset: number): string {
  const address = prefix.first + offset;
  return address >= 0 && address < 2 ** 32 && parseIpv4(formatIpv4(address)) !== undefined
    ? formatIpv4(address)
    : `${offset}`;
}

export function settleCharts(facts: EnvironmentFacts): SettledChart[] {
  return entriesOf('charts', facts.entries).map(([name, pinned]) => {
    const chart = pinned as unknown as ChartInput<string, string>;
    const layer = chart.layer ?? 'controllers';
    return {
      release: { name, layer, brings: chart.crds ?? [], needs: chart.needs ?? [] },
      value: {
        ...common(name, 'charts', chart, facts),
        ...named(chart.namespace ?? name, layer, facts),
        source: chartSourceOf(name, chart),
        values: mergeValues(chart.values ?? {}, ownPart('charts', name, facts).values ?? {}),
        crds: [...new Set(chart.crds ?? [])].sort(),
      },
    };
  });
}

/** Controllers and configs are of the whole cluster; apps are of their environment. */
function named(namespace: string, layer: string, { place }: EnvironmentFacts) {
  const suffix = layer === 'apps' ? place.suffix : null;
  return { namespace: `${namespace}${suffix ?? ''}`, suffix };
}

function common(
  name: string,
  kind: 'components' | 'charts',
  { version, digest }: PinnedComponent,
  facts: EnvironmentFacts,
) {
  return { name, from: modelPath(kind, name), pinned: facts.pinned, version, digest: digest ?? null };
}

type OwnPart = { readonly values?: HelmValues; readonly [field: string]: unknown };

/** What the environment sets for itself; it applies at once, and is never promoted. */
function ownPart(kind: 'components' | 'charts', name: string, { topology, place }: EnvironmentFacts): OwnPart {
  const section = topology[kind] as
    | { readonly [name: string]: { readonly environments?: { readonly [name: string]: OwnPart } } }
    | undefined;
  return own(own(section, name)?.environments, place.name) ?? {};
}

/** Does this environment apply a release of the layer, or the owner of the cluster for it? */
export function isApplied(layer: string, facts: EnvironmentFacts): boolean {
  return layer === 'apps' || ownsCluster(facts);
}
