// Which ports of a NixOS host are taken, and by what. Port 53 of a machine belongs to the site's names where it answers for them.
import type { Nameservers } from '../dns/nameservers.js';
import { type ModelPath, modelPath } from '../model-path.js';
import type { ServicePort } from '../resolved.js';
import type { AnyTopology } from '../topology.js';
import { defaultPorts } from './catalog.js';
import type { AnyServices } from './resolve.js';

type AnyHost = AnyTopology['hosts'][string];

interface Ports {
  readonly tcp: readonly number[];
  readonly udp: readonly number[];
}

/**
 * k3s and k0s listen on these (docs.k3s.io/installation/requirements, docs.k0sproject.io/stable/networking and configuration;
 * kube-proxy 10249 and 10256, controllers 10257 to 10259; of k0s, kube-router 179 and 8080, Konnectivity 8132 and 8133).
 */
const nodePorts = {
  k3s: { tcp: [6444, 10248, 10249, 10250, 10256], udp: [8472] },
  k0s: { tcp: [179, 7132, 7443, 8080, 10248, 10249, 10250, 10256], udp: [] },
} as const;
const serverPorts = {
  k3s: { tcp: [2379, 2380, 2381, 6443, 10257, 10258, 10259], udp: [] },
  k0s: { tcp: [2379, 2380, 6443, 8132, 8133, 9443, 10257, 10259], udp: [] },
} as const;

export function takenPorts(name: string, topology: AnyTopology, nameservers: Nameservers): ServicePort[] {
  const host = topology.hosts[name];
  if (!host) return [];
  const at = modelPath('hosts', name);
  return [
    ...sshPorts(name, host, topology),
    ...(nameservers.has(name) ? nameserverPorts(at, name, topology) : []),
    ...routerPorts(at, host),
    ...clusterPorts(name, topology),
    ...vpnPorts(name, topology),
    ...servicePorts(name, host.services ?? {}),
  ];
}

function sshPorts(name: string, host: AnyHost, { site }: AnyTopology): ServicePort[] {
  const at = host.ssh?.port === undefined && site.ssh?.port !== undefined ? 'site.ssh' : modelPath('hosts', name);
  return [{ service: 'SSH', protocol: 'tcp', port: host.ssh?.port ?? site.ssh?.port ?? 22, at }];
}

/** The machine that `dns.by` names, or else a router. */
function nameserverPorts(at: ModelPath, name: string, { dns }: AnyTopology): ServicePort[] {
  const used = { service: 'the site’s nameserver', port: 53, at: dns?.by === name ? 'dns.by' : at };
  return [
    { ...used, protocol: 'tcp' },
    { ...used, protocol: 'udp' },
  ];
}

function routerPorts(at: ModelPath, host: AnyHost): ServicePort[] {
  if (!host.router) return [];
  return [{ service: 'the router’s DHCP', protocol: 'udp', port: 67, at }];
}

function clusterPorts(name: string, { clusters = {} }: AnyTopology): ServicePort[] {
  return Object.entries(clusters).flatMap(([cluster, { distribution, servers, agents = {} }]) => {
    const isServer = name in servers;
    if (!isServer && !(name in agents)) return [];
    const at = modelPath('clusters', cluster, isServer ? 'servers' : 'agents', name);
    const hasKubelet = distribution === 'k3s' || servers[name]?.schedulable !== false;
    const listening: Ports[] = [
      ...(hasKubelet ? [nodePorts[distribution]] : []),
      ...(isServer ? [serverPorts[distribution]] : []),
    ];
    return listening.flatMap(({ tcp, udp }) => [
      ...tcp.map((port) => ({ service: distribution, protocol: 'tcp' as const, port, at })),
      ...udp.map((port) => ({ service: distribution, protocol: 'udp' as const, port, at })),
    ]);
  });
}

function vpnPorts(name: string, { vpn }: AnyTopology): ServicePort[] {
  return vpn?.host === name ? [{ service: 'WireGuard', protocol: 'udp', port: vpn.port ?? 51820, at: 'vpn' }] : [];
}

function servicePorts(host: string, services: AnyServices): ServicePort[] {
  const used = (service: keyof AnyServices, port: number, protocol: 'tcp' | 'udp' = 'tcp'): ServicePort => ({
    service,
    protocol,
    port,
    at: modelPath('hosts', host, 'services', service),
  });
  const simple = (['grafana', 'node-exporter', 'vaultwarden', 'victoriametrics'] as const).flatMap((service) => {
    const input = services[service];
    return input ? [used(service, input.port ?? defaultPorts[service])] : [];
  });
  const { dns, syncthing } = services;
  const transfers = syncthing?.port ?? defaultPorts.syncthing;
  return [
    ...(dns ? [used('dns', 53), used('dns', 53, 'udp')] : []),
    ...simple,
    ...(syncthing
      ? [
          used('syncthing', transfers),
          used('syncthing', transfers, 'udp'),
          used('syncthing', syncthing.guiPort ?? defaultPorts['syncthing-gui']),
        ]
      : []),
  ];
}
