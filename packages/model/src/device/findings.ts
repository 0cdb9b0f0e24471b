// References of devices, and names they share with hosts.
import { modelPath } from '../model-path.js';
import { own, sortedKeys } from '../names.js';
import { checkReference } from '../reference.js';
import type { Report } from '../report.js';
import type { AnyTopology } from '../topology.js';

export function deviceReferences(topology: AnyTopology, report: Report): void {
  for (const name of sortedKeys(topology.devices)) {
    if (own(topology.hosts, name)) reportSharedName(name, report);
    for (const network of sortedKeys(topology.devices?.[name]?.addresses)) {
      checkReference(
        { at: modelPath('devices', name, 'addresses', network), name: network, kind: 'network' },
        topology.networks,
        report,
      );
    }
  }
}

function reportSharedName(name: string, report: Report): void {
  report({
    code: 'name-duplicate',
    at: modelPath('devices', name),
    message: `${name} is both a host and a device.`,
    fix: 'Rename one of them.',
    related: [modelPath('hosts', name)],
  });
}
