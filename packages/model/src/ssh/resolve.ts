// Decides how a host is reached by SSH: port, account, the keys its server shows.
import { byCodeUnit } from '../names.js';
import type { ResolvedSsh } from '../resolved.js';
import type { AnyTopology } from '../topology.js';
import { parseSshPublicKey } from './public-key.js';
import { hostKeysOf } from './schema.js';

const standardPort = 22;

export function resolveSsh(name: string, topology: AnyTopology): ResolvedSsh {
  const keys = hostKeysOf(topology.hosts[name] ?? {}).flatMap((text) => parseSshPublicKey(text) ?? []);
  const lines = keys.map(({ type, blob }) => `${type} ${blob}`);
  return {
    port: sshPort(name, topology),
    user: onlyAdmin(name, topology),
    hostKeys: [...new Set(lines)].sort(byCodeUnit),
  };
}

/** Where the server of a NixOS host listens; other systems are not configured from here. */
function sshPort(name: string, { hosts, site }: AnyTopology): number {
  const { os = 'nixos', ssh } = hosts[name] ?? {};
  return os === 'nixos' ? (ssh?.port ?? site.ssh?.port ?? standardPort) : standardPort;
}

/** Of several with a login there, the one at the keyboard knows best who they are. */
function onlyAdmin(host: string, { admins }: AnyTopology): string | null {
  const here = Object.entries(admins ?? {}).filter(([, { hosts }]) => hosts?.includes(host) ?? true);
  return here.length === 1 ? (here[0]?.[0] ?? null) : null;
}
