// What the components of an environment read of it.
import { byCodeUnit } from '@groundplan/model';
import type { ComponentContext, Entry } from '../components/component.js';
import type { ClusterNode, EnvironmentSlice } from './slice.js';

const apiPort = 6443;

/** Without what differs from release to release: the entry is the gateway of one of them, and each has its own dependencies. */
export function environmentContext({
  environment,
  cluster,
  nodes,
}: EnvironmentSlice): Omit<ComponentContext, 'dependsOn'> {
  const { entrance, domain, platform } = environment;
  const { loadBalancer } = cluster;
  return {
    distribution: cluster.distribution,
    domain,
    domains: entrance.domains,
    clusterDomain: cluster.clusterDomain,
    api: { address: cluster.vip ?? cluster.api.address.value, port: apiPort },
    podCidr: cluster.podCidr,
    nodes: nodes.length,
    nodeInterfaces: interfaces(nodes, ({ own }) => own),
    upgradable: nodes.every(({ upgradable }) => upgradable) ? null : upgradableOf(nodes),
    k3s: cluster.distribution === 'k3s' ? (platform.k3s ?? null) : null,
    loadBalancer: loadBalancer && {
      name: loadBalancer.network,
      first: loadBalancer.start,
      last: loadBalancer.end,
      interfaces: interfaces(nodes, ({ balanced }) => balanced),
    },
    addressedBy: entrance.addressedBy,
    entry: environmentEntry(environment),
    wildcard: entrance.wildcard,
    mount: entrance.mount,
  };
}

export function environmentEntry({ entrance: { entry } }: EnvironmentSlice['environment']): Entry | null {
  if (entry === null) return null;
  if (entry.kind === 'ingress') return { kind: 'ingress', className: entry.name };
  return { kind: 'gateway', name: entry.name, namespace: entry.namespace };
}

/** A gateway is made by the component that serves it, though others could too. */
export function contextOf(
  name: string,
  slice: EnvironmentSlice,
  dependsOn: ComponentContext['dependsOn'],
): ComponentContext {
  const context = environmentContext(slice);
  const { entry } = slice.environment.entrance;
  const isForeign = gatewayMakers.has(name) && entry?.kind === 'gateway' && entry.by !== name;
  return { ...context, entry: isForeign ? null : context.entry, dependsOn };
}

const gatewayMakers = new Set(['cilium', 'envoy-gateway', 'traefik']);

const upgradableOf = (nodes: readonly ClusterNode[]) =>
  nodes.filter(({ upgradable }) => upgradable).map(({ name }) => name);

function interfaces(nodes: readonly ClusterNode[], of: (node: ClusterNode) => string | null): string[] {
  const names = nodes.map(of).filter((name) => name !== null);
  return [...new Set(names)].sort(byCodeUnit);
}
