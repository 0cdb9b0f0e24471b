// Decides how a host is reached by SSH: port, account, the keys its server shows.
import { byCodeUnit, sortedKeys } from '../names.js';
import type { ResolvedSsh } from '../resolved.js';
import type { AnyTopology } from '../topology.js';
import { parseSshPublicKey } from './public-key.js';
import { hostKeysOf } from './schema.js';

const standardPort = 22;

export function resolveSsh(name: string, topology: AnyTopology): ResolvedSsh {
  const keys = hostKeysOf(topology.hosts[name] ?? {}).flatMap((text) => parseSshPublicKey(text) ?? []);
  return { port: standardPort, user: onlyAdmin(topology), hostKeys: [...new Set(keys.map(bare))].sort(byCodeUnit) };
}

const bare = ({ type, blob }: { readonly type: string; readonly blob: string }) => `${type} ${blob}`;

/** Of several, the one at the keyboard knows best who they are. */
function onlyAdmin({ admins }: AnyTopology): string | null {
  const [first = null, ...others] = sortedKeys(admins);
  return others.length === 0 ? first : null;
}
