// Workflows of GitHub Actions (docs.github.com, workflow syntax); actions are pinned by commit.
import { freshness, install, knownPairs, type Promotion, type WorkflowSlice } from './slice.js';

/** v5.0.0 of each. */
const checkout = 'actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8';
const setupNode = 'actions/setup-node@a0853c24544627f65ddf259abe73b1d18a591444';

const runner = 'ubuntu-24.04';

const node = { uses: setupNode, with: { 'node-version': '22' } };
const installStep = { name: 'Install', run: `${install.join('\n')}\n` };

export function githubCheck(slice: WorkflowSlice) {
  return {
    header: ['Checks every change: the topology, that committed files are fresh, and what the change touches.'],
    body: {
      name: 'groundplan check',
      on: { pull_request: {}, push: { branches: slice.branches.length > 0 ? slice.branches : ['main'] } },
      permissions: { contents: 'read' },
      concurrency: { group: 'groundplan-check-${{ github.ref }}', 'cancel-in-progress': true },
      jobs: {
        check: {
          'runs-on': runner,
          'timeout-minutes': 30,
          steps: [
            { uses: checkout, with: { 'fetch-depth': 0, 'persist-credentials': false } },
            node,
            installStep,
            { name: 'Fresh', run: `${freshness(slice).join('\n')}\n` },
            {
              name: 'Check what the change touches',
              if: "github.event_name == 'pull_request'",
              env: { BASE: '${{ github.event.pull_request.base.sha }}' },
              run: 'npx nx affected -t check --base="$BASE"',
            },
            { name: 'Check everything', if: "github.event_name == 'push'", run: 'npx nx run-many -t check' },
          ],
        },
      },
    },
  };
}

const gate = [
  'The job names the environment it writes for: GitHub starts it only when a required reviewer of that environment has',
  'approved. Without reviewers it starts at once; name them in Settings, Environments, and allow protected branches only there.',
  'It opens a pull request and merges nothing. Settings, Actions, General: allow GitHub Actions to create pull requests.',
  'Checks of a pull request that a workflow opened start when somebody closes and reopens it; this job has run them already.',
] as const;

export function githubPromote(slice: WorkflowSlice) {
  const { promotions, promotion } = slice;
  return {
    header: [
      promotion === 'pins'
        ? 'Brings what runs in one environment to the next.'
        : 'Merges the branch of one environment into that of the next.',
      ...gate,
    ],
    body: {
      name: 'groundplan promote',
      'run-name': 'promote ${{ inputs.from }} to ${{ inputs.to }}',
      on: { workflow_dispatch: { inputs: inputs(slice) } },
      permissions: {},
      concurrency: { group: 'groundplan-promote-${{ inputs.to }}', 'cancel-in-progress': false },
      jobs: {
        promote: {
          environment: '${{ inputs.to }}',
          'runs-on': runner,
          'timeout-minutes': 30,
          permissions: { contents: 'write', 'pull-requests': 'write' },
          env: {
            FROM: '${{ inputs.from }}',
            TO: '${{ inputs.to }}',
            BASE: byTarget(promotions, ({ branch }) => branch),
          },
          steps: promotion === 'pins' ? pinSteps(slice) : branchSteps(slice),
        },
      },
    },
  };
}

function inputs({ promotions, promotion }: WorkflowSlice) {
  const choice = (description: string, options: readonly string[]) => ({
    description,
    type: 'choice',
    required: true,
    options: [...new Set(options)],
  });
  return {
    from: choice(
      'What has been tried there',
      promotions.map(({ from }) => from),
    ),
    to: choice(
      'The environment right after it',
      promotions.map(({ to }) => to),
    ),
    ...(promotion === 'branches'
      ? {}
      : {
          only: {
            description: 'One component, chart, app or platform version; empty for all',
            type: 'string',
            required: false,
          },
        }),
  };
}

/** The same for all, or looked up by the environment. */
function byTarget(promotions: readonly Promotion[], value: (promotion: Promotion) => string): string {
  const values = new Set(promotions.map(value));
  if (values.size === 1) return [...values][0] as string;
  const table = JSON.stringify(Object.fromEntries(promotions.map((one) => [one.to, value(one)])));
  return `\${{ fromJSON('${table}')[inputs.to] }}`;
}

const openPullRequest = ['gh auth setup-git', 'git push origin "HEAD:refs/heads/$branch"'];

function pinSteps(slice: WorkflowSlice): object[] {
  return [
    { uses: checkout, with: { ref: byTarget(slice.promotions, ({ branch }) => branch), 'persist-credentials': false } },
    node,
    installStep,
    {
      name: 'Promote',
      env: { ONLY: '${{ inputs.only }}' },
      run: `npx groundplan promote "$FROM" "$TO" \${ONLY:+--only "$ONLY"}\n${slice.isRendered ? 'npx groundplan render --env "$TO"\n' : ''}${freshness(slice).join('\n')}\n`,
    },
    {
      name: 'Open a pull request',
      env: { GH_TOKEN: '${{ github.token }}' },
      run: `${[
        'if [ -z "$(git status --porcelain)" ]; then',
        '  echo "Nothing to promote."',
        '  exit 0',
        'fi',
        'branch="promote/$FROM-to-$TO-$GITHUB_RUN_ID"',
        'git add --all',
        'git -c user.name=groundplan -c user.email=groundplan@localhost commit --quiet --message "Promote $FROM to $TO"',
        ...openPullRequest,
        'gh pr create --base "$BASE" --head "$branch" --title "Promote $FROM to $TO" --body "What moves is in docs/promotions."',
      ].join('\n')}\n`,
    },
  ];
}

function branchSteps({ promotions }: WorkflowSlice): object[] {
  return [
    { name: 'Check the order', run: knownPairs(promotions) },
    {
      uses: checkout,
      with: { ref: byTarget(promotions, ({ source }) => source), 'fetch-depth': 0, 'persist-credentials': false },
    },
    {
      name: 'Open a pull request',
      env: { GH_TOKEN: '${{ github.token }}' },
      run: `${[
        'if git merge-base --is-ancestor HEAD "origin/$BASE"; then',
        '  echo "Nothing to promote."',
        '  exit 0',
        'fi',
        'branch="promote/$FROM-to-$TO-$GITHUB_RUN_ID"',
        ...openPullRequest,
        'gh pr create --base "$BASE" --head "$branch" --title "Promote $FROM to $TO" --body "Merges the branch of $FROM."',
      ].join('\n')}\n`,
    },
  ];
}
