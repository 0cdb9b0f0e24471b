// Which hosts are reached through their router: those it protects from networks that may reach the router itself.
import type { Atom } from '../policy/atoms.js';
import { intersect, stretchOf } from '../policy/ports.js';
import { type Reachability, reachability, zoneClasses } from '../policy/reach.js';
import type { ResolvedHost, ResolvedTopology } from '../resolved.js';

/** Host → router, for SSH's ProxyJump: only where nobody who reaches the host directly is cut off by the detour. */
export function jumpHosts(topology: ResolvedTopology): ReadonlyMap<string, string> {
  const sources = sourcesOf(topology, reachability(topology));
  return new Map(
    Object.values(topology.hosts).flatMap((host): [string, string][] => {
      const router = topology.hosts[routerOf(host, topology) ?? ''];
      return router && needsJump(host, router, sources) ? [[host.name, router.name]] : [];
    }),
  );
}

/** The network of the address that the host is reached by. */
const networkOf = ({ addresses, address }: ResolvedHost) =>
  Object.keys(addresses).find((name) => addresses[name]?.ipv4 === address?.value) ?? null;

function routerOf(host: ResolvedHost, { networks }: ResolvedTopology): string | null {
  const network = networkOf(host);
  return host.router || network === null ? null : (networks[network]?.router ?? null);
}

type Sources = (host: ResolvedHost, router: ResolvedHost) => ReadonlySet<string>;

function needsJump(host: ResolvedHost, router: ResolvedHost, sources: Sources): boolean {
  const [direct, through] = [sources(host, router), sources(router, router)];
  return through.size > direct.size && [...direct].every((zone) => through.has(zone));
}

/** The networks of `router`, and the VPN, that may open SSH to all of `host`. Machines that no rule tells apart are asked once. */
function sourcesOf(topology: ResolvedTopology, analysis: Reachability): Sources {
  const known = new Map<Atom | undefined, Map<string, ReadonlySet<string>>>();
  return (host, router) => {
    const target = analysis.zone(host.name)?.find(({ network }) => host.router || network === networkOf(host));
    const key = `${router.name} ${host.ssh.port}`;
    const found = known.get(target)?.get(key);
    if (found) return found;
    const zones = zonesBehind(router.name, topology);
    const answer = new Set(
      target ? zones.filter((zone) => maySsh(analysis, { zone, target, port: host.ssh.port })) : [],
    );
    known.set(target, (known.get(target) ?? new Map()).set(key, answer));
    return answer;
  };
}

const zonesBehind = (router: string, { networks, vpn }: ResolvedTopology): string[] => [
  ...Object.values(networks).flatMap(({ name, router: gateway }) => (gateway === router ? [name] : [])),
  ...(vpn?.host === router ? ['vpn'] : []),
];

interface Question {
  readonly zone: string;
  readonly target: Atom;
  readonly port: number;
}

function maySsh(analysis: Reachability, { zone, target, port }: Question): boolean {
  const asked = [stretchOf({ protocol: 'tcp', first: port, last: port })];
  return (zoneClasses(analysis, zone) ?? []).every(([source]) =>
    analysis
      .verdicts(source as Atom, target)
      .some(({ allowed, stretches }) => allowed && intersect(stretches, asked).length > 0),
  );
}
