// The address pools that clusters give to their services.
import { formatIpv4, type Ipv4Prefix, overlap, parseIpv4, parseIpv4Prefix } from '../address/ipv4.js';
import type { ServicePool } from '../address-plan/resolve.js';
import { childPath, modelPath } from '../model-path.js';
import { sortedKeys } from '../names.js';
import { resolvePool } from '../network/pool.js';
import type { Report } from '../report.js';
import type { ResolvedNetwork } from '../resolved.js';
import type { AnyTopology } from '../topology.js';

type Networks = { readonly [name: string]: ResolvedNetwork };

export function loadBalancerPools(topology: AnyTopology, networks: Networks, report: Report): ServicePool[] {
  const pools = sortedKeys(topology.clusters).flatMap((name) => clusterPool(name, topology, networks, report));
  pools.forEach((pool, index) => {
    for (const earlier of pools.slice(0, index))
      if (earlier.network === pool.network) reportOverlap(pool, earlier, report);
  });
  return pools;
}

function clusterPool(name: string, topology: AnyTopology, networks: Networks, report: Report): ServicePool[] {
  const balancer = topology.clusters?.[name]?.loadBalancer;
  if (!balancer) return [];
  const network = networks[balancer.network] as ResolvedNetwork;
  const at = modelPath('clusters', name, 'loadBalancer', 'pool');
  const pool = resolvePool(balancer.pool, parseIpv4Prefix(network.ipv4.cidr) as Ipv4Prefix);
  if (!pool.ok) {
    report({
      code: 'loadbalancer-pool-invalid',
      at,
      message: pool.message,
      fix: `Give the first and the last address of the pool, both inside ${network.ipv4.cidr}.`,
    });
    return [];
  }
  const label = `inside the load balancer pool of ${name}, ${formatIpv4(pool.range.first)} to ${formatIpv4(pool.range.last)}`;
  const range = { ...pool.range, label, code: 'address-in-loadbalancer-pool' as const, at };
  againstNetwork(range, network, report);
  return [{ network: network.name, range }];
}

function againstNetwork(range: ServicePool['range'], network: ResolvedNetwork, report: Report): void {
  const networkAt = modelPath('networks', network.name);
  const others = [
    {
      first: network.ipv4.gateway,
      last: network.ipv4.gateway,
      label: `the gateway of ${network.name}`,
      at: childPath(networkAt, 'gateway'),
    },
    ...(network.dhcp
      ? [
          {
            first: network.dhcp.start,
            last: network.dhcp.end,
            label: `the DHCP pool of ${network.name}`,
            at: childPath(networkAt, 'dhcp', 'pool'),
          },
        ]
      : []),
  ];
  for (const other of others) {
    if (!overlap(range, { first: parseIpv4(other.first) as number, last: parseIpv4(other.last) as number })) continue;
    report({
      code: 'pool-overlap',
      at: range.at,
      message: `The load balancer pool ${formatIpv4(range.first)} to ${formatIpv4(range.last)} overlaps ${other.label}.`,
      fix: 'Move one of them.',
      related: [other.at],
    });
  }
}

function reportOverlap(pool: ServicePool, earlier: ServicePool, report: Report): void {
  if (!overlap(pool.range, earlier.range)) return;
  report({
    code: 'pool-overlap',
    at: pool.range.at,
    message: `The load balancer pool ${formatIpv4(pool.range.first)} to ${formatIpv4(pool.range.last)} overlaps that of another cluster.`,
    fix: 'Move one of them.',
    related: [earlier.range.at],
  });
}
