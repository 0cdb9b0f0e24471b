// Decides each network: addresses of the network itself, gateway, DHCP pool, resolvers.
import { formatIpv4, type Ipv4Prefix, inRange, netmask, parseIpv4, parseIpv4Prefix } from '../address/ipv4.js';
import {
  digitsAsHex,
  formatIpv6,
  formatIpv6Prefix,
  type Ipv6Prefix,
  parseIpv6Prefix,
  vlanPrefix,
} from '../address/ipv6.js';
import { childPath, type ModelPath, modelPath } from '../model-path.js';
import { recordOf, sortedKeys } from '../names.js';
import type { Report } from '../report.js';
import type { ResolvedDhcp, ResolvedNetwork, ResolvedSite } from '../resolved.js';
import type { AnyTopology } from '../topology.js';
import { resolvePool } from './pool.js';
import type { NetworkInput } from './schema.js';

interface Context {
  readonly site: ResolvedSite;
  /** The routers of each network, by network name. */
  readonly routers: ReadonlyMap<string, readonly string[]>;
  /** Time servers of clients whose network names none. */
  readonly ntp: readonly string[];
  readonly report: Report;
}

export function resolveNetworks(topology: AnyTopology, context: Context): { [name: string]: ResolvedNetwork } {
  return recordOf(
    sortedKeys(topology.networks).map((name) => [
      name,
      resolveNetwork(name, topology.networks[name] as NetworkInput, context),
    ]),
  );
}

function resolveNetwork(name: string, input: NetworkInput, context: Context): ResolvedNetwork {
  const at = modelPath('networks', name);
  const prefix = parseIpv4Prefix(input.ipv4) as Ipv4Prefix;
  const router = onlyRouter(name, context);
  const gateway = resolveGateway(input, prefix, at, context.report);
  const dhcp = resolveDhcp(input, { prefix, gateway, at }, context);
  if (dhcp && router === null) reportNoRouter(name, at, context.report);
  return {
    name,
    description: input.description ?? null,
    vlan: input.vlan,
    ipv4: {
      cidr: input.ipv4,
      prefix: prefix.length,
      netmask: netmask(prefix.length),
      network: formatIpv4(prefix.first),
      broadcast: formatIpv4(prefix.last),
      gateway: formatIpv4(gateway),
    },
    ipv6: resolveIpv6(input, gateway - prefix.first, context.site),
    dhcp,
    dns: input.dns ? [...input.dns] : router !== null && dhcp ? [formatIpv4(gateway)] : context.site.nameservers,
    mtu: input.mtu ?? null,
    router,
  };
}

function onlyRouter(name: string, context: Context): string | null {
  const routers = context.routers.get(name) ?? [];
  if (routers.length > 1) {
    context.report({
      code: 'router-duplicate',
      at: modelPath('hosts', routers[1] as string, 'router'),
      message: `Network ${name} has two routers: ${routers.join(' and ')}.`,
      fix: 'Take the network off the links of one of them, or make one of them an ordinary host.',
      related: [modelPath('hosts', routers[0] as string, 'router')],
    });
  }
  return routers[0] ?? null;
}

function resolveGateway(input: NetworkInput, prefix: Ipv4Prefix, at: ModelPath, report: Report): number {
  const gateway = input.gateway === undefined ? prefix.first + 1 : (parseIpv4(input.gateway) as number);
  if (!inRange(gateway, { first: prefix.first + 1, last: prefix.last - 1 })) {
    report({
      code: 'gateway-outside',
      at: childPath(at, 'gateway'),
      message: `The gateway ${formatIpv4(gateway)} is no host address of ${input.ipv4}.`,
      fix: `Use an address from ${formatIpv4(prefix.first + 1)} to ${formatIpv4(prefix.last - 1)}, or leave gateway out for the first.`,
    });
  }
  return gateway;
}

function resolveDhcp(
  input: NetworkInput,
  network: { readonly prefix: Ipv4Prefix; readonly gateway: number; readonly at: ModelPath },
  { site, ntp, report }: Context,
): ResolvedDhcp | null {
  if (!input.dhcp) return null;
  const at = childPath(network.at, 'dhcp', 'pool');
  const pool = resolvePool(input.dhcp.pool, network.prefix);
  if (!pool.ok) {
    report({
      code: 'dhcp-pool-invalid',
      at,
      message: pool.message,
      fix: 'Give the first and the last address of the pool, both inside the network.',
    });
    return null;
  }
  if (inRange(network.gateway, pool.range)) {
    report({
      code: 'dhcp-pool-gateway',
      at,
      message: `The DHCP pool contains the gateway ${formatIpv4(network.gateway)}.`,
      fix: 'Start the pool after the gateway.',
    });
  }
  return {
    start: formatIpv4(pool.range.first),
    end: formatIpv4(pool.range.last),
    lease: input.dhcp.lease ?? '12h',
    ntp: input.dhcp.ntp ?? ntp,
    domain: input.dhcp.domain ?? site.domain,
    boot: input.dhcp.boot ?? null,
  };
}

function reportNoRouter(name: string, at: ModelPath, report: Report): void {
  report({
    code: 'dhcp-without-router',
    at: childPath(at, 'dhcp'),
    message: `Network ${name} has a DHCP pool, but no router is linked to it.`,
    fix: `Put ${name} on a link of a host with router: true, or remove dhcp.`,
  });
}

function resolveIpv6(input: NetworkInput, gatewayOffset: number, site: ResolvedSite): ResolvedNetwork['ipv6'] {
  if (input.ipv6 === false) return null;
  const prefix =
    input.ipv6 === undefined
      ? vlanPrefix(parseIpv6Prefix(site.ula) as Ipv6Prefix, input.vlan)
      : parseIpv6Prefix(input.ipv6);
  if (!prefix) return null;
  return {
    cidr: formatIpv6Prefix(prefix),
    prefix: prefix.length,
    gateway: ipv6Host(prefix, gatewayOffset),
    subnetId: null,
  };
}

/** The address of the host whose IPv4 address is `offset` after the network's: 57 becomes ::57. */
export function ipv6Host(prefix: Ipv6Prefix, offset: number): string {
  return formatIpv6(prefix.first | digitsAsHex(offset));
}
