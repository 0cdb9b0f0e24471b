// MTUs of a host's interfaces: what rides on an interface fits into it, and a segment has one MTU.
import { childPath, type ModelPath, modelPath } from '../model-path.js';
import type { Report } from '../report.js';
import type { ResolvedHost, ResolvedInterface, ResolvedNetwork, Sourced } from '../resolved.js';

type Named<T> = { readonly [name: string]: T };
type Mtu = Sourced<number> | null;

/** Of Ethernet (RFC 894), and of a network that says nothing else. */
export const ethernetMtu = 1500;

export function networkMtu(name: string, networks: Named<ResolvedNetwork>): Mtu {
  const mtu = networks[name]?.mtu ?? null;
  return mtu === null ? null : { value: mtu, from: modelPath('networks', name, 'mtu') };
}

interface Carrier {
  readonly from: ModelPath;
  readonly stated: number | undefined;
  readonly untagged: string | undefined;
  readonly tagged: readonly string[];
}

/** Of a link or port: what it says, that of its untagged network, or the largest that rides on it. */
export function carrierMtu({ from, stated, untagged, tagged }: Carrier, networks: Named<ResolvedNetwork>): Mtu {
  if (stated !== undefined) return { value: stated, from: childPath(from, 'mtu') };
  if (untagged !== undefined) return networkMtu(untagged, networks);
  const largest = tagged
    .map((name) => networkMtu(name, networks))
    .reduce((a, b) => (b !== null && b.value > (a?.value ?? ethernetMtu) ? b : a), null);
  return largest;
}

/** Of a VLAN: a network without an MTU keeps Ethernet's where the link below has a larger one. */
export function vlanMtu(network: string, parent: Mtu, networks: Named<ResolvedNetwork>): Mtu {
  const own = networkMtu(network, networks);
  if (own !== null || parent === null || parent.value <= ethernetMtu) return own;
  return { value: ethernetMtu, from: parent.from };
}

/** VLANs larger than what they ride on, and links whose MTU is not that of their untagged network. */
export function mtuFindings(hosts: Named<ResolvedHost>, networks: Named<ResolvedNetwork>, report: Report): void {
  for (const { interfaces } of Object.values(hosts)) {
    for (const one of Object.values(interfaces)) {
      for (const name of one.vlans) rideFinding(interfaces[name], one, report);
      segmentFinding(one, networks, report);
      portFindings(one, networks, report);
    }
  }
}

const sizeOf = (mtu: Mtu) => mtu?.value ?? ethernetMtu;

function rideFinding(vlan: ResolvedInterface | undefined, parent: ResolvedInterface, report: Report): void {
  if (!vlan || sizeOf(vlan.mtu) <= sizeOf(parent.mtu)) return;
  const network = vlan.network === null ? vlan.name : `Network ${vlan.network}`;
  report({
    code: 'mtu-mismatch',
    at: parent.from,
    message: `${network} has an MTU of ${sizeOf(vlan.mtu)}, but ${parent.name}, which carries it, one of ${sizeOf(parent.mtu)}.`,
    fix: `Say mtu: ${sizeOf(vlan.mtu)} for the link and for its untagged network, use a port for each, or lower that of ${vlan.network ?? vlan.name}.`,
    related: vlan.mtu ? [vlan.mtu.from] : [],
  });
}

function segmentFinding(one: ResolvedInterface, networks: Named<ResolvedNetwork>, report: Report): void {
  const network = one.kind === 'vlan' || one.network === null ? undefined : networks[one.network];
  if (!network || one.mtu === null || one.mtu.value === (network.mtu ?? ethernetMtu)) return;
  report({
    code: 'mtu-mismatch',
    at: one.mtu.from,
    message: `${one.name} has an MTU of ${one.mtu.value}, its network ${network.name} one of ${network.mtu ?? ethernetMtu}.`,
    fix: `Say mtu: ${one.mtu.value} for the network, so that all its machines agree, or take it away here.`,
    related: [modelPath('networks', network.name)],
  });
}

function portFindings(
  { name, mtu, bridgeVlans, master, from }: ResolvedInterface,
  networks: Named<ResolvedNetwork>,
  report: Report,
): void {
  if (!bridgeVlans || !master) return;
  const carried = [...bridgeVlans.tagged, ...(bridgeVlans.untagged ? [bridgeVlans.untagged] : [])].map(
    ({ value }) => value,
  );
  for (const network of Object.values(networks)) {
    if (!carried.includes(network.vlan) || (network.mtu ?? ethernetMtu) <= sizeOf(mtu)) continue;
    report({
      code: 'mtu-mismatch',
      at: mtu?.from ?? from,
      message: `The port ${name} lets through ${sizeOf(mtu)} bytes, but network ${network.name} has an MTU of ${network.mtu}.`,
      fix: `Say mtu: ${network.mtu} for the port, or lower that of the network.`,
      related: [modelPath('networks', network.name, 'mtu')],
    });
  }
}
