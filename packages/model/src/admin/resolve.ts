// Decides the administrators.
import { byCodeUnit, recordOf, sortedKeys } from '../names.js';
import type { ResolvedAdmin } from '../resolved.js';
import type { AnyTopology } from '../topology.js';

export function resolveAdmins(topology: AnyTopology): { [name: string]: ResolvedAdmin } {
  return recordOf(
    Object.entries(topology.admins ?? {}).map(([name, admin]) => [
      name,
      {
        description: admin.description ?? null,
        sshKeys: [...(admin.sshKeys ?? [])],
        ageKeys: [...(admin.ageKeys ?? [])],
        shell: admin.shell ?? 'bash',
        groups: [...new Set(admin.groups ?? ['wheel'])].sort(byCodeUnit),
        hosts: [...new Set(admin.hosts ?? nixosHosts(topology))].sort(byCodeUnit),
      },
    ]),
  );
}

const nixosHosts = ({ hosts }: AnyTopology) =>
  sortedKeys(hosts).filter((name) => (hosts[name]?.os ?? 'nixos') === 'nixos');
