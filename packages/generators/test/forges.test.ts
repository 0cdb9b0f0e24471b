// Code owners and workflows of every forge: strict readers, patterns that match real files, writes that wait for approval.
import { generateSorted } from '@groundplan/engine';
import { newLock, pinsPath, type ResolvedTopology, recordPath, resolve } from '@groundplan/model';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import homelab from '../../../topology/topology.js';
import { codeOwners } from '../src/code-owners/index.js';
import { forgeWorkflows } from '../src/forge-workflows/index.js';
import { generators } from '../src/index.js';
import { pinsOf } from './sites.js';

const forges = ['github', 'gitlab', 'forgejo'] as const;
type Forge = (typeof forges)[number];

const environments = {
  review: { cluster: 'home' },
  staging: { cluster: 'home', after: 'review', approval: { owners: ['@acme/qa'] } },
  prod: { cluster: 'home', after: 'staging', approval: { owners: ['@acme/platform', '@ada'] } },
};

function siteOf(forge: Forge | undefined, more: object = {}): ResolvedTopology {
  const input = { ...homelab, site: { ...homelab.site, ...(forge && { forge }) }, environments, ...more };
  const result = resolve(input, newLock(0x9a1e22b1c4n), pinsOf('staging', 'prod'));
  if (!result.ok) throw new Error(JSON.stringify(result.findings));
  return result.topology;
}

const source = { source: 'topology/topology.ts' };
const filesOf = (topology: ResolvedTopology) => generateSorted(topology, [codeOwners, forgeWorkflows], source);

interface Rule {
  readonly pattern: string;
  readonly owners: readonly string[];
  matches(path: string): boolean;
}

const owner = /^@[\w.-]+(\/[\w.-]+)*$/;

function readOwners(forge: Forge, text: string): Rule[] {
  let section: readonly string[] = [];
  return text.split('\n').flatMap((line) => {
    if (line === '' || line.startsWith('#')) return [];
    const head = /^\[([^\]]+)\] (.+)$/.exec(line);
    if (forge === 'gitlab' && head) {
      section = checkedOwners(head[2] as string);
      return [];
    }
    const [pattern = '', ...rest] = line.split(' ');
    const owners = rest.length > 0 ? checkedOwners(rest.join(' ')) : section;
    if (owners.length === 0) throw new Error(`nobody owns ${pattern}`);
    return [{ pattern, owners, matches: forge === 'forgejo' ? byExpression(pattern) : byGlob(pattern) }];
  });
}

function checkedOwners(text: string): string[] {
  const owners = text.split(' ');
  for (const one of owners) if (!owner.test(one)) throw new Error(`${one} is no owner`);
  return owners;
}

/** The subset of .gitignore that code owners know: from the root, * inside a name, a folder with its slash. */
function byGlob(pattern: string): Rule['matches'] {
  if (!/^\/[A-Za-z0-9._*/-]+$/.test(pattern) || pattern.includes('**')) throw new Error(`${pattern} is no pattern`);
  const text = pattern.slice(1).replaceAll('.', '\\.').replaceAll('*', '[^/]*');
  const expression = new RegExp(`^${text}${pattern.endsWith('/') ? '.+' : ''}$`);
  return (path) => expression.test(path);
}

/** Go's syntax without backslashes, which its reader of this file would eat. */
function byExpression(pattern: string): Rule['matches'] {
  if (!/^[A-Za-z0-9._/-]*(\[(\.|\^\/)\][A-Za-z0-9._*/-]*|[A-Za-z0-9._*/-])*$/.test(pattern) || pattern.startsWith('/'))
    throw new Error(`${pattern} is no expression`);
  const expression = new RegExp(`^${pattern}$`);
  return (path) => expression.test(path);
}

const ownersFile = (topology: ResolvedTopology) =>
  filesOf(topology).find(({ path }) => path.endsWith('CODEOWNERS'))?.text ?? '';

/** What a repository with this topology holds once things have been promoted: artifacts, pins and records. */
function repositoryOf(topology: ResolvedTopology): string[] {
  const generated = generateSorted(topology, generators, source).map(({ path }) => path);
  const record = { number: 1, undoes: null, changes: [] };
  return [
    ...generated,
    ...['staging', 'prod'].flatMap((name) => [
      pinsPath(name),
      recordPath({ ...record, from: 'review', to: name }),
      recordPath({ ...record, from: null, to: name }),
      `dist/${name}.yaml`,
    ]),
  ];
}

describe.each(forges)('code owners of %s', (forge) => {
  const topology = siteOf(forge);
  const rules = readOwners(forge, ownersFile(topology));
  const paths = repositoryOf(topology);

  it('have patterns that each match a file', () => {
    expect(rules.length).toBeGreaterThan(8);
    for (const { pattern, matches } of rules) expect(paths.some(matches), pattern).toBe(true);
  });

  it('ask for every file of an environment, and for no file of another', () => {
    const ownersOf = (path: string) =>
      rules.filter(({ matches }) => matches(path)).map(({ owners }) => owners.join(' '));
    for (const [name, who] of [
      ['staging', '@acme/qa'],
      ['prod', '@acme/platform @ada'],
    ] as const)
      for (const path of [
        `clusters/${name}/flux/source.yaml`,
        `dist/${name}.yaml`,
        ...paths.filter((one) => one.includes(name)),
      ])
        expect(ownersOf(path), path).toEqual([who]);
    for (const path of [
      'topology/topology.ts',
      'clusters/review/kustomization.yaml',
      'dist/review.yaml',
      'clusters/prod-2/x.yaml',
    ])
      expect(ownersOf(path), path).toEqual([]);
    expect(ownersOf('clusters/base/apps/kustomization.yaml')).toEqual(['@acme/qa @acme/platform @ada']);
  });

  it('own the file itself and the workflows', () => {
    for (const { path } of filesOf(topology))
      expect(
        rules.filter(({ matches }) => matches(path)).map(({ owners }) => owners),
        path,
      ).toEqual([['@acme/qa', '@acme/platform', '@ada']]);
  });
});

it('the strict readers refuse what a forge would ignore', () => {
  for (const [forge, text] of [
    ['github', 'clusters/prod @a'],
    ['github', '/clusters/**/prod @a'],
    ['github', '/clusters/prod/ platform'],
    ['github', '/clusters/prod/'],
    ['forgejo', 'topology/pins/prod\\.json @a'],
    ['forgejo', '/clusters/prod/.* @a'],
    ['gitlab', '[prod] acme\n/clusters/prod/'],
  ] as const)
    expect(() => readOwners(forge, text), text).toThrow();
});

it('nobody is asked where nobody must approve, and nothing is written without a forge', () => {
  expect(filesOf(siteOf(undefined, { environments: homelab.environments }))).toEqual([]);
  const paths = filesOf(siteOf('github', { environments: homelab.environments })).map(({ path }) => path);
  expect(paths).toEqual(['.github/workflows/groundplan-check.yml', '.github/workflows/groundplan-promote.yml']);
});

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly env?: { readonly [name: string]: string };
}

interface Job {
  readonly environment?: string | { readonly name: string };
  readonly permissions?: { readonly [scope: string]: string };
  readonly steps: readonly Step[];
  readonly script?: readonly string[];
  readonly rules?: readonly { readonly when?: string; readonly if: string }[];
}

interface Workflow {
  readonly on: {
    readonly workflow_dispatch?: { readonly inputs: { readonly [name: string]: { readonly options: string[] } } };
  };
  readonly permissions: { readonly [scope: string]: string };
  readonly jobs: { readonly [name: string]: Job };
}

const workflowOf = (topology: ResolvedTopology, name: string) => {
  const text = filesOf(topology).find(({ path }) => path.endsWith(name))?.text ?? '';
  return { text, workflow: parse(text) as Workflow };
};

describe.each(['pins', 'branches'] as const)('promotion by %s', (promotion) => {
  const more = { promotion };

  it('GitHub starts the only job that writes when the environment is approved', () => {
    const { workflow } = workflowOf(siteOf('github', more), 'groundplan-promote.yml');
    expect(Object.keys(workflow.jobs)).toEqual(['promote']);
    const job = workflow.jobs.promote as Job;
    expect(job.environment).toBe('${{ inputs.to }}');
    expect(workflow.permissions).toEqual({});
    expect(job.permissions).toEqual({ contents: 'write', 'pull-requests': 'write' });
    expect(workflow.on.workflow_dispatch?.inputs.to?.options).toEqual(['staging', 'prod']);
    for (const { uses } of job.steps) if (uses) expect(uses).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40}$/);
    const token = job.steps.filter(({ env }) =>
      Object.values(env ?? {}).some((value) => value.includes('github.token')),
    );
    expect(token).toEqual([job.steps.at(-1)]);
    for (const { run } of job.steps) expect(run ?? '').not.toContain('${{');
  });

  it('GitLab has a job for each step, by hand, bound to its environment', () => {
    const { workflow } = workflowOf(siteOf('gitlab', more), '.gitlab/groundplan.yml') as unknown as {
      workflow: { readonly [job: string]: Job };
    };
    const jobs = Object.entries(workflow).filter(([name]) => name.startsWith('promote-'));
    expect(jobs.map(([name]) => name)).toEqual(['promote-review-to-staging', 'promote-staging-to-prod']);
    for (const [name, { environment, rules, script }] of jobs) {
      expect(environment).toMatchObject({ name: name.split('-to-')[1] });
      expect(rules?.map(({ when }) => when)).toEqual(['manual']);
      expect(script?.filter((line) => line.includes('GROUNDPLAN_TOKEN')).length).toBe(1);
    }
  });

  it('Forgejo says that the review is the approval, and uses no action of others', () => {
    const { text, workflow } = workflowOf(siteOf('forgejo', more), 'groundplan-promote.yml');
    expect(text).toContain('Forgejo has no approval of environments');
    const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
    expect(steps.filter(({ uses }) => uses !== undefined)).toEqual([]);
    for (const { run } of steps) expect(run ?? '').not.toContain('${{');
  });

  it.each(forges)('%s pushes to no branch that Flux reads', (forge) => {
    const text = filesOf(siteOf(forge, more))
      .map((file) => file.text)
      .join('\n');
    const pushes = [...text.matchAll(/HEAD:(refs\/\S+?)["\\ ]/g)].map(([, ref]) => ref);
    expect(pushes.length).toBeGreaterThan(0);
    for (const ref of pushes) expect(ref).toMatch(/^refs\/(heads\/(promote\/|\$branch)|for\/)/);
  });
});

it('each environment is promoted on its own branch where they differ', () => {
  const branched = { ...environments, prod: { ...environments.prod, branch: 'release/prod' } };
  const { text } = workflowOf(siteOf('github', { environments: branched }), 'groundplan-promote.yml');
  expect(parse(text).jobs.promote.env.BASE).toBe(
    '${{ fromJSON(\'{"staging":"main","prod":"release/prod"}\')[inputs.to] }}',
  );
});
