// Delegated IPv6 prefixes: on which uplink a router gets one, which network gets which /64 of it, and who gets none.
import { isUniqueLocal, parseIpv6Prefix } from '../address/ipv6.js';
import { modelPath } from '../model-path.js';
import { recordOf } from '../names.js';
import { subnetIds } from '../network/subnet-ids.js';
import type { Report } from '../report.js';
import type { ResolvedHost, ResolvedInterface, ResolvedNetwork } from '../resolved.js';

type Named<T> = { readonly [name: string]: T };

interface Delegation {
  readonly uplink: ResolvedInterface;
  readonly length: number;
}

/**
 * The interface on which a router is delegated a prefix; of several the preferred one, because a network has one subnet id.
 * A modem's prefix comes to NetworkManager, which passes none on.
 */
export function delegatingUplink({ interfaces }: ResolvedHost): Delegation | undefined {
  const found = Object.values(interfaces).flatMap((uplink) => {
    const length = uplink.kind === 'modem' ? null : (uplink.wan?.delegatedPrefix ?? null);
    return length === null ? [] : [{ uplink, length }];
  });
  return found.sort((a, b) => (a.uplink.wan?.metric ?? 0) - (b.uplink.wan?.metric ?? 0))[0];
}

/** The networks with their subnet ids. */
export function delegateSubnets(
  networks: Named<ResolvedNetwork>,
  hosts: Named<ResolvedHost>,
  report: Report,
): Named<ResolvedNetwork> {
  const ids = new Map<string, number>();
  const byRouter = localNetworks(networks);
  for (const host of Object.values(hosts)) {
    const own = byRouter.get(host.name);
    const delegation = delegatingUplink(host);
    if (own && !delegation) reportModem(host, own, report);
    if (!own || !delegation) continue;
    const found = subnetIds(own, delegation.length);
    for (const [name, id] of found) ids.set(name, id);
    reportShort(own, found, delegation, report);
  }
  return recordOf(
    Object.values(networks).map((network) => {
      const subnetId = ids.get(network.name) ?? null;
      return [network.name, network.ipv6 ? { ...network, ipv6: { ...network.ipv6, subnetId } } : network];
    }),
  );
}

/** By router, those that have no public prefix of their own. */
function localNetworks(networks: Named<ResolvedNetwork>): Map<string, ResolvedNetwork[]> {
  const byRouter = new Map<string, ResolvedNetwork[]>();
  for (const network of Object.values(networks)) {
    if (network.router === null || !network.ipv6 || !isLocal(network.ipv6.cidr)) continue;
    byRouter.set(network.router, [...(byRouter.get(network.router) ?? []), network]);
  }
  return byRouter;
}

export const isLocal = (cidr: string) => {
  const prefix = parseIpv6Prefix(cidr);
  return prefix !== undefined && isUniqueLocal(prefix);
};

function reportShort(
  networks: readonly ResolvedNetwork[],
  ids: ReadonlyMap<string, number>,
  { uplink, length }: Delegation,
  report: Report,
): void {
  const names = (served: boolean) => networks.map(({ name }) => name).filter((name) => ids.has(name) === served);
  const [served, without] = [names(true), names(false)];
  if (without.length === 0 || !uplink.wan) return;
  const size = length === 64 ? 'one network' : `${2 ** (64 - length)} networks`;
  report({
    code: 'delegation-short',
    at: uplink.wan.from,
    message: `The provider delegates a /${length}, enough for ${size}: ${served.join(', ')}, by the lowest VLAN id. ${without.join(', ')} ${without.length === 1 ? 'gets' : 'get'} no public IPv6.`,
    fix: 'Ask the provider for more, such as a /56 for 256 networks, and state it: delegatedPrefix: 56.',
    related: without.map((name) => modelPath('networks', name)),
  });
}

/** 3GPP gives a modem a /64 for its own link (RFC 6459, section 5), and NetworkManager keeps it there. */
function reportModem({ interfaces }: ResolvedHost, networks: readonly ResolvedNetwork[], report: Report): void {
  const modem = Object.values(interfaces).find(({ kind, wan }) => kind === 'modem' && wan?.delegatedPrefix);
  if (!modem?.wan) return;
  const names = networks.map(({ name }) => name);
  report({
    code: 'delegation-short',
    at: modem.wan.from,
    message: `The modem keeps its /${modem.wan.delegatedPrefix} for itself: ${names.join(', ')} ${names.length === 1 ? 'gets' : 'get'} no public IPv6.`,
    fix: 'Write delegatedPrefix: false if that is meant, or add an uplink that delegates a prefix by DHCPv6.',
    related: names.map((name) => modelPath('networks', name)),
  });
}
