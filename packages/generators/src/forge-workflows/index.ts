// What the forge runs: checks of every change, and promotion, which waits for the approval before it writes.
import { type Artifact, type Generator, printYaml } from '@groundplan/engine';
import type { ResolvedTopology } from '@groundplan/model';
import { forgejoCheck, forgejoPromote } from './forgejo.js';
import { githubCheck, githubPromote } from './github.js';
import { gitlabInclude, gitlabPipeline } from './gitlab.js';
import type { Promotion, WorkflowSlice } from './slice.js';

export const forgeWorkflows: Generator<WorkflowSlice> = {
  name: 'forge-workflows',
  slices: (topology) => {
    const { forge } = topology.site;
    return forge === null ? [] : [{ forge, ...sliceOf(topology) }];
  },
  render: (slice) => files[slice.forge](slice),
};

function sliceOf({ environments, clusters, promotion }: ResolvedTopology): Omit<WorkflowSlice, 'forge'> {
  const all = Object.values(environments);
  const promotions = all.flatMap(({ name, after, branch, approvers }): Promotion[] =>
    after === null
      ? []
      : [
          {
            from: after,
            to: name,
            branch,
            source: environments[after]?.branch ?? branch,
            isApproved: approvers.length > 0,
          },
        ],
  );
  return {
    promotion,
    promotions,
    branches: [...new Set(all.map(({ branch }) => branch))].sort(),
    isRendered: all.some(({ cluster }) => clusters[cluster]?.gitops !== null),
  };
}

const from = ['environments', 'site', 'clusters'];

const files: { readonly [forge in WorkflowSlice['forge']]: (slice: WorkflowSlice) => Artifact[] } = {
  github: (slice) => [
    workflow('.github/workflows/groundplan-check.yml', githubCheck(slice)),
    ...(slice.promotions.length === 0
      ? []
      : [workflow('.github/workflows/groundplan-promote.yml', githubPromote(slice))]),
  ],
  gitlab: (slice) => [
    workflow('.gitlab/groundplan.yml', gitlabPipeline(slice)),
    { path: '.gitlab-ci.yml', content: gitlabInclude, from, scaffold: true },
  ],
  forgejo: (slice) => [
    workflow('.forgejo/workflows/groundplan-check.yml', forgejoCheck(slice)),
    ...(slice.promotions.length === 0
      ? []
      : [workflow('.forgejo/workflows/groundplan-promote.yml', forgejoPromote(slice))]),
  ],
};

interface Workflow {
  readonly header: readonly string[];
  readonly body: object;
}

function workflow(path: string, { header, body }: Workflow): Artifact {
  return { path, content: `${header.map((line) => `# ${line}\n`).join('')}${printYaml(body)}`, from };
}
