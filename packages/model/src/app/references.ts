// References of apps to zones of the policy.
import type { ModelPath } from '../model-path.js';
import { checkReference } from '../reference.js';
import type { Report } from '../report.js';
import type { AnyTopology } from '../topology.js';

/** Networks, machines, groups, and the zones that always exist. */
export function zoneReference(at: ModelPath, zone: string, topology: AnyTopology, report: Report): void {
  const { networks, hosts, devices, groups, vpn } = topology;
  const zones = {
    ...networks,
    ...hosts,
    ...devices,
    ...groups,
    router: true,
    wan: true,
    ...(vpn ? { vpn: true } : {}),
  };
  checkReference({ at, name: zone, kind: 'zone' }, zones, report);
}
