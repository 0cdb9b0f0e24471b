// What can be wrong with the VPN: references, equal keys, prefixes that others have, no way to call in.
import { parseIpv4Prefix } from '../address/ipv4.js';
import { parseIpv6Prefix } from '../address/ipv6.js';
import { linksOf } from '../host/attachments.js';
import { childPath, type ModelPath, modelPath } from '../model-path.js';
import { own, sortedKeys } from '../names.js';
import { checkReference, checkSecret } from '../reference.js';
import type { Report } from '../report.js';
import type { ResolvedCluster, ResolvedNetwork, ResolvedVpn } from '../resolved.js';
import type { AnyTopology } from '../topology.js';
import { vpnInterface } from './resolve.js';

type Named<T> = { readonly [name: string]: T };

export function vpnReferences(topology: AnyTopology, report: Report): void {
  const { vpn, hosts, secrets } = topology;
  if (!vpn) return;
  checkReference({ at: 'vpn.host', name: vpn.host, kind: 'host' }, hosts, report);
  checkSecret('vpn.privateKey', vpn.privateKey, secrets, report);
  for (const name of sortedKeys(vpn.peers)) {
    const { presharedKey } = vpn.peers[name] ?? {};
    if (presharedKey !== undefined)
      checkSecret(modelPath('vpn', 'peers', name, 'presharedKey'), presharedKey, secrets, report);
  }
  const host = own(hosts, vpn.host);
  if (host) hostFindings(vpn.host, host, report);
  keyFindings(vpn, report);
}

function hostFindings(name: string, host: AnyTopology['hosts'][string], report: Report): void {
  if (!host.router) {
    report({
      code: 'vpn-host',
      at: 'vpn.host',
      message: `${name} is no router.`,
      fix: `Name a host with router: true, or make ${name} one.`,
      related: [modelPath('hosts', name)],
    });
  }
  for (const [link] of linksOf(host)) {
    if (link !== vpnInterface) continue;
    report({
      code: 'name-duplicate',
      at: modelPath('hosts', name, 'links', link),
      message: `${vpnInterface} is the interface of the VPN.`,
      fix: 'Give the link another name.',
      related: ['vpn'],
    });
  }
}

/** A public key may be a private one by mistake, so none is ever shown. */
function keyFindings(vpn: NonNullable<AnyTopology['vpn']>, report: Report): void {
  const first = new Map<string, ModelPath>([[vpn.publicKey, 'vpn.publicKey']]);
  for (const name of sortedKeys(vpn.peers)) {
    const key = vpn.peers[name]?.publicKey ?? '';
    const at = modelPath('vpn', 'peers', name, 'publicKey');
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, at);
    else
      report({
        code: 'vpn-key-duplicate',
        at,
        message: `${name} has the public key that stands at ${earlier} too.`,
        fix: `Make a key pair for ${name}: wg genkey on its own machine, and wg pubkey of that here.`,
        related: [earlier],
        masked: true,
      });
  }
}

interface Prefix {
  readonly text: string;
  readonly label: string;
  readonly at: ModelPath;
}

interface Context {
  readonly topology: AnyTopology;
  readonly networks: Named<ResolvedNetwork>;
  readonly clusters: Named<ResolvedCluster>;
  readonly vpn: ResolvedVpn | null;
  readonly report: Report;
}

export function vpnFindings({ vpn, ...context }: Context): void {
  if (!vpn) return;
  const known = [...networkPrefixes(context), ...clusterPrefixes(context), ...uplinkPrefixes(context)];
  for (const prefix of ownPrefixes(vpn)) {
    const other = known.find((one) => meets(one.text, prefix.text));
    if (other) reportOverlap(prefix, other, context.report);
    known.push(prefix);
  }
  endpointFinding(vpn, context.report);
}

function ownPrefixes({ ipv4, ipv6, peers }: ResolvedVpn): Prefix[] {
  const behind = Object.values(peers).flatMap(({ name, from, networks }) =>
    networks.map((text, index) => ({ text, label: `behind the peer ${name}`, at: childPath(from, 'networks', index) })),
  );
  return [{ text: ipv4, label: 'the VPN', at: 'vpn.ipv4' }, { text: ipv6, label: 'the VPN', at: 'vpn' }, ...behind];
}

function networkPrefixes({ networks }: Pick<Context, 'networks'>): Prefix[] {
  return Object.values(networks).flatMap(({ name, ipv4, ipv6 }) => [
    { text: ipv4.cidr, label: `network ${name}`, at: modelPath('networks', name, 'ipv4') },
    ...(ipv6 ? [{ text: ipv6.cidr, label: `network ${name}`, at: modelPath('networks', name, 'ipv6') }] : []),
  ]);
}

function clusterPrefixes({ clusters }: Pick<Context, 'clusters'>): Prefix[] {
  return Object.values(clusters).flatMap(({ name, podCidr, serviceCidr }) => [
    { text: podCidr, label: `the pods of cluster ${name}`, at: modelPath('clusters', name, 'podCidr') },
    { text: serviceCidr, label: `the services of cluster ${name}`, at: modelPath('clusters', name, 'serviceCidr') },
  ]);
}

function uplinkPrefixes({ topology }: Pick<Context, 'topology'>): Prefix[] {
  return Object.entries(topology.hosts).flatMap(([name, host]) =>
    linksOf(host).flatMap(([link, { uplink }]) => {
      if (uplink?.kind !== 'static') return [];
      const at = modelPath('hosts', name, 'links', link, 'uplink', 'address');
      return [{ text: uplink.address, label: `the uplink ${link} of ${name}`, at }];
    }),
  );
}

function meets(some: string, other: string): boolean {
  const [a, b] = [rangeOf(some), rangeOf(other)];
  return a !== undefined && b !== undefined && a.family === b.family && a.first <= b.last && b.first <= a.last;
}

function rangeOf(text: string) {
  const ipv4 = parseIpv4Prefix(text);
  if (ipv4) return { family: 4, first: BigInt(ipv4.first), last: BigInt(ipv4.last) };
  const ipv6 = parseIpv6Prefix(text);
  return ipv6 && { family: 6, first: ipv6.first, last: ipv6.first + (1n << BigInt(128 - ipv6.length)) - 1n };
}

function reportOverlap(prefix: Prefix, other: Prefix, report: Report): void {
  report({
    code: 'vpn-overlap',
    at: prefix.at,
    message: `${prefix.text} (${prefix.label}) overlaps ${other.text} (${other.label}).`,
    fix: 'Give one of them a range of its own.',
    related: [other.at],
  });
}

function endpointFinding({ endpoint, peers }: ResolvedVpn, report: Report): void {
  const callers = Object.values(peers).filter((peer) => peer.endpoint === null);
  if (endpoint !== null || callers.length === 0) return;
  report({
    code: 'vpn-endpoint-missing',
    at: 'vpn',
    message: `Nothing says where ${callers.map(({ name }) => name).join(' and ')} can find the router from outside.`,
    fix: "Add endpoint: 'vpn.example.org', or the router’s fixed Internet address.",
  });
}
