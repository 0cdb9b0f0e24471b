// What workflows are made of, and the shell lines that all forges share.
import type { ResolvedSite } from '@groundplan/model';

export interface Promotion {
  readonly from: string;
  readonly to: string;
  /** The branch that `to` is applied from, and that of `from`. */
  readonly branch: string;
  readonly source: string;
  readonly isApproved: boolean;
}

export interface WorkflowSlice {
  readonly forge: NonNullable<ResolvedSite['forge']>;
  readonly promotion: 'pins' | 'branches';
  readonly promotions: readonly Promotion[];
  /** That some environment is applied from, sorted. */
  readonly branches: readonly string[];
  /** Is there anything for `render` to build? */
  readonly isRendered: boolean;
}

/** Installs what the lock file names; scripts of packages do not run, the workspace is built by its own. */
export const install = ['npm ci --ignore-scripts', 'npm run build'] as const;

/** The topology is right, and every committed file is what it implies. */
export function freshness({ isRendered }: Pick<WorkflowSlice, 'isRendered'>): string[] {
  return ['npx groundplan generate --check', ...(isRendered ? ['npx groundplan render --check'] : [])];
}

/** Names of environments are lowercase letters, digits and hyphens: nothing in them that a shell reads. */
export function knownPairs(promotions: readonly Promotion[]): string {
  const pairs = promotions.map(({ from, to }) => `'${from} ${to}'`).join(' | ');
  const known = promotions.map(({ from, to }) => `${from} to ${to}`).join(', ');
  return `case "$FROM $TO" in\n  ${pairs}) ;;\n  *) echo "No environment may be skipped: ${known}." >&2; exit 1 ;;\nesac\n`;
}

export const author = 'git -c user.name=groundplan -c user.email=groundplan@localhost commit --quiet';

/** The image of jobs in containers: Node.js and Git. */
export const image = 'docker.io/library/node:22.20.0-bookworm';
