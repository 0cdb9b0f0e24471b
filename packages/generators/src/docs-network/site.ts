// What the diagram shows of a site: its machines, networks and SSIDs, chosen from the topology.
import type { ResolvedDevice, ResolvedHost, ResolvedPort, ResolvedTopology } from '@groundplan/model';

export interface SiteSlice {
  readonly site: string;
  readonly networks: readonly SiteNetwork[];
  readonly machines: readonly Machine[];
  readonly radios: readonly Radio[];
}

export interface SiteNetwork {
  readonly name: string;
  readonly vlan: number;
  readonly ipv4: string;
}

export interface Machine {
  readonly name: string;
  /** router, host, phone, or the kind of a device. */
  readonly kind: string;
  readonly cables: readonly Cable[];
  /** Ports towards the Internet; with the provider's SSID for a radio. */
  readonly uplinks: readonly { readonly port: string; readonly ssid: string | null }[];
  /** Networks that no cable shown here brings: by which interface, null where nobody said. */
  readonly memberships: readonly { readonly network: string; readonly interface: string | null }[];
  /** SSIDs it joins. */
  readonly joins: readonly string[];
}

export interface Cable {
  readonly port: string;
  readonly peer: string;
  readonly peerPort: string;
  readonly untagged: string | null;
  readonly tagged: readonly string[];
}

export interface Radio {
  readonly ssid: string;
  readonly network: string;
  readonly by: string | null;
}

export function siteOf({ site, networks, hosts, devices, wifi }: ResolvedTopology): SiteSlice {
  const radiated = new Map<string, string[]>();
  for (const { by, network } of Object.values(wifi)) {
    if (by !== null) radiated.set(by, [...(radiated.get(by) ?? []), network]);
  }
  return {
    site: site.name,
    networks: Object.values(networks).map(({ name, vlan, ipv4 }) => ({ name, vlan, ipv4: ipv4.cidr })),
    machines: [
      ...Object.values(hosts).map(hostMachine),
      ...Object.values(devices).map((device) => deviceMachine(device, radiated.get(device.name) ?? [])),
    ],
    radios: Object.values(wifi).map(({ ssid, network, by }) => ({ ssid, network, by })),
  };
}

function hostMachine(host: ResolvedHost): Machine {
  const { name, os, router, interfaces, ports } = host;
  const all = Object.values(interfaces);
  const cabled = cabledNetworks(ports);
  return {
    name,
    kind: router ? 'router' : os === 'android' ? 'phone' : 'host',
    cables: cablesOf(ports),
    uplinks: all
      .filter(({ uplink }) => uplink)
      .map((one) => ({ port: one.wan?.pppoe?.over ?? one.name, ssid: one.wifi?.ssid ?? null })),
    memberships: all.flatMap(({ name: own, network, wifi }) =>
      network === null || wifi || cabled.has(network) ? [] : [{ network, interface: own }],
    ),
    joins: all.flatMap(({ wifi, uplink }) => (wifi && !uplink ? [wifi.ssid] : [])),
  };
}

/** An access point is on the networks of its SSIDs. */
function deviceMachine({ name, kind, addresses, ports }: ResolvedDevice, radiated: readonly string[]): Machine {
  const cables = cablesOf(ports);
  const cabled = cabledNetworks(ports);
  return {
    name,
    kind,
    cables,
    uplinks: [],
    memberships: [...new Set([...Object.keys(addresses), ...radiated])].flatMap((network) =>
      cabled.has(network) ? [] : [{ network, interface: null }],
    ),
    joins: [],
  };
}

type Ports = { readonly [name: string]: ResolvedPort };

function cablesOf(ports: Ports): Cable[] {
  return Object.values(ports).flatMap(({ name, peer, untagged, tagged }) =>
    peer === null
      ? []
      : [
          {
            port: name,
            peer: peer.machine,
            peerPort: peer.port,
            untagged,
            tagged,
          },
        ],
  );
}

function cabledNetworks(ports: Ports): Set<string> {
  const cables = cablesOf(ports);
  return new Set(cables.flatMap(({ untagged, tagged }) => [...(untagged === null ? [] : [untagged]), ...tagged]));
}
