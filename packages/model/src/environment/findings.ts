// References of environments.
import { modelPath } from '../model-path.js';
import { checkReference } from '../reference.js';
import type { Report } from '../report.js';
import type { AnyTopology } from '../topology.js';

/** Folders of clusters/ that are of no environment. */
const taken = new Set(['apps', 'base']);

function reportTaken(name: string, report: Report): void {
  report({
    code: 'name-reserved',
    at: modelPath('environments', name),
    message: `clusters/${name} is the folder of what environments share.`,
    fix: 'Choose another name.',
  });
}

export function environmentReferences(topology: AnyTopology, report: Report): void {
  for (const [name, environment] of Object.entries(topology.environments ?? {})) {
    if (taken.has(name)) reportTaken(name, report);
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
