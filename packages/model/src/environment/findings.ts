// References of environments.
import { modelPath } from '../model-path.js';
import { checkReference } from '../reference.js';
import type { Report } from '../report.js';
import type { AnyTopology } from '../topology.js';

export function environmentReferences(topology: AnyTopology, report: Report): void {
  for (const [name, environment] of Object.entries(topology.environments ?? {})) {
    checkReference(
      { at: modelPath('environments', name, 'cluster'), name: environment.cluster, kind: 'cluster' },
      topology.clusters,
      report,
    );
    if (environment.after === undefined) continue;
    checkReference(
      { at: modelPath('environments', name, 'after'), name: environment.after, kind: 'environment' },
      topology.environments,
      report,
    );
  }
}
