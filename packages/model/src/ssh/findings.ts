// What can be wrong with the keys of SSH servers: one key on two machines.
import { type ModelPath, modelPath } from '../model-path.js';
import { sortedKeys } from '../names.js';
import type { Report } from '../report.js';
import type { AnyTopology } from '../topology.js';
import { parseSshPublicKey } from './public-key.js';
import { hostKeysOf } from './schema.js';

export function sshFindings({ hosts }: AnyTopology, report: Report): void {
  const first = new Map<string, { readonly host: string; readonly at: ModelPath }>();
  for (const host of sortedKeys(hosts)) {
    const at = modelPath('hosts', host, 'sshHostKey');
    for (const text of hostKeysOf(hosts[host] ?? {})) {
      const blob = parseSshPublicKey(text)?.blob ?? '';
      const known = first.get(blob);
      if (!known) first.set(blob, { host, at });
      else if (known.host !== host)
        report({
          code: 'ssh-host-key-duplicate',
          at,
          message: `${known.host} and ${host} have the same host key.`,
          fix: 'Read it from the machine itself; on a copied system, delete /etc/ssh/ssh_host_* and restart its SSH server first.',
          related: [known.at],
        });
    }
  }
}
