// The three dialects of CODEOWNERS: patterns like those of .gitignore, sections of GitLab, regular expressions of Forgejo.
import type { ResolvedSite } from '@groundplan/model';
import type { OwnedPaths } from './index.js';

export type Forge = NonNullable<ResolvedSite['forge']>;

/** docs.github.com, docs.gitlab.com: looked for there; docs.gitea.com/usage/code-owners: the first of three places. */
const files = { github: '.github/CODEOWNERS', gitlab: '.gitlab/CODEOWNERS', forgejo: 'CODEOWNERS' } as const;

export const codeOwnersFile = (forge: Forge): string => files[forge];

const headers = {
  github: [
    'Asked for a review when a pull request changes these files. It is required only with a rule for the branch:',
    'Settings, Rules: require a pull request before merging, require review from Code Owners, block force pushes.',
  ],
  gitlab: [
    'Asked for an approval when a merge request changes these files. It is required only for a protected branch:',
    'Settings, Repository, Protected branches: code owner approval (GitLab Premium), allowed to push: no one.',
  ],
  forgejo: [
    'Asked for a review when a pull request changes these files. Forgejo has no approval of environments: the approval is',
    'the review, and it is required only with a protected branch: required approvals 1, a whitelist of those who may approve,',
    'block merge on official review requests, block merge on rejected reviews.',
  ],
} as const satisfies { readonly [forge in Forge]: readonly string[] };

export function printOwners(forge: Forge, groups: readonly OwnedPaths[]): string {
  const lines = groups.flatMap((group) => ['', ...groupLines(forge, group)]);
  return `${[...headers[forge].map((line) => `# ${line}`), ...lines].join('\n')}\n`;
}

/** GitLab asks the owners of every section that matches; in the others the last matching line decides. */
function groupLines(forge: Forge, { title, paths, owners }: OwnedPaths): string[] {
  const who = owners.join(' ');
  if (forge === 'gitlab') return [`[${title}] ${who}`, ...paths.map((path) => `/${path}`)];
  return [`# ${title}`, ...paths.map((path) => `${pattern(forge, path)} ${who}`)];
}

function pattern(forge: Forge, path: string): string {
  return forge === 'forgejo' ? expression(path) : `/${path}`;
}

/** Of Go, held against the whole path; a backslash would have to be doubled there, a class needs none. */
function expression(path: string): string {
  const text = path.replaceAll('.', '[.]').replaceAll('*', '[^/]*');
  return path.endsWith('/') ? `${text}.*` : text;
}
