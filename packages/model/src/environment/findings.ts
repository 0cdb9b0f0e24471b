// References of environments.
import { modelPath } from '../model-path.js';
import { sortedKeys } from '../names.js';
import { checkReference } from '../reference.js';
import type { Report } from '../report.js';
import type { AnyTopology } from '../topology.js';

/** Owners that no forge is told of. */
export function approvalFindings({ site, environments }: AnyTopology, report: Report): void {
  if (site.forge !== undefined) return;
  for (const name of sortedKeys(environments)) {
    if (!environments?.[name]?.approval) continue;
    report({
      code: 'approval-without-forge',
      at: modelPath('environments', name, 'approval'),
      message: `Changes of ${name} should be approved, and the site does not say which forge asks for it.`,
      fix: "Say what keeps the repository: site: { forge: 'github' }, 'gitlab' or 'forgejo'.",
    });
  }
}

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
