// Workflows of Forgejo Actions (forgejo.org/docs, Actions reference): no third-party actions, pull requests by AGit.
import { author, freshness, image, install, knownPairs, type Promotion, type WorkflowSlice } from './slice.js';

const job = { 'runs-on': 'docker', container: { image }, 'timeout-minutes': 30 };

/** The token reaches Git through the environment, never the file system or a command line. */
const credentials = `git config --global credential.helper '!f() { echo username=x-access-token; echo "password=$TOKEN"; }; f'`;

const token = { TOKEN: '${{ github.token }}' };

const url = '"$GITHUB_SERVER_URL/$GITHUB_REPOSITORY.git"';

function fetchStep(refs: string, checkout: string, depth = '') {
  return {
    name: 'Check out',
    env: token,
    run: `${[
      '# shellcheck disable=SC2016',
      credentials,
      'git init --quiet .',
      `git remote add origin ${url}`,
      `git fetch --quiet ${depth}origin ${refs}`,
      `git checkout --quiet ${checkout}`,
    ].join('\n')}\n`,
  };
}

const installStep = { name: 'Install', run: `${install.join('\n')}\n` };

export function forgejoCheck(slice: WorkflowSlice) {
  return {
    header: ['Checks every change: the topology, that committed files are fresh, and what the change touches.'],
    body: {
      name: 'groundplan check',
      on: { pull_request: {}, push: { branches: slice.branches.length > 0 ? slice.branches : ['main'] } },
      permissions: { contents: 'read' },
      jobs: {
        check: {
          ...job,
          steps: [
            fetchStep('"+refs/heads/*:refs/remotes/origin/*" "$GITHUB_SHA"', '"$GITHUB_SHA"'),
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
  'Forgejo has no approval of environments: this job starts at once for everybody who may run workflows. It opens a pull',
  'request and merges nothing; the approval is the review that CODEOWNERS asks for and the protected branch requires.',
] as const;

export function forgejoPromote(slice: WorkflowSlice) {
  const { promotion, promotions } = slice;
  const isPins = promotion === 'pins';
  const choice = (description: string, options: readonly string[]) => ({
    description,
    type: 'choice',
    required: true,
    options: [...new Set(options)],
  });
  return {
    header: [
      isPins
        ? 'Brings what runs in one environment to the next.'
        : 'Merges the branch of one environment into that of the next.',
      ...gate,
    ],
    body: {
      name: 'groundplan promote',
      on: {
        workflow_dispatch: {
          inputs: {
            from: choice(
              'What has been tried there',
              promotions.map(({ from }) => from),
            ),
            to: choice(
              'The environment right after it',
              promotions.map(({ to }) => to),
            ),
          },
        },
      },
      permissions: { contents: 'write', 'pull-requests': 'write' },
      jobs: {
        promote: {
          ...job,
          env: { FROM: '${{ inputs.from }}', TO: '${{ inputs.to }}' },
          steps: [
            { name: 'Check the order', run: knownPairs(promotions) },
            { name: 'Find the branches', run: branchesOf(promotions) },
            fetchStep('"+refs/heads/*:refs/remotes/origin/*"', isPins ? '"origin/$BASE"' : '"origin/$SOURCE"'),
            ...(isPins ? pinSteps(slice) : []),
            { name: 'Open a pull request', env: token, run: isPins ? proposeCommit : proposeBranch },
          ],
        },
      },
    },
  };
}

/** Branch names have no character that a shell reads inside single quotes. */
function branchesOf(promotions: readonly Promotion[]): string {
  const cases = promotions.map(({ to, branch, source }) => `  '${to}') base='${branch}'; source='${source}' ;;\n`);
  return `case "$TO" in\n${cases.join('')}esac\necho "BASE=$base" >> "$GITHUB_ENV"\necho "SOURCE=$source" >> "$GITHUB_ENV"\n`;
}

function pinSteps(slice: WorkflowSlice): object[] {
  return [
    installStep,
    {
      name: 'Promote',
      run: `${['npx groundplan promote "$FROM" "$TO"', ...(slice.isRendered ? ['npx groundplan render --env "$TO"'] : []), ...freshness(slice)].join('\n')}\n`,
    },
  ];
}

const push =
  'git push origin "HEAD:refs/for/$BASE" -o topic="promote-$FROM-to-$TO" -o title="Promote $FROM to $TO" -o force-push=true\n';

const proposeCommit = `if [ -z "$(git status --porcelain)" ]; then
  echo "Nothing to promote."
  exit 0
fi
git add --all
${author} --message "Promote $FROM to $TO"
${push}`;

const proposeBranch = `if git merge-base --is-ancestor HEAD "origin/$BASE"; then
  echo "Nothing to promote."
  exit 0
fi
${push}`;
