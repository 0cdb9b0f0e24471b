// Decides the system of each NixOS host: logins, SSH, swap, services, disks, backups.
import { resolveBackup } from '../backup/resolve.js';
import { modelPath } from '../model-path.js';
import { recordOf } from '../names.js';
import { isFixedPlatform } from '../platform/schema.js';
import type { ResolvedAdmin, ResolvedEnvironment, ResolvedHost, ResolvedNixos, ResolvedUser } from '../resolved.js';
import { resolveServices, type ServiceContext } from '../service/resolve.js';
import type { SiteInput } from '../site/schema.js';
import { resolveStorage } from '../storage/resolve.js';
import type { AnyTopology } from '../topology.js';
import { memoryOf } from './memory.js';

interface Context extends ServiceContext {
  readonly admins: { readonly [name: string]: ResolvedAdmin };
  readonly environments: { readonly [name: string]: ResolvedEnvironment };
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
    ...pinned(host, context),
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
    backup: resolveBackup(input.backup, services, host.node),
  };
}

/** By the environment that owns the host's cluster. A channel is no pin: there the release of flake.nix counts. */
function pinned(
  { node }: ResolvedHost,
  { environments, topology }: Context,
): Pick<ResolvedNixos, 'nixpkgs' | 'kubernetes'> {
  const owner = Object.values(environments).find(
    ({ cluster, ownsCluster }) => ownsCluster && cluster === node?.cluster,
  );
  const fixed = (program: string) => {
    const version = owner?.platform[program];
    return version !== undefined && isFixedPlatform(program, version) ? version : null;
  };
  const distribution = node && topology.clusters?.[node.cluster]?.distribution;
  return { nixpkgs: fixed('nixpkgs'), kubernetes: distribution ? fixed(distribution) : null };
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
