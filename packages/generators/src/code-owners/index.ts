// Who must approve which files: CODEOWNERS of GitHub, GitLab and Forgejo, for every environment with an approval.
import type { Generator } from '@groundplan/engine';
import type { ResolvedTopology } from '@groundplan/model';
import { environmentPaths, sharedPaths, workflowPaths } from './paths.js';
import { codeOwnersFile, type Forge, printOwners } from './print.js';

export interface OwnersSlice {
  readonly forge: Forge;
  readonly groups: readonly OwnedPaths[];
}

export interface OwnedPaths {
  readonly title: string;
  readonly paths: readonly string[];
  readonly owners: readonly string[];
}

export const codeOwners: Generator<OwnersSlice> = {
  name: 'code-owners',
  slices: (topology) => {
    const { forge } = topology.site;
    const groups = ownedPaths(topology);
    return forge === null || groups.length === 0 ? [] : [{ forge, groups }];
  },
  render: ({ forge, groups }) => [
    {
      path: codeOwnersFile(forge),
      content: printOwners(forge, groups),
      from: ['environments', 'site', 'clusters'],
    },
  ],
};

function ownedPaths(topology: ResolvedTopology): OwnedPaths[] {
  const { environments, clusters, promotion, site } = topology;
  const approved = Object.values(environments).filter(({ approvers }) => approvers.length > 0);
  if (approved.length === 0 || site.forge === null) return [];
  const everyone = [...new Set(approved.flatMap(({ approvers }) => approvers))];
  const own = approved.map(({ name, approvers, order, cluster }) => ({
    title: name,
    owners: approvers,
    paths: environmentPaths(name, {
      pinned: order > 0 && promotion === 'pins',
      applied: clusters[cluster]?.gitops !== null,
    }),
  }));
  const applied = approved.some(({ cluster }) => clusters[cluster]?.gitops !== null);
  return [
    ...own.filter(({ paths }) => paths.length > 0),
    ...(applied ? [{ title: 'what all environments are built on', owners: everyone, paths: sharedPaths }] : []),
    { title: 'this file, and the workflows that ask', owners: everyone, paths: workflowPaths[site.forge] },
  ];
}
