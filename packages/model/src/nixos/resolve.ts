// Decides the system of each NixOS host: logins, SSH, swap, services, disks, backups.
import { resolveBackup } from '../backup/resolve.js';
import { modelPath } from '../model-path.js';
import { recordOf } from '../names.js';
import type { ResolvedAdmin, ResolvedHost, ResolvedNixos, ResolvedUser } from '../resolved.js';
import { resolveServices, type ServiceContext } from '../service/resolve.js';
import type { SiteInput } from '../site/schema.js';
import { resolveStorage } from '../storage/resolve.js';
import type { AnyTopology } from '../topology.js';
import { memoryOf } from './memory.js';

interface Context extends ServiceContext {
  readonly admins: { readonly [name: string]: ResolvedAdmin };
}

/** The release that flake.nix of this repository has, where a site names none. */
const defaultRelease = '25.11';

export const siteReleases = ({ releases }: SiteInput): readonly string[] => releases ?? [defaultRelease];

/** The hosts with their systems. */
export function withNixos(
  hosts: { readonly [name: string]: ResolvedHost },
  context: Omit<Context, 'hosts'>,
): { [name: string]: ResolvedHost } {
  return recordOf(
    Object.values(hosts).map((host) => [host.name, { ...host, nixos: resolveNixos(host, { ...context, hosts }) }]),
  );
}

function resolveNixos(host: ResolvedHost, context: Context): ResolvedNixos | null {
  const input = context.topology.hosts[host.name];
  if (host.os !== 'nixos' || !input) return null;
  const { site } = context.topology;
  const services = resolveServices(host, input.services ?? {}, context);
  return {
    from: modelPath('hosts', host.name),
    release: input.release ?? siteReleases(site)[0] ?? defaultRelease,
    memory: memoryOf(input),
    timeServers: [...(site.ntp ?? [])],
    users: usersOf(host.name, context),
    ssh: loginPolicy(host, input, site),
    hardening: {
      enable: input.hardening?.enable ?? site.hardening?.enable ?? true,
      guard: input.hardening?.guard ?? site.hardening?.guard ?? 'none',
    },
    swap: { zram: input.swap?.zram ?? null, file: input.swap?.file ?? null },
    services,
    storage: resolveStorage(site.name, host.name, input.storage),
    backup: resolveBackup(input.backup, services, servedDistribution(host, context.topology)),
  };
}

function loginPolicy(host: ResolvedHost, { ssh }: AnyTopology['hosts'][string], site: SiteInput): ResolvedNixos['ssh'] {
  return {
    port: host.ssh.port,
    root: ssh?.root ?? site.ssh?.root ?? false,
    securityKeys: ssh?.securityKeys ?? site.ssh?.securityKeys ?? false,
  };
}

function usersOf(host: string, { admins, topology }: Context): ResolvedUser[] {
  return Object.entries(admins)
    .filter(([name]) => topology.admins?.[name]?.hosts?.includes(host) ?? true)
    .map(([name, { description, shell, groups, sshKeys }]) => {
      const from = modelPath('admins', name);
      return { name, from, description, shell, groups, sshKeys };
    });
}

/** Of the cluster whose state the host keeps. */
function servedDistribution({ node }: ResolvedHost, { clusters }: AnyTopology): string | null {
  return node?.role === 'server' ? (clusters?.[node.cluster]?.distribution ?? null) : null;
}
