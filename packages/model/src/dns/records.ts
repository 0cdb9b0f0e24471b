// Names of machines: <machine>.<domain> for the main address, <machine>.<network>.<domain> for every address; and those of apps.
import { modelPath } from '../model-path.js';
import { byCodeUnit, sortedKeys } from '../names.js';
import type {
  ResolvedAlias,
  ResolvedCluster,
  ResolvedDevice,
  ResolvedEnvironment,
  ResolvedHost,
  ResolvedNetwork,
  ResolvedRecord,
  ResolvedSite,
  ResolvedVpn,
} from '../resolved.js';
import type { AnyTopology } from '../topology.js';
import { appRecords } from './app-records.js';

type Named<T> = { readonly [name: string]: T };

export interface Machines {
  readonly site: ResolvedSite;
  readonly networks: Named<ResolvedNetwork>;
  readonly hosts: Named<ResolvedHost>;
  readonly devices: Named<ResolvedDevice>;
  readonly vpn: ResolvedVpn | null;
  readonly clusters: Named<ResolvedCluster>;
  readonly environments: Named<ResolvedEnvironment>;
}

type Entry = Omit<ResolvedRecord, 'names' | 'machine'>;

export function resolveRecords(machines: Machines): ResolvedRecord[] {
  const { site, hosts, devices, environments, clusters } = machines;
  const records = [
    ...Object.values(hosts).flatMap((host) => recordsOf(host.name, hostEntries(host, machines), site)),
    ...Object.values(devices).flatMap((device) => recordsOf(device.name, deviceEntries(device), site)),
    ...appRecords(environments, clusters),
  ];
  return records.sort(byFirstName);
}

/** The order of records: by first name, then by address. */
export function byFirstName(a: ResolvedRecord, b: ResolvedRecord): number {
  return byCodeUnit(a.names[0] ?? '', b.names[0] ?? '') || byCodeUnit(a.ipv4, b.ipv4);
}

/** The first entry is the main one. */
function recordsOf(name: string, entries: readonly Entry[], { domain }: ResolvedSite): ResolvedRecord[] {
  return entries.map((entry, index) => {
    const onNetwork = `${name}.${entry.network}.${domain}`;
    return { machine: name, names: index === 0 ? [`${name}.${domain}`, onNetwork] : [onNetwork], ...entry };
  });
}

/** Own addresses, then the gateway addresses a router carries. */
function hostEntries(host: ResolvedHost, { networks }: Machines): Entry[] {
  const own = sortedKeys(host.addresses).flatMap((network): Entry[] => {
    const address = host.addresses[network];
    return address ? [{ network, ipv4: address.ipv4, ipv6: certain(host, address.ipv6), from: address.from }] : [];
  });
  const gateways = Object.values(host.router ? networks : {})
    .filter(({ router, ipv4 }) => router === host.name && !own.some((entry) => entry.ipv4 === ipv4.gateway))
    .map((network) => gatewayEntry(host, network));
  const isMain = (entry: Entry) => entry.ipv4 === host.address?.value;
  return [...own.filter(isMain), ...own.filter((entry) => !isMain(entry)), ...gateways];
}

/** Only systems configured from here take the planned IPv6 address; all others make up their own (RFC 4862, RFC 8981). */
const certain = ({ os }: ResolvedHost, ipv6: string | null) => (os === 'android' ? null : ipv6);

function gatewayEntry(host: ResolvedHost, { name, ipv4, ipv6 }: ResolvedNetwork): Entry {
  const from = modelPath('networks', name, 'gateway');
  return { network: name, ipv4: ipv4.gateway, ipv6: certain(host, ipv6?.gateway ?? null), from };
}

function deviceEntries({ addresses }: ResolvedDevice): Entry[] {
  return sortedKeys(addresses).flatMap((network) => {
    const address = addresses[network];
    return address ? [{ network, ipv4: address.ipv4, ipv6: null, from: address.from }] : [];
  });
}

export function resolveAliases({ dns }: AnyTopology, { domain }: ResolvedSite): ResolvedAlias[] {
  return sortedKeys(dns?.aliases).map((alias) => ({
    name: `${alias}.${domain}`,
    target: `${dns?.aliases?.[alias]}.${domain}`,
    from: modelPath('dns', 'aliases', alias),
  }));
}
