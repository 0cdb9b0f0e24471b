// Jobs of GitLab CI (docs.gitlab.com/ci/yaml), in a file that .gitlab-ci.yml includes.
import { author, freshness, image, install, type Promotion, type WorkflowSlice } from './slice.js';

export const gitlabInclude = `# Add your own jobs here. What Groundplan generates is in the file below.
include:
  - local: .gitlab/groundplan.yml
`;

const gate = [
  'Checks of every change, and one job for each step of the promotion order. A promotion starts by hand, opens a merge',
  'request and merges nothing. Protect its environment (Operate, Environments; GitLab Premium) and name approvers there:',
  'GitLab starts the job only when they have approved. It pushes with GROUNDPLAN_TOKEN, a project access token with the scope',
  'write_repository. Set it once per environment (Settings, CI/CD, Variables: masked, protected, scope the environment):',
  'then only jobs of that environment can read it.',
] as const;

export function gitlabPipeline(slice: WorkflowSlice) {
  const steps = slice.promotions.map((promotion) => [
    `promote-${promotion.from}-to-${promotion.to}`,
    promoteJob(promotion, slice),
  ]);
  return { header: gate, body: { 'groundplan-check': checkJob(slice), ...Object.fromEntries(steps) } };
}

function checkJob(slice: WorkflowSlice) {
  const branches = slice.branches.length > 0 ? slice.branches : ['main'];
  return {
    image,
    stage: 'test',
    variables: { GIT_DEPTH: '0' },
    rules: [
      { if: '$CI_PIPELINE_SOURCE == "merge_request_event"' },
      ...branches.map((branch) => ({ if: `$CI_COMMIT_BRANCH == "${branch}"` })),
    ],
    script: [
      ...install,
      ...freshness(slice),
      'if [ -n "$CI_MERGE_REQUEST_DIFF_BASE_SHA" ]; then npx nx affected -t check --base="$CI_MERGE_REQUEST_DIFF_BASE_SHA"; else npx nx run-many -t check; fi',
    ],
  };
}

function promoteJob({ from, to, branch, source }: Promotion, slice: WorkflowSlice) {
  const isPins = slice.promotion === 'pins';
  return {
    image,
    stage: 'deploy',
    environment: { name: to, action: 'start' },
    resource_group: `promote-${to}`,
    variables: { GIT_DEPTH: '0' },
    rules: [{ if: `$CI_COMMIT_BRANCH == "${isPins ? branch : source}"`, when: 'manual', allow_failure: true }],
    script: isPins
      ? [
          ...install,
          `npx groundplan promote ${from} ${to}`,
          ...(slice.isRendered ? [`npx groundplan render --env ${to}`] : []),
          ...freshness(slice),
          'if [ -z "$(git status --porcelain)" ]; then echo "Nothing to promote."; exit 0; fi',
          'git add --all',
          `${author} --message "Promote ${from} to ${to}"`,
          mergeRequest({ from, to, branch }),
        ]
      : [
          `git fetch --quiet origin "${branch}"`,
          'if git merge-base --is-ancestor HEAD FETCH_HEAD; then echo "Nothing to promote."; exit 0; fi',
          mergeRequest({ from, to, branch }),
        ],
  };
}

/** docs.gitlab.com, push options for merge requests. */
function mergeRequest({ from, to, branch }: Pick<Promotion, 'from' | 'to' | 'branch'>): string {
  return [
    `git -c credential.helper='!f() { echo username=groundplan; echo "password=$GROUNDPLAN_TOKEN"; }; f'`,
    'push',
    '-o merge_request.create',
    `-o merge_request.target=${branch}`,
    `-o merge_request.title="Promote ${from} to ${to}"`,
    '-o merge_request.remove_source_branch',
    `"$CI_PROJECT_URL.git" "HEAD:refs/heads/promote/${from}-to-${to}-$CI_PIPELINE_ID"`,
  ].join(' ');
}
