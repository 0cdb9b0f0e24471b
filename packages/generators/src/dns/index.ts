// The nameserver of the site's names: dnsmasq where it does no DHCP, unbound or BIND, and what systemd-resolved asks beside it.
import type { Artifact, Generator, NixSet } from '@groundplan/engine';
import type { ResolvedHost, ResolvedNameserver, ResolvedTopology } from '@groundplan/model';
import { hasDhcpDnsmasq } from '../dhcp/index.js';
import { etcPath } from '../linux-host.js';
import { generatedPath, printModule } from '../nix-module.js';
import { bindOptions, namedOptions, namedZones } from './bind.js';
import { commonSettings, dnsmasqConf, nameSettings } from './dnsmasq.js';
import { resolvedConf, resolvedOptions } from './resolved.js';
import { unboundConf, unboundOptions, unboundSettings } from './unbound.js';
import { zoneFiles } from './zone.js';

export interface DnsSlice {
  readonly machine: string;
  readonly kind: 'nixos' | 'linux' | 'device';
  readonly nameserver: ResolvedNameserver;
  /** dhcp has the names already. */
  readonly inDhcp: boolean;
}

export const dns: Generator<DnsSlice> = {
  name: 'dns',
  slices: (topology) => [...hostSlices(topology), ...deviceSlices(topology)],
  render: (slice) => {
    const section = slice.kind === 'device' ? 'devices' : 'hosts';
    return files(slice).map((file) => ({ ...file, from: [`${section}.${slice.machine}`, 'site', 'networks'] }));
  },
};

/** Whether a NixOS host has a dns.nix. */
export function hasDnsModule(host: ResolvedHost, topology: ResolvedTopology): boolean {
  const { os, nameserver } = host;
  return os === 'nixos' && nameserver !== null && (nameserver.resolved !== null || !inDhcp(host, topology));
}

function inDhcp(host: ResolvedHost, topology: ResolvedTopology): boolean {
  return host.nameserver?.server === 'dnsmasq' && hasDhcpDnsmasq(host, topology);
}

function hostSlices(topology: ResolvedTopology): DnsSlice[] {
  return Object.values(topology.hosts).flatMap((host) => {
    const { name, os, nameserver } = host;
    if (nameserver === null || os === 'android') return [];
    return [{ machine: name, kind: os, nameserver, inDhcp: inDhcp(host, topology) }];
  });
}

function deviceSlices({ devices }: ResolvedTopology): DnsSlice[] {
  return Object.values(devices).flatMap(({ name, nameserver }) =>
    nameserver === null ? [] : [{ machine: name, kind: 'device' as const, nameserver, inDhcp: false }],
  );
}

type File = Omit<Artifact, 'from'>;

function files(slice: DnsSlice): File[] {
  if (slice.kind === 'nixos') return nixosFiles(slice);
  const native = slice.inDhcp ? [] : nativeFiles(slice);
  const { resolved } = slice.nameserver;
  if (resolved === null) return native;
  const path = etcPath(slice.machine, 'systemd/resolved.conf.d/groundplan.conf');
  return [...native, { path, content: resolvedConf(resolved) }];
}

function nixosFiles(slice: DnsSlice): File[] {
  const { machine, nameserver } = slice;
  const beside = nameserver.resolved === null ? {} : resolvedOptions(nameserver.resolved);
  const services = { ...(beside.services as NixSet | undefined), ...(slice.inDhcp ? {} : serviceOptions(nameserver)) };
  if (Object.keys(services).length === 0) return [];
  const module = { path: generatedPath(machine, 'dns.nix'), content: printModule(machine, { ...beside, services }) };
  const zones = nameserver.server === 'bind' ? zoneFiles(nameserver) : [];
  return [module, ...zones.map(({ file, content }) => ({ path: generatedPath(machine, `dns/${file}`), content }))];
}

function serviceOptions(nameserver: ResolvedNameserver): NixSet {
  switch (nameserver.server) {
    case 'unbound': {
      const settings = unboundOptions(unboundSettings(nameserver));
      return { unbound: { enable: true, resolveLocalQueries: false, settings } };
    }
    case 'bind':
      return { bind: bindOptions(nameserver, zoneFiles(nameserver), 'dns') };
    case 'dnsmasq':
      return { dnsmasq: { enable: true, resolveLocalQueries: false, settings: onlyNames(nameserver) } };
  }
}

const onlyNames = (nameserver: ResolvedNameserver) => ({
  ...commonSettings,
  ...nameSettings(nameserver),
  ...(nameserver.interfaces.length === 0 ? {} : { interface: nameserver.interfaces }),
});

/** Where Debian's packages look; for a device, one folder from which somebody takes what the device can use. */
function nativeFiles({ machine, kind, nameserver }: DnsSlice): File[] {
  const at = (file: string) =>
    kind === 'device'
      ? `devices/${machine}/generated/dns/${file.slice(file.lastIndexOf('/') + 1)}`
      : etcPath(machine, file);
  const certificates = '/etc/ssl/certs/ca-certificates.crt';
  switch (nameserver.server) {
    case 'unbound':
      return [
        {
          path: at('unbound/unbound.conf.d/groundplan.conf'),
          content: unboundConf(unboundSettings(nameserver), certificates),
        },
      ];
    case 'bind': {
      const zones = zoneFiles(nameserver);
      return [
        { path: at('bind/named.conf.options'), content: namedOptions(nameserver) },
        { path: at('bind/named.conf.local'), content: namedZones(zones, kind === 'device' ? '' : '/etc/bind/') },
        ...zones.map(({ file, content }) => ({ path: at(`bind/${file}`), content })),
      ];
    }
    case 'dnsmasq':
      return [{ path: at('dnsmasq.conf'), content: dnsmasqConf(onlyNames(nameserver)) }];
  }
}
