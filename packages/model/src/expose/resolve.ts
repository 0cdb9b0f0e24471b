// Decides the port forwards: the machine's fixed address, the ports inside, and the rule each of them implies.
import { formatIpv6, parseIpv6 } from '../address/ipv6.js';
import { childPath, type ModelPath, modelPath } from '../model-path.js';
import { own, sortedKeys } from '../names.js';
import { type Ports, parsePorts, printPorts, stretchOf } from '../policy/ports.js';
import type {
  ResolvedAddress,
  ResolvedDevice,
  ResolvedExposure,
  ResolvedHost,
  ResolvedNetwork,
  ResolvedRule,
} from '../resolved.js';
import type { AnyTopology } from '../topology.js';

type Named<T> = { readonly [name: string]: T };

export interface Site {
  readonly networks: Named<ResolvedNetwork>;
  readonly hosts: Named<ResolvedHost>;
  readonly devices: Named<ResolvedDevice>;
}

/** One entry of `expose` with every field. */
export interface Forward {
  readonly at: ModelPath;
  readonly outside: Ports;
  readonly inside: Ports;
  readonly to: string;
  readonly description: string | null;
}

/** In the order of their ports outside. */
export function forwardsOf({ expose }: AnyTopology): Forward[] {
  const forwards = sortedKeys(expose).map((key): Forward => {
    const outside = parsePorts(key) as Ports;
    const input = expose?.[key] as string | { to: string; port?: number; description?: string };
    const { to, port, description } = typeof input === 'string' ? { to: input } : input;
    const inside = {
      ...outside,
      first: port ?? outside.first,
      last: (port ?? outside.first) + outside.last - outside.first,
    };
    return { at: modelPath('expose', key), outside, inside, to, description: description ?? null };
  });
  return forwards.sort((a, b) => stretchOf(a.outside).first - stretchOf(b.outside).first);
}

/** Where in topology.ts the machine is named. */
export const targetPath = ({ at }: Forward, { expose }: AnyTopology): ModelPath =>
  Object.entries(expose ?? {}).some(([key, value]) => modelPath('expose', key) === at && typeof value !== 'string')
    ? childPath(at, 'to')
    : at;

export interface Target {
  readonly network: string;
  readonly address: ResolvedAddress;
}

/** The machine's main address; undefined when it has none that stays. */
export function targetOf({ to }: Forward, { hosts, devices, networks }: Site): Target | undefined {
  const host = own(hosts, to);
  const learnt = host === undefined || host.os === 'android';
  const addresses = Object.entries((host ?? own(devices, to))?.addresses ?? {})
    .map(([network, address]): Target => ({ network, address }))
    .filter(({ address }) => !learnt || address.macs.length > 0);
  if (host) return addresses.find(({ address }) => address.ipv4 === host.address?.value);
  return addresses.find(({ network }) => networks[network]?.router !== null) ?? addresses[0];
}

export function resolveExposures(topology: AnyTopology, site: Site): ResolvedExposure[] {
  return forwardsOf(topology).flatMap((forward) => {
    const target = targetOf(forward, site);
    if (!target) return [];
    const { ipv4, ipv6 } = target.address;
    // Phones and devices choose the second half of their IPv6 addresses themselves.
    const isConfigured = ['nixos', 'linux'].includes(own(site.hosts, forward.to)?.os ?? '');
    return {
      at: forward.at,
      protocol: forward.outside.protocol,
      ports: numbers(forward.outside),
      to: {
        machine: forward.to,
        network: target.network,
        ipv4,
        ipv6Suffix: ipv6 === null || !isConfigured ? null : suffixOf(ipv6),
        ports: numbers(forward.inside),
      },
    };
  });
}

const numbers = (ports: Ports) => printPorts(ports).slice(ports.protocol.length + 1);

function suffixOf(address: string): string {
  return formatIpv6((parseIpv6(address) as bigint) & 0xffff_ffff_ffff_ffffn);
}

/** Whoever is sent on to a machine must be let through to its own port. */
export function exposureRules(exposures: readonly ResolvedExposure[], topology: AnyTopology): ResolvedRule[] {
  const descriptions = new Map(forwardsOf(topology).map(({ at, description }) => [at, description]));
  return exposures.map(({ at, protocol, to }) => ({
    at,
    description: descriptions.get(at) ?? 'port forward',
    from: ['wan'],
    to: [to.machine],
    action: 'allow',
    within: to.network,
    ports: [`${protocol}/${to.ports}`],
  }));
}
