// References of devices, and names they share with hosts.
import { modelPath } from '../model-path.js';
import { own, sortedKeys } from '../names.js';
import { checkReference } from '../reference.js';
import type { Report } from '../report.js';
import type { AnyTopology } from '../topology.js';

export function deviceReferences(topology: AnyTopology, report: Report): void {
  for (const name of sortedKeys(topology.devices)) {
    if (own(topology.hosts, name)) reportSharedName(['devices', 'hosts'], name, report);
    for (const network of sortedKeys(topology.devices?.[name]?.addresses)) {
      checkReference(
        { at: modelPath('devices', name, 'addresses', network), name: network, kind: 'network' },
        topology.networks,
        report,
      );
    }
  }
}

/** Networks, groups, hosts and devices are all zones of the policy, so none may share a name. */
export function zoneNames(topology: AnyTopology, report: Report): void {
  const first = new Map<string, string>();
  for (const section of ['networks', 'hosts', 'groups'] as const) {
    for (const name of sortedKeys(topology[section] as { readonly [name: string]: unknown } | undefined)) {
      const earlier = first.get(name);
      if (earlier !== undefined) reportSharedName([section, earlier], name, report);
      else first.set(name, section);
    }
  }
}

function reportSharedName([section, other]: readonly [string, string], name: string, report: Report): void {
  report({
    code: 'name-duplicate',
    at: modelPath(section, name),
    message: `${name} stands under ${section} and under ${other}.`,
    fix: 'Rename one of them.',
    related: [modelPath(other, name)],
  });
}
