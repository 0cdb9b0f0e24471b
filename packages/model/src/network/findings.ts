// What can be wrong among networks: equal VLAN ids, overlapping address ranges.
import { formatIpv4Prefix, type Ipv4Prefix, parseIpv4Prefix } from '../address/ipv4.js';
import { overlaps } from '../address/overlaps.js';
import { type ModelPath, modelPath } from '../model-path.js';
import { sortedKeys } from '../names.js';
import type { Report } from '../report.js';
import type { ResolvedCluster, ResolvedNetwork } from '../resolved.js';
import type { AnyTopology } from '../topology.js';

type Named<T> = { readonly [name: string]: T };

export function vlanFindings(topology: AnyTopology, report: Report): void {
  const first = new Map<number, string>();
  for (const name of sortedKeys(topology.networks)) {
    const vlan = (topology.networks[name] as { vlan: number }).vlan;
    const earlier = first.get(vlan);
    if (earlier === undefined) first.set(vlan, name);
    else {
      report({
        code: 'vlan-duplicate',
        at: modelPath('networks', name, 'vlan'),
        message: `VLAN ${vlan} is both ${earlier} and ${name}.`,
        fix: `Give ${name} a VLAN id of its own.`,
        related: [modelPath('networks', earlier, 'vlan')],
      });
    }
  }
}

interface LabelledPrefix extends Ipv4Prefix {
  readonly label: string;
  readonly at: ModelPath;
  /** The cluster that uses the range inside its tunnels; null for real networks. */
  readonly cluster: string | null;
}

/** Networks, and the pods' and services' ranges of every cluster. Ranges of two clusters never meet: both are tunnelled. */
export function prefixFindings(
  networks: Named<ResolvedNetwork>,
  clusters: Named<ResolvedCluster>,
  report: Report,
): void {
  const prefixes = [...Object.values(networks).map(networkPrefix), ...Object.values(clusters).flatMap(clusterPrefixes)];
  for (const { earlier, later } of overlaps(prefixes)) {
    if (earlier.cluster !== null && later.cluster !== null && earlier.cluster !== later.cluster) continue;
    report({
      code: 'network-overlap',
      at: later.at,
      message: `${formatIpv4Prefix(later)} (${later.label}) overlaps ${formatIpv4Prefix(earlier)} (${earlier.label}).`,
      fix: 'Give one of them a range of its own.',
      related: [earlier.at],
    });
  }
}

function networkPrefix({ name, ipv4 }: ResolvedNetwork): LabelledPrefix {
  return { ...parsed(ipv4.cidr), label: `network ${name}`, at: modelPath('networks', name, 'ipv4'), cluster: null };
}

function clusterPrefixes({ name, podCidr, serviceCidr }: ResolvedCluster): LabelledPrefix[] {
  return [
    {
      ...parsed(podCidr),
      label: `the pods of cluster ${name}`,
      at: modelPath('clusters', name, 'podCidr'),
      cluster: name,
    },
    {
      ...parsed(serviceCidr),
      label: `the services of cluster ${name}`,
      at: modelPath('clusters', name, 'serviceCidr'),
      cluster: name,
    },
  ];
}

const parsed = (cidr: string) => parseIpv4Prefix(cidr) as Ipv4Prefix;

/** /64s are equal or disjoint, so equal ones are all there is to find; those of one VLAN id are a finding already. */
export function ipv6Findings(networks: Named<ResolvedNetwork>, report: Report): void {
  const first = new Map<string, ResolvedNetwork>();
  for (const network of Object.values(networks)) {
    if (!network.ipv6) continue;
    const earlier = first.get(network.ipv6.cidr);
    if (!earlier) first.set(network.ipv6.cidr, network);
    else if (earlier.vlan !== network.vlan) reportEqualIpv6(earlier, network, report);
  }
}

function reportEqualIpv6(earlier: ResolvedNetwork, later: ResolvedNetwork, report: Report): void {
  report({
    code: 'network-overlap',
    at: modelPath('networks', later.name, 'ipv6'),
    message: `${later.ipv6?.cidr} is both network ${earlier.name} and network ${later.name}.`,
    fix: 'Give one of them a /64 of its own.',
    related: [modelPath('networks', earlier.name, 'ipv6')],
  });
}
