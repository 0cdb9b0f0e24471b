// Decides the services of a host: ports, addresses of each other, files with secrets.
import { byCodeUnit, own, sortedKeys } from '../names.js';
import type { ResolvedDns, ResolvedHost, ResolvedNetwork, ResolvedServices, ResolvedSite } from '../resolved.js';
import { secretFile } from '../secret/resolve.js';
import type { AnyTopology } from '../topology.js';
import { defaultPorts, grafanaData, vaultwardenCopies, victoriaMetricsData } from './catalog.js';
import { resolveDnsService } from './dns.js';
import type { HostServicesInput, Listening } from './schema.js';

export type AnyServices = HostServicesInput<string, string>;

export interface ServiceContext {
  readonly topology: AnyTopology;
  readonly site: ResolvedSite;
  readonly networks: { readonly [name: string]: ResolvedNetwork };
  readonly hosts: { readonly [name: string]: ResolvedHost };
  readonly dns: ResolvedDns;
}

type Services = { readonly [K in keyof ResolvedServices]: NonNullable<ResolvedServices[K]> };

export function resolveServices(host: ResolvedHost, services: AnyServices, context: ServiceContext): ResolvedServices {
  const given = <I, R>(input: I | undefined, decide: (input: I) => R): R | null =>
    input === undefined ? null : decide(input);
  return {
    dns: given(services.dns, (dns) => resolveDnsService(host, dns, context)),
    grafana: given(services.grafana, (grafana) => resolveGrafana(host, grafana, context)),
    nodeExporter: given(services['node-exporter'], (exporter) => ({
      port: exporter.port ?? defaultPorts['node-exporter'],
      local: isLocal(exporter.listen, 'network'),
      collectors: [...new Set(exporter.collectors ?? ['systemd'])].sort(byCodeUnit),
    })),
    syncthing: given(services.syncthing, (syncthing) => ({
      port: syncthing.port ?? defaultPorts.syncthing,
      guiPort: syncthing.guiPort ?? defaultPorts['syncthing-gui'],
      local: isLocal(syncthing.listen, 'local'),
      data: syncthing.data ?? '/var/lib/syncthing',
    })),
    vaultwarden: given(services.vaultwarden, resolveVaultwarden),
    vector: given(services.vector, ({ metrics, logs }) => ({
      metricsUrl: metrics === false ? null : metricsUrl(host.name, metrics, context),
      logsUrl: logs ?? null,
    })),
    victoriametrics: given(services.victoriametrics, (metrics) => ({
      port: metrics.port ?? defaultPorts.victoriametrics,
      local: isLocal(metrics.listen, 'network'),
      retention: metrics.retention ?? '90d',
      scrape: scrapeTargets(host.name, context),
    })),
  };
}

const isLocal = (listen: Listening | undefined, usual: Listening) => (listen ?? usual) === 'local';

const optionalFile = (secret: string | undefined) => (secret === undefined ? null : secretFile(secret));

function resolveGrafana(
  host: ResolvedHost,
  grafana: NonNullable<AnyServices['grafana']>,
  context: ServiceContext,
): Services['grafana'] {
  return {
    port: grafana.port ?? defaultPorts.grafana,
    local: isLocal(grafana.listen, 'network'),
    domain: grafana.domain ?? `${host.name}.${context.site.domain}`,
    adminPasswordFile: optionalFile(grafana.adminPassword),
    secretKeyFile: optionalFile(grafana.secretKey),
    metricsUrl: metricsUrl(host.name, grafana.metrics, context),
  };
}

function resolveVaultwarden(vaultwarden: NonNullable<AnyServices['vaultwarden']>): Services['vaultwarden'] {
  return {
    port: vaultwarden.port ?? defaultPorts.vaultwarden,
    local: isLocal(vaultwarden.listen, 'local'),
    domain: vaultwarden.domain,
    signups: vaultwarden.signups ?? false,
    environmentFile: optionalFile(vaultwarden.environment),
    copies: vaultwardenCopies,
  };
}

/** The hosts whose VictoriaMetrics answers `from`. */
export function metricsHosts(from: string, { hosts }: AnyTopology): string[] {
  return sortedKeys(hosts).filter((name) => {
    const metrics = hosts[name]?.services?.victoriametrics;
    return metrics !== undefined && (name === from || metrics.listen !== 'local');
  });
}

/** Of the named VictoriaMetrics, or the only one. */
function metricsUrl(from: string, stated: string | undefined, context: ServiceContext): string | null {
  const { topology } = context;
  const known = metricsHosts(from, topology);
  const name = stated ?? (known.length === 1 ? known[0] : undefined);
  const metrics = name === undefined ? undefined : own(topology.hosts, name)?.services?.victoriametrics;
  if (name === undefined || !metrics) return null;
  const address = addressFor(from, name, context);
  return address === undefined ? null : `http://${address}:${metrics.port ?? defaultPorts.victoriametrics}`;
}

/** Where `from` finds a host: at its own address, or, a router without one, at the gateway of a network, best a common one. */
function addressFor(from: string, name: string, { hosts, networks }: ServiceContext): string | undefined {
  if (name === from) return '127.0.0.1';
  const stated = own(hosts, name)?.address?.value;
  if (stated !== undefined) return stated;
  const routed = sortedKeys(networks).filter((network) => networks[network]?.router === name);
  const common = routed.find((network) => own(own(hosts, from)?.addresses, network) !== undefined);
  return networks[common ?? routed[0] ?? '']?.ipv4.gateway;
}

function scrapeTargets(from: string, context: ServiceContext): Services['victoriametrics']['scrape'][number][] {
  const { topology } = context;
  return sortedKeys(topology.hosts).flatMap((name) => {
    const exporter = topology.hosts[name]?.services?.['node-exporter'];
    const address = addressFor(from, name, context);
    if (!exporter || address === undefined || (name !== from && exporter.listen === 'local')) return [];
    return [{ host: name, target: `${address}:${exporter.port ?? defaultPorts['node-exporter']}` }];
  });
}

/** What a backup of the services has to hold. */
export function dataFolders(services: ResolvedServices): string[] {
  return [
    ...(services.grafana ? [grafanaData] : []),
    ...(services.syncthing ? [services.syncthing.data] : []),
    ...(services.vaultwarden ? [services.vaultwarden.copies] : []),
    ...(services.victoriametrics ? [victoriaMetricsData] : []),
  ];
}
