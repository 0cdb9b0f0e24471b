// What keeps a host from being deployed: nobody knows where it is.
import { networksOf } from '../host/attachments.js';
import { modelPath } from '../model-path.js';
import { sortedKeys } from '../names.js';
import type { Report } from '../report.js';
import type { AnyTopology } from '../topology.js';

export function deployFindings(topology: AnyTopology, report: Report): void {
  for (const name of sortedKeys(topology.hosts)) {
    if (hasAddress(name, topology)) continue;
    report({
      code: 'deploy-without-address',
      at: modelPath('hosts', name),
      message: `${name} has no address, so it cannot be deployed from another machine.`,
      fix: 'Link it to a network and give it an address there, or run nixos-rebuild on the host itself.',
    });
  }
}

/** Other systems than NixOS are not meant to be switched from elsewhere. */
function hasAddress(name: string, topology: AnyTopology): boolean {
  const host = topology.hosts[name];
  if (!host || (host.os ?? 'nixos') !== 'nixos') return true;
  return networksOf(name, host, topology).some(({ network }) => host.router || host.addresses?.[network] !== false);
}
