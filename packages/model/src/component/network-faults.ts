// Components of the network that lack what they announce, or do what something else of the cluster does already.
import type { ResolvedCluster } from '../resolved.js';
import type { EnvironmentFacts } from './facts.js';
import type { ResolvedComponents } from './resolved.js';

/** Without a full stop, which the place of a pin may come before. */
export type Fault = readonly [component: string, message: string, fix: string];

export function networkFaults(components: ResolvedComponents, { cluster }: EnvironmentFacts): Fault[] {
  return [
    ...missingAddresses(components, cluster),
    ...announcements(components, cluster),
    ...ofDistribution(components, cluster),
  ];
}

const pathOf = ({ name }: ResolvedCluster) => `clusters.${name}`;

function missingAddresses({ metallb, 'kube-vip': kubeVip }: ResolvedComponents, cluster: ResolvedCluster): Fault[] {
  const vip = `Give it one: vip: { network: '${cluster.network}', address: … }.`;
  const pool = 'Give it one: loadBalancer: { network: …, pool: […] }.';
  const noVip = kubeVip !== undefined && cluster.vip === null;
  const noPool = metallb !== undefined && cluster.loadBalancer === null;
  return [
    ...(noVip ? [['kube-vip', `${pathOf(cluster)} has no address for kube-vip to move`, vip] as const] : []),
    ...(noPool ? [['metallb', `${pathOf(cluster)} has no pool for MetalLB to give out`, pool] as const] : []),
  ];
}

function announcements({ cilium, metallb }: ResolvedComponents, { loadBalancer }: ResolvedCluster): Fault[] {
  const announcing = [cilium, metallb].filter((one) => one !== undefined && one.configuration.announce !== 'none');
  const peerless = announcing.filter((one) => one?.configuration.announce === 'bgp' && one.configuration.bgp === null);
  const peers = 'Name them: bgp: { localAsn: …, peers: [{ address: …, asn: … }] }.';
  const faults = peerless.map(
    (one): Fault => [one?.name ?? '', `${one?.name} announces by BGP and has no peers`, peers],
  );
  if (announcing.length < 2 || loadBalancer === null) return faults;
  const leave = "Leave it to MetalLB: announce: 'none' of cilium; or take metallb out.";
  return [...faults, ['cilium', 'Cilium and MetalLB would both announce the pool', leave]];
}

/** What k3s runs by itself, and k0s does not. */
function ofDistribution({ cilium, traefik }: ResolvedComponents, cluster: ResolvedCluster): Fault[] {
  const flannel = cluster.distribution === 'k3s' && cluster.flannelBackend !== 'none';
  const beside = `k3s runs flannel (${cluster.flannelBackend}) as pod network beside Cilium`;
  const switchOff = `Switch it off: flannelBackend: 'none' of ${pathOf(cluster)}.`;
  const packaged = cluster.distribution === 'k3s' && !cluster.disable.includes('traefik');
  const missing = `${pathOf(cluster)} installs no Traefik of its own`;
  const chart = "Install it as a chart: mode: 'standalone'.";
  return [
    ...(cilium && flannel ? [['cilium', beside, switchOff] as const] : []),
    ...(traefik?.configuration.mode === 'k3s' && !packaged ? [['traefik', missing, chart] as const] : []),
  ];
}
