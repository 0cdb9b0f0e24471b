// What keeps a host from being deployed: nobody knows where it is.
import { modelPath } from '../model-path.js';
import type { Report } from '../report.js';
import type { ResolvedTopology } from '../resolved.js';

export function deployFindings({ hosts }: Pick<ResolvedTopology, 'hosts'>, report: Report): void {
  for (const { name, os, address } of Object.values(hosts)) {
    if (os !== 'nixos' || address !== null) continue;
    report({
      code: 'deploy-without-address',
      at: modelPath('hosts', name),
      message: `${name} has no address, so it cannot be deployed from another machine.`,
      fix: 'Link it to a network and give it an address there, or run nixos-rebuild on the host itself.',
    });
  }
}
