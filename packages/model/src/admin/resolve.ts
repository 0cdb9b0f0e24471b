// Decides the administrators.
import { recordOf } from '../names.js';
import type { ResolvedAdmin } from '../resolved.js';
import type { AnyTopology } from '../topology.js';

export function resolveAdmins(topology: AnyTopology): { [name: string]: ResolvedAdmin } {
  return recordOf(
    Object.entries(topology.admins ?? {}).map(([name, admin]) => [
      name,
      { sshKeys: [...(admin.sshKeys ?? [])], ageKeys: [...(admin.ageKeys ?? [])] },
    ]),
  );
}
