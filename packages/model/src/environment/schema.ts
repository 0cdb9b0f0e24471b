// An environment: a place in the promotion order, a cluster and a branch.
import * as z from 'zod';
import { domain, matching } from '../value.js';

export interface EnvironmentInput<C extends string, E extends string> {
  readonly cluster: C;
  /** The environment a change must have passed before. */
  readonly after?: E;
  /** Git branch that is applied. Default main; the environment's name with promotion by branches. */
  readonly branch?: string;
  /** Ends the names of what it applies. Default -<name> where environments share the cluster, else nothing. */
  readonly nameSuffix?: string;
  /** Apps are reached below it: demo.staging.example.org for staging. Default: demo-staging.example.org, and demo.example.org in the last environment. */
  readonly subdomain?: string;
  /** What changes there has to be approved first. */
  readonly approval?: ApprovalInput;
}

export interface ApprovalInput {
  /** Users and teams of the forge, such as @acme/platform: one of them approves. */
  readonly owners: readonly string[];
}

const branch = matching(
  /^(?!-)(?!.*(\.\.|\/\/|@\{|\.lock$))[A-Za-z0-9._/-]{1,200}(?<![./])$/,
  'branch name',
  'Use letters, digits, dots, hyphens, underscores and slashes, as git check-ref-format allows.',
);

const nameSuffix = matching(
  /^(-[a-z0-9]([a-z0-9-]{0,29}[a-z0-9])?)?$/,
  'ending of names',
  'Write a hyphen, then lowercase letters and digits, such as -prod; or nothing between the quotes.',
);

const owner = matching(
  /^@[A-Za-z0-9][A-Za-z0-9._-]{0,99}(\/[A-Za-z0-9][A-Za-z0-9._-]{0,99}){0,9}$/,
  'user or team of a forge',
  'Write it as a mention: @ada, or @acme/platform for a team.',
);

/** How a change passes from one environment to the next. */
export const promotions = ['pins', 'branches'] as const;

export const environmentSchema = z.strictObject({
  cluster: z.string(),
  after: z.string().optional(),
  branch: branch.optional(),
  nameSuffix: nameSuffix.optional(),
  subdomain: domain.optional(),
  approval: z.strictObject({ owners: z.array(owner).min(1) }).optional(),
});
