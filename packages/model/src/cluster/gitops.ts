// Decides where Flux reads a cluster's state from.
import { childPath, modelPath } from '../model-path.js';
import { sortedKeys } from '../names.js';
import type { Report } from '../report.js';
import type { ResolvedGitops, ResolvedSite } from '../resolved.js';
import type { AnyTopology } from '../topology.js';
import type { AnyCluster } from './findings.js';

/** The name that Flux's own guide uses (fluxcd.io/flux/guides/mozilla-sops). */
const decryptionSecret = 'sops-age';

export function resolveGitops({ gitops }: AnyCluster, site: ResolvedSite): ResolvedGitops | null {
  if (!gitops) return null;
  const { engine, source = 'git', bootstrap = 'flux' } = gitops;
  return {
    engine,
    source:
      source === 'git'
        ? { kind: 'git', url: site.repository ?? '' }
        : { kind: 'oci', url: source.oci, cosign: source.cosign ?? null },
    bootstrap,
    decryptionSecret,
  };
}

/** A cluster that Flux keeps from Git, of a site that has no repository. */
export function gitopsFindings({ site, clusters, environments }: AnyTopology, report: Report): void {
  if (site.repository !== undefined) return;
  for (const name of sortedKeys(clusters)) {
    const gitops = clusters?.[name]?.gitops;
    const used = Object.values(environments ?? {}).some(({ cluster }) => cluster === name);
    if (!gitops || !used || (gitops.source ?? 'git') !== 'git') continue;
    report({
      code: 'gitops-source-missing',
      at: childPath(modelPath('clusters', name), 'gitops'),
      message: 'Flux should read Git, and the site has no repository.',
      fix: "Name it: site: { repository: 'ssh://…' }, or read an artifact: source: { oci: 'oci://…' }.",
    });
  }
}
