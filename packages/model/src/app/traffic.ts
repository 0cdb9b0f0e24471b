// Who may connect to the pods of an app, and where they may connect to: from its zones and needs, and from the policy of the nodes' network.
import { catalogued } from '../component/catalogue/index.js';
import type { ResolvedApp, ResolvedComponent, ResolvedPrefix, ResolvedTraffic } from '../component/resolved.js';
import { byCodeUnit, recordOf, sortedKeys } from '../names.js';
import { type Reachability, reach, reachability } from '../policy/reach.js';
import type { ResolvedCluster, ResolvedEnvironment, ResolvedTopology } from '../resolved.js';

type Environments = ResolvedTopology['environments'];

/** The environments with the traffic of their apps; the policy is asked only where there are apps. */
export function withTraffic(topology: ResolvedTopology): Environments {
  if (Object.values(topology.environments).every(({ apps }) => sortedKeys(apps).length === 0))
    return topology.environments;
  const analysis = reachability(topology);
  return Object.fromEntries(
    Object.entries(topology.environments).map(([name, environment]) => {
      const outside = outsideOf(topology.clusters[environment.cluster] as ResolvedCluster, topology, analysis);
      const apps = Object.values(environment.apps).map((app) => {
        const traffic = { ...inside(app, environment), clients: clientsOf(app, environment, topology), outside };
        return [app.name, { ...app, traffic }] as const;
      });
      return [name, { ...environment, apps: recordOf(apps) }];
    }),
  );
}

function inside(app: ResolvedApp, environment: ResolvedEnvironment): Pick<ResolvedTraffic, 'needs' | 'neededBy'> {
  const others = (names: readonly string[]) =>
    [...new Set(names)].filter((namespace) => namespace !== app.namespace).sort(byCodeUnit);
  const users = Object.values(environment.apps).filter(({ needs }) => needs.includes(app.name));
  return {
    needs: others(app.needs.flatMap((need) => namespaceOf(need, environment) ?? [])),
    neededBy: others(users.map(({ namespace }) => namespace)),
  };
}

/** Undefined for a component that is a part of the cluster itself, which is reached by no name of its own. */
function namespaceOf(need: string, { apps, charts, components }: ResolvedEnvironment): string | undefined {
  const component = catalogued(need) && (components as { readonly [name: string]: ResolvedComponent })[need];
  return (apps[need] ?? charts[need] ?? component)?.namespace;
}

function clientsOf({ zones }: ResolvedApp, { cluster }: ResolvedEnvironment, topology: ResolvedTopology) {
  const prefixes = zones.flatMap((zone) => zonePrefixes(zone, topology.clusters[cluster] as ResolvedCluster, topology));
  return [...new Map(prefixes.map((prefix) => [prefix.cidr, prefix])).values()].sort((a, b) =>
    byCodeUnit(a.cidr, b.cidr),
  );
}

const whole = (cidr: string): ResolvedPrefix => ({ cidr, except: [] });

/** Services have IPv4 addresses, so zones are their IPv4 prefixes. */
function zonePrefixes(zone: string, cluster: ResolvedCluster, topology: ResolvedTopology): ResolvedPrefix[] {
  const { groups, networks, vpn } = topology;
  const members = groups[zone];
  if (members) return members.flatMap((member) => zonePrefixes(member, cluster, topology));
  const network = networks[zone];
  if (network) return [whole(network.ipv4.cidr)];
  if (zone === 'wan') return [internet(cluster, topology, [])];
  if (zone === 'vpn') return vpn ? [whole(vpn.ipv4)] : [];
  return machineAddresses(zone, topology).map((address) => whole(`${address}/32`));
}

/** Of a router also those it is the gateway with. */
function machineAddresses(zone: string, { hosts, devices, networks }: ResolvedTopology): string[] {
  const machines =
    zone === 'router' ? Object.values(hosts).filter(({ router }) => router) : [hosts[zone] ?? devices[zone]];
  return machines.flatMap((machine) => {
    const own = Object.values(machine?.addresses ?? {}).map(({ ipv4 }) => ipv4);
    const gateways = Object.values(networks).filter(({ router }) => router !== null && router === machine?.name);
    return [...own, ...gateways.map(({ ipv4 }) => ipv4.gateway)];
  });
}

/** Every address that is neither of the cluster nor of the site; of `allowed` networks also those. */
function internet(cluster: ResolvedCluster, { networks, vpn }: ResolvedTopology, allowed: readonly string[]) {
  const site = sortedKeys(networks).filter((name) => !allowed.includes(name));
  const closed = site.map((name) => networks[name]?.ipv4.cidr ?? '');
  const tunnel = vpn && !allowed.includes('vpn') ? [vpn.ipv4] : [];
  return { cidr: '0.0.0.0/0', except: [cluster.podCidr, cluster.serviceCidr, ...closed, ...tunnel].sort(byCodeUnit) };
}

/** Pods leave the cluster as their nodes do: what the policy lets the nodes' network reach. */
function outsideOf(cluster: ResolvedCluster, topology: ResolvedTopology, analysis: Reachability): ResolvedPrefix[] {
  const { networks, vpn } = topology;
  const isOpen = (to: string) => reach(analysis, { from: cluster.network, to })?.outcome !== 'denied';
  const zones = [...sortedKeys(networks), ...(vpn ? ['vpn'] : [])];
  const allowed = zones.filter((zone) => zone === cluster.network || isOpen(zone));
  if (isOpen('wan')) return [internet(cluster, topology, allowed)];
  return allowed.map((zone) => whole(networks[zone]?.ipv4.cidr ?? vpn?.ipv4 ?? '')).filter(({ cidr }) => cidr !== '');
}
