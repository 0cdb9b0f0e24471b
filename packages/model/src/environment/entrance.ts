// How requests enter a cluster: decided once by what its owner applies, the same for every environment there.
import type { ResolvedEntrance, ResolvedEntry } from '../component/resolved.js';
import { byCodeUnit } from '../names.js';
import type { ResolvedCluster, ResolvedEnvironment } from '../resolved.js';

type Undecided = Omit<ResolvedEnvironment, 'entrance'>;

export function withEntrances(
  environments: readonly Undecided[],
  clusters: { readonly [name: string]: ResolvedCluster },
): ResolvedEnvironment[] {
  return environments.map((environment) => {
    const owner = environments.find(({ name }) => name === environment.owner) as Undecided;
    const sharing = environments.filter(({ cluster }) => cluster === environment.cluster);
    const domains = [...new Set(sharing.map(({ domain }) => domain))].sort(byCodeUnit);
    return { ...environment, entrance: entranceOf(owner, clusters[environment.cluster] as ResolvedCluster, domains) };
  });
}

function entranceOf({ components }: Undecided, cluster: ResolvedCluster, domains: readonly string[]): ResolvedEntrance {
  const entry = entryOf(components, cluster);
  const { 'cert-manager': certManager, 'external-secrets': externalSecrets } = components;
  const signed = certManager?.configuration.wildcard === true && certManager.configuration.issuer !== null;
  const reads = externalSecrets?.configuration.store === 'openbao';
  return {
    entry,
    addressedBy: addressedBy(components, cluster),
    domains,
    wildcard: signed ? { secret: 'wildcard-tls', namespace: entry?.namespace ?? certManager.namespace } : null,
    mount: reads ? externalSecrets.configuration.mount : null,
  };
}

/** The name that a gateway has in every cluster. */
const gatewayName = 'public';

function entryOf(components: Undecided['components'], cluster: ResolvedCluster): ResolvedEntry | null {
  const { 'envoy-gateway': envoy, cilium, traefik } = components;
  if (envoy) return gateway('envoy-gateway', envoy.namespace);
  if (cilium?.configuration.gatewayApi) return gateway('cilium', cilium.namespace);
  const isPackaged = cluster.distribution === 'k3s' && !cluster.disable.includes('traefik');
  if (!traefik) return isPackaged ? ingress('kube-system') : null;
  return traefik.configuration.gatewayApi ? gateway('traefik', traefik.namespace) : ingress(traefik.namespace);
}

const gateway = (by: ResolvedEntry['by'], namespace: string): ResolvedEntry => ({
  kind: 'gateway',
  by,
  name: gatewayName,
  namespace,
});
const ingress = (namespace: string): ResolvedEntry => ({ kind: 'ingress', by: 'traefik', name: 'traefik', namespace });

function addressedBy({ cilium, metallb, 'kube-vip': kubeVip }: Undecided['components'], cluster: ResolvedCluster) {
  if (cluster.loadBalancer === null) return null;
  if (cilium && cilium.configuration.announce !== 'none') return 'cilium';
  if (metallb) return 'metallb';
  return kubeVip?.configuration.services ? 'kube-vip' : null;
}
