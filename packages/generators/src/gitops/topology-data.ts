// The values that hand-written apps may read of the topology. The keys are an interface: they are added, never renamed.
import type { EnvironmentSlice } from './slice.js';

/**
 * domain, site-domain, environment, cluster, cluster-domain, api (address of the cluster's API), time-zone, nameservers,
 * load-balancer.first and .last where there is one, and of each network: network.<name>.cidr, .prefix, .gateway, .vlan and .nameservers.
 */
export function topologyData({ environment, cluster, site, networks }: EnvironmentSlice): {
  readonly [key: string]: string;
} {
  const { loadBalancer } = cluster;
  return {
    api: cluster.vip ?? cluster.api.address.value,
    cluster: cluster.name,
    'cluster-domain': cluster.clusterDomain,
    domain: environment.domain,
    environment: environment.name,
    ...(loadBalancer ? { 'load-balancer.first': loadBalancer.start, 'load-balancer.last': loadBalancer.end } : {}),
    nameservers: (networks[cluster.network]?.dns ?? site.nameservers).join(','),
    ...Object.fromEntries(Object.entries(networks).flatMap(([name, network]) => networkData(name, network))),
    'site-domain': site.domain,
    'time-zone': site.timeZone,
  };
}

function networkData(name: string, { vlan, ipv4, dns }: EnvironmentSlice['networks'][string]): [string, string][] {
  return [
    [`network.${name}.cidr`, ipv4.cidr],
    [`network.${name}.gateway`, ipv4.gateway],
    [`network.${name}.nameservers`, dns.join(',')],
    [`network.${name}.prefix`, `${ipv4.prefix}`],
    [`network.${name}.vlan`, `${vlan}`],
  ];
}
